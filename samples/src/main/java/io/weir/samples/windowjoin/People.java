package io.weir.samples.windowjoin;

/** Who the streams are about. */
final class People {
    private static final String[] NAMES = {"tom", "jerry", "alice", "bob", "john", "grace"};

    private People() {}

    static String name(long i) {
        return NAMES[(int) (i % NAMES.length)];
    }
}
