package io.weir.testkit;

/** What {@link TestSource#ABORT} throws inside the job. */
public final class TestSourceAbort extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TestSourceAbort(int item) {
        super("the test source aborts at item " + item + ", as the test asked", null, false, false);
    }
}
