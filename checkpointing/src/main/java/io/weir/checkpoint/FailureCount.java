package io.weir.checkpoint;

/**
 * Failures since the last success, over all leaders. Once they are more than tolerable the attempt fails; the first failure
 * of a later attempt counts from the beginning. Immutable.
 */
record FailureCount(int failures, long epoch) {
    static final FailureCount NONE = new FailureCount(0, 0);

    /** After one more failure, in the attempt {@code inEpoch}. */
    FailureCount plus(long inEpoch, int tolerable) {
        boolean startOver = failures > tolerable && inEpoch > epoch;
        return new FailureCount(startOver ? 1 : failures + 1, Math.max(epoch, inEpoch));
    }

    boolean fails(long inEpoch, int tolerable) {
        return failures > tolerable && epoch == inEpoch;
    }
}
