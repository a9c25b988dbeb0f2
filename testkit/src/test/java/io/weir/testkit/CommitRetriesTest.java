package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.connector.Committer;
import io.weir.api.connector.CommitterInitContext;
import io.weir.api.connector.CommittingSinkWriter;
import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.connector.Sink;
import io.weir.api.connector.SinkWriter;
import io.weir.api.connector.SupportsCommitter;
import io.weir.api.connector.WriterInitContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A committer is told how often it asked to retry a committable: that one, and restarts of the job included. */
class CommitRetriesTest {
    /** What the committer of the test under way was given. */
    private static final List<String> SEEN = new ArrayList<>();

    @Test
    void retriesAreCountedForEachCommittableAndOverRestores() throws Exception {
        SEEN.clear();
        try (OneInputHarness<String, Void> harness = OperatorHarness.forSink(new StubbornSink())) {
            harness.processElement("a");
            harness.snapshot(1);
            harness.notifyOfCompletedCheckpoint(1);
            harness.processElement("b");
            HarnessSnapshot second = harness.snapshot(2);
            harness.notifyOfCompletedCheckpoint(2);
            assertThat(taken()).containsExactly("a after 0", "a after 1");
            harness.restore(second);
            assertThat(taken()).as("what the snapshot holds").containsExactly("a after 1");
            harness.snapshot(3);
            harness.notifyOfCompletedCheckpoint(3);
            assertThat(taken()).as("after the third retry it is taken").containsExactly("a after 2");
            harness.snapshot(4);
            harness.notifyOfCompletedCheckpoint(4);
            assertThat(taken()).containsExactly("a after 3", "b after 0");
        }
    }

    @Test
    void aCommitThatFailedForAnUnknownReasonRestartsTheJobWhichCommitsAgain() {
        SEEN.clear();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.enableCheckpointing(500);
        env.fromSource(TestSource.<String>of("a", TestSource.CHECKPOINT, "b"), "records")
                .sinkTo(new UnsureSink());
        try (JobTest job = JobTest.start(env)) {
            job.runToEnd();
        }
        assertThat(taken()).startsWith("a fails", "a is committed").endsWith("b is committed");
    }

    /** Found by trying to break it: checkpoints completed, and nothing was ever committed. */
    @Test
    void aSinkWithCommittablesAndWithoutACommitterIsRefused() {
        assertThatThrownBy(() -> OperatorHarness.forSink(new ForgetfulSink()))
                .hasStackTraceContaining("[SINK-804]")
                .hasStackTraceContaining("createCommitter returned null");
    }

    private record ForgetfulSink() implements Sink<String>, SupportsCommitter<String> {
        @Override
        public SinkWriter<String> createWriter(WriterInitContext context) {
            return new Writer();
        }

        @Override
        @SuppressWarnings("NullAway") // that is what is tested
        public Committer<String> createCommitter(CommitterInitContext context) {
            return null;
        }

        @Override
        public SimpleVersionedSerializer<String> getCommittableSerializer() {
            return new Text();
        }
    }

    private static List<String> taken() {
        List<String> seen = List.copyOf(SEEN);
        SEEN.clear();
        return seen;
    }

    /** Its committer retries until the third time. */
    private record StubbornSink() implements Sink<String>, SupportsCommitter<String> {
        @Override
        public SinkWriter<String> createWriter(WriterInitContext context) {
            return new Writer();
        }

        @Override
        public Committer<String> createCommitter(CommitterInitContext context) {
            return new Stubborn();
        }

        @Override
        public SimpleVersionedSerializer<String> getCommittableSerializer() {
            return new Text();
        }
    }

    private static final class Writer implements CommittingSinkWriter<String, String> {
        private final List<String> open = new ArrayList<>();

        @Override
        public void write(String element, Context context) {
            open.add(element);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public Collection<String> prepareCommit() {
            List<String> prepared = List.copyOf(open);
            open.clear();
            return prepared;
        }

        @Override
        public void close() {}
    }

    private static final class Stubborn implements Committer<String> {
        @Override
        public void commit(Collection<CommitRequest<String>> requests) {
            for (CommitRequest<String> request : requests) {
                SEEN.add(request.getCommittable() + " after " + request.getNumberOfRetries());
                if (request.getNumberOfRetries() < 3
                        && !request.getCommittable().equals("b")) {
                    request.retryLater();
                }
            }
        }

        @Override
        public void close() {}
    }

    /** Its committer fails the first time that it is called, and does not know why. */
    private record UnsureSink() implements Sink<String>, SupportsCommitter<String> {
        @Override
        public SinkWriter<String> createWriter(WriterInitContext context) {
            return new Writer();
        }

        @Override
        public Committer<String> createCommitter(CommitterInitContext context) {
            return new Unsure();
        }

        @Override
        public SimpleVersionedSerializer<String> getCommittableSerializer() {
            return new Text();
        }
    }

    private static final class Unsure implements Committer<String> {
        @Override
        public void commit(Collection<CommitRequest<String>> requests) {
            for (CommitRequest<String> request : requests) {
                if (SEEN.isEmpty()) {
                    SEEN.add(request.getCommittable() + " fails");
                    request.signalFailedWithUnknownReason(new IllegalStateException("connection reset"));
                } else {
                    SEEN.add(request.getCommittable() + " is committed");
                }
            }
        }

        @Override
        public void close() {}
    }

    private static final class Text implements SimpleVersionedSerializer<String> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String deserialize(int version, byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
