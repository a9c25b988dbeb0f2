package io.weir.checkpoint;

/**
 * When checkpoints are taken and how many are kept. All times in milliseconds.
 *
 * @param intervalMs between two triggers; 0: only when asked for
 * @param timeoutMs after which an unfinished checkpoint is given up
 * @param minPauseMs the least time from the last completion to the next periodic trigger; 0: none
 * @param maxConcurrent checkpoints under way at a time; a pause makes it 1
 * @param tolerableFailures consecutive failures the job survives; one more fails it
 * @param retained completed checkpoints to keep. At least {@value #LEAST_KEPT} are kept while the job runs: a subtask may not
 *     have heard of the newest when it begins the next, and then builds on the files of the one before
 */
public record CheckpointPolicy(
        long intervalMs, long timeoutMs, long minPauseMs, int maxConcurrent, int tolerableFailures, int retained) {
    static final int LEAST_KEPT = 2;
    private static final long LEAST_MS = 10;

    public CheckpointPolicy {
        if (intervalMs != 0 && intervalMs < LEAST_MS) {
            throw refused("interval", intervalMs + " ms", "at least " + LEAST_MS + " ms");
        }
        if (timeoutMs < LEAST_MS) {
            throw refused("timeout", timeoutMs + " ms", "at least " + LEAST_MS + " ms");
        }
        if (timeoutMs < intervalMs) { // a job is told so before it is submitted, in the same words
            throw new IllegalArgumentException("[CFG-203] The checkpoint timeout is " + timeoutMs
                    + " ms. It must be at least the interval, " + intervalMs
                    + " ms. Raise it, or take checkpoints more often.");
        }
        if (minPauseMs < 0) {
            throw refused("pause", minPauseMs + " ms", "0 or more");
        }
        if (maxConcurrent < 1) {
            throw refused("concurrency", maxConcurrent + "", "at least 1");
        }
        if (tolerableFailures < 0) {
            throw refused("number of tolerable failures", tolerableFailures + "", "0 or more");
        }
        if (retained < 1) {
            throw refused("number of retained checkpoints", retained + "", "at least 1");
        }
    }

    /** The shipped settings, with checkpoints every {@code intervalMs}. */
    public static CheckpointPolicy every(long intervalMs) {
        return new CheckpointPolicy(intervalMs, Math.max(intervalMs, 600_000), 0, 1, 0, 1);
    }

    public boolean periodic() {
        return intervalMs > 0;
    }

    int concurrent() {
        return minPauseMs > 0 ? 1 : maxConcurrent;
    }

    int kept() {
        return Math.max(LEAST_KEPT, retained);
    }

    private static IllegalArgumentException refused(String what, String value, String rule) {
        return new IllegalArgumentException(
                "[CFG-203] The checkpoint " + what + " is " + value + ". It must be " + rule + ". Raise it.");
    }
}
