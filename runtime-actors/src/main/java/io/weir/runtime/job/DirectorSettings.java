package io.weir.runtime.job;

/**
 * The patience of a {@link JobDirector}; all times in milliseconds, positive.
 *
 * @param adoptionWaitMillis a new leader waits so long for the workers to say what they run
 * @param deployTimeoutMillis from the first message of an attempt until all of its subtasks run
 * @param stopTimeoutMillis a cancelled or failed job waits so long for its workers to have stopped
 * @param handoverTimeoutMillis a leaving worker's subtasks may take so long to save their state
 * @param repeatMillis how often an unanswered request to stop or to finish is repeated
 * @param lossesWithoutDelay so many lost workers within the strategy's memory cost no delay
 */
public record DirectorSettings(
        long adoptionWaitMillis,
        long deployTimeoutMillis,
        long stopTimeoutMillis,
        long handoverTimeoutMillis,
        long repeatMillis,
        int lossesWithoutDelay) {
    /** As shipped. */
    public static final DirectorSettings DEFAULT = new DirectorSettings(3_000, 60_000, 10_000, 10_000, 1_000, 3);

    public DirectorSettings {
        if (adoptionWaitMillis <= 0
                || deployTimeoutMillis <= 0
                || stopTimeoutMillis <= 0
                || handoverTimeoutMillis <= 0
                || repeatMillis <= 0
                || lossesWithoutDelay < 0) {
            throw new IllegalArgumentException("[CFG-203] a time under weir.job is not positive, or "
                    + "weir.job.worker-losses-without-delay is negative. Waiting for nothing would fail every job. "
                    + "Change the key under weir.job.");
        }
    }
}
