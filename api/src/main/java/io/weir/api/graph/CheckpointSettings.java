package io.weir.api.graph;

import io.weir.api.CheckpointingMode;
import io.weir.api.ExternalizedCheckpointRetention;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * When and how a job takes checkpoints.
 *
 * @param intervalMs {@value #OFF} for none
 * @param timeoutMs after which a checkpoint is given up
 * @param minPauseMs from the completion of one to the start of the next
 * @param maxConcurrent at least 1
 * @param tolerableFailures so many in a row are tolerated, one more fails the job
 * @param numRetained completed checkpoints that are kept, at least 1
 * @param dir a {@code file://} URI or an absolute path; null for the cluster's own
 */
public record CheckpointSettings(
        long intervalMs,
        CheckpointingMode mode,
        long timeoutMs,
        long minPauseMs,
        int maxConcurrent,
        int tolerableFailures,
        int numRetained,
        ExternalizedCheckpointRetention retention,
        @Nullable String dir)
        implements Serializable {
    public static final long OFF = -1;

    public static final CheckpointSettings DEFAULT = new CheckpointSettings(
            OFF,
            CheckpointingMode.EXACTLY_ONCE,
            600_000,
            0,
            1,
            0,
            1,
            ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS,
            null);

    public boolean enabled() {
        return intervalMs != OFF;
    }
}
