package io.weir.api.config;

import io.weir.api.CheckpointingMode;
import io.weir.api.ExternalizedCheckpointRetention;
import java.time.Duration;

/** When checkpoints are taken, and where they go. */
public final class CheckpointingOptions {
    public static final ConfigOption<CheckpointingMode> CHECKPOINTING_CONSISTENCY_MODE = ConfigOptions.key(
                    "execution.checkpointing.mode")
            .enumType(CheckpointingMode.class)
            .defaultValue(CheckpointingMode.EXACTLY_ONCE);

    public static final ConfigOption<Duration> CHECKPOINTING_INTERVAL =
            ConfigOptions.key("execution.checkpointing.interval").durationType().noDefaultValue();

    public static final ConfigOption<Duration> CHECKPOINTING_TIMEOUT =
            ConfigOptions.key("execution.checkpointing.timeout").durationType().defaultValue(Duration.ofMinutes(10));

    public static final ConfigOption<Duration> MIN_PAUSE_BETWEEN_CHECKPOINTS = ConfigOptions.key(
                    "execution.checkpointing.min-pause")
            .durationType()
            .defaultValue(Duration.ZERO);

    public static final ConfigOption<Integer> MAX_CONCURRENT_CHECKPOINTS = ConfigOptions.key(
                    "execution.checkpointing.max-concurrent-checkpoints")
            .intType()
            .defaultValue(1);

    public static final ConfigOption<Integer> TOLERABLE_FAILURE_NUMBER = ConfigOptions.key(
                    "execution.checkpointing.tolerable-failed-checkpoints")
            .intType()
            .defaultValue(0);

    public static final ConfigOption<String> CHECKPOINTS_DIRECTORY = ConfigOptions.key("execution.checkpointing.dir")
            .stringType()
            .noDefaultValue()
            .withFallbackKeys("state.checkpoints.dir");

    /** filesystem or jobmanager; both go to the checkpoint folder. */
    public static final ConfigOption<String> CHECKPOINT_STORAGE = ConfigOptions.key("execution.checkpointing.storage")
            .stringType()
            .noDefaultValue()
            .withFallbackKeys("state.checkpoint-storage");

    /** The old name of {@link StateBackendOptions#STATE_BACKEND}. */
    public static final ConfigOption<String> STATE_BACKEND = StateBackendOptions.STATE_BACKEND;

    /** Accepted where Flink programs have it, without effect: savepoints are not built yet. */
    public static final ConfigOption<String> SAVEPOINT_DIRECTORY = ConfigOptions.key(
                    "execution.checkpointing.savepoint-dir")
            .stringType()
            .noDefaultValue()
            .withFallbackKeys("state.savepoints.dir");

    public static final ConfigOption<Boolean> INCREMENTAL_CHECKPOINTS = ConfigOptions.key(
                    "execution.checkpointing.incremental")
            .booleanType()
            .defaultValue(false)
            .withFallbackKeys("state.backend.incremental");

    public static final ConfigOption<Integer> MAX_RETAINED_CHECKPOINTS = ConfigOptions.key(
                    "execution.checkpointing.num-retained")
            .intType()
            .defaultValue(1)
            .withFallbackKeys("state.checkpoints.num-retained");

    public static final ConfigOption<ExternalizedCheckpointRetention> EXTERNALIZED_CHECKPOINT_RETENTION =
            ConfigOptions.key("execution.checkpointing.externalized-checkpoint-retention")
                    .enumType(ExternalizedCheckpointRetention.class)
                    .defaultValue(ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS);

    private CheckpointingOptions() {}
}
