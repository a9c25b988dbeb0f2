package io.weir.api;

import io.weir.api.argument.Argument;
import io.weir.api.fs.Path;
import io.weir.api.graph.CheckpointSettings;
import io.weir.api.state.backend.CheckpointStorage;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When and how checkpoints are taken. Values are checked at {@code execute}; times in milliseconds. */
public class CheckpointConfig {
    private long interval = CheckpointSettings.OFF;
    private CheckpointingMode mode = CheckpointSettings.DEFAULT.mode();
    private long timeout = CheckpointSettings.DEFAULT.timeoutMs();
    private long minPause = CheckpointSettings.DEFAULT.minPauseMs();
    private int maxConcurrent = CheckpointSettings.DEFAULT.maxConcurrent();
    private int tolerableFailures = CheckpointSettings.DEFAULT.tolerableFailures();
    private int numRetained = CheckpointSettings.DEFAULT.numRetained();
    private ExternalizedCheckpointRetention retention = CheckpointSettings.DEFAULT.retention();
    private @Nullable String dir;

    CheckpointConfig() {}

    public boolean isCheckpointingEnabled() {
        return interval != CheckpointSettings.OFF;
    }

    public void disableCheckpointing() {
        interval = CheckpointSettings.OFF;
    }

    /** -1 if checkpoints are off. */
    public long getCheckpointInterval() {
        return interval;
    }

    /** At least 10. */
    public void setCheckpointInterval(long checkpointInterval) {
        interval = Argument.positive(checkpointInterval, "checkpointInterval");
    }

    public CheckpointingMode getCheckpointingMode() {
        return mode;
    }

    public void setCheckpointingMode(CheckpointingMode checkpointingMode) {
        Argument.given(checkpointingMode, "checkpointingMode");
        mode = checkpointingMode;
    }

    public CheckpointingMode getCheckpointingConsistencyMode() {
        return mode;
    }

    public void setCheckpointingConsistencyMode(CheckpointingMode checkpointingMode) {
        Argument.given(checkpointingMode, "checkpointingMode");
        mode = checkpointingMode;
    }

    public long getCheckpointTimeout() {
        return timeout;
    }

    /** A checkpoint that takes longer is given up; at least 10. */
    public void setCheckpointTimeout(long checkpointTimeout) {
        timeout = checkpointTimeout;
    }

    public long getMinPauseBetweenCheckpoints() {
        return minPause;
    }

    /** From the end of one checkpoint to the start of the next. */
    public void setMinPauseBetweenCheckpoints(long minPauseBetweenCheckpoints) {
        minPause = minPauseBetweenCheckpoints;
    }

    public void setMinPauseBetweenCheckpoints(Duration minPauseBetweenCheckpoints) {
        minPause = Argument.saturatedMillis(minPauseBetweenCheckpoints, "minPauseBetweenCheckpoints");
    }

    public int getMaxConcurrentCheckpoints() {
        return maxConcurrent;
    }

    public void setMaxConcurrentCheckpoints(int maxConcurrentCheckpoints) {
        maxConcurrent = maxConcurrentCheckpoints;
    }

    public int getTolerableCheckpointFailureNumber() {
        return tolerableFailures;
    }

    /** So many failed checkpoints in a row are tolerated; one more fails the job. */
    public void setTolerableCheckpointFailureNumber(int tolerableCheckpointFailureNumber) {
        tolerableFailures = tolerableCheckpointFailureNumber;
    }

    public int getNumRetainedCheckpoints() {
        return numRetained;
    }

    /** How many completed checkpoints are kept, at least 1. */
    public void setNumRetainedCheckpoints(int numRetainedCheckpoints) {
        numRetained = numRetainedCheckpoints;
    }

    public ExternalizedCheckpointRetention getExternalizedCheckpointRetention() {
        return retention;
    }

    /** What becomes of checkpoints when the job ends. */
    public void setExternalizedCheckpointRetention(ExternalizedCheckpointRetention externalizedCheckpointRetention) {
        Argument.given(externalizedCheckpointRetention, "externalizedCheckpointRetention");
        retention = externalizedCheckpointRetention;
    }

    /** A {@code file://} URI or an absolute path that all nodes reach; null for the cluster's own. */
    public void setCheckpointStorage(@Nullable String checkpointDirectory) {
        dir = checkpointDirectory;
    }

    public @Nullable String getCheckpointStorage() {
        return dir;
    }

    public void setCheckpointStorage(URI checkpointDirectory) {
        Argument.given(checkpointDirectory, "checkpointDirectory");
        dir = checkpointDirectory.toString();
    }

    public void setCheckpointStorage(Path checkpointDirectory) {
        dir = Argument.given(checkpointDirectory, "checkpointDirectory").toString();
    }

    /** Where the storage says; the cluster's own folder if it says nothing. */
    public void setCheckpointStorage(CheckpointStorage storage) {
        dir = Argument.given(storage, "storage").checkpointDir();
    }

    /** The old form of {@link #setExternalizedCheckpointRetention}. */
    public void enableExternalizedCheckpoints(ExternalizedCheckpointCleanup cleanupMode) {
        Argument.given(cleanupMode, "cleanupMode");
        setExternalizedCheckpointCleanup(cleanupMode);
    }

    /** The old form of {@link #setExternalizedCheckpointRetention}. */
    public void setExternalizedCheckpointCleanup(ExternalizedCheckpointCleanup cleanupMode) {
        Argument.given(cleanupMode, "cleanupMode");
        retention = switch (cleanupMode) {
            case DELETE_ON_CANCELLATION -> ExternalizedCheckpointRetention.DELETE_ON_CANCELLATION;
            case RETAIN_ON_CANCELLATION -> ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION;
            case NO_EXTERNALIZED_CHECKPOINTS -> ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS;
        };
    }

    public ExternalizedCheckpointCleanup getExternalizedCheckpointCleanup() {
        return ExternalizedCheckpointCleanup.valueOf(retention.name());
    }

    /** Whether checkpoints outlive a job that was cancelled. */
    public boolean isExternalizedCheckpointsEnabled() {
        return retention != ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS;
    }

    /** The old form of {@link #setTolerableCheckpointFailureNumber}: none is tolerated, or any number. */
    public void setFailOnCheckpointingErrors(boolean failOnCheckpointingErrors) {
        tolerableFailures = failOnCheckpointingErrors ? 0 : Integer.MAX_VALUE;
    }

    public boolean isFailOnCheckpointingErrors() {
        return tolerableFailures == 0;
    }

    /** The old name of {@link ExternalizedCheckpointRetention}. */
    public enum ExternalizedCheckpointCleanup {
        DELETE_ON_CANCELLATION,
        RETAIN_ON_CANCELLATION,
        NO_EXTERNALIZED_CHECKPOINTS;

        public boolean deleteOnCancellation() {
            return this == DELETE_ON_CANCELLATION;
        }
    }

    CheckpointSettings toSettings() {
        return new CheckpointSettings(
                interval, mode, timeout, minPause, maxConcurrent, tolerableFailures, numRetained, retention, dir);
    }
}
