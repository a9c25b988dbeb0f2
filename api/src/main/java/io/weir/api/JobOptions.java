package io.weir.api;

import io.weir.api.config.CheckpointingOptions;
import io.weir.api.config.ConfigOption;
import io.weir.api.config.CoreOptions;
import io.weir.api.config.ExecutionOptions;
import io.weir.api.config.PipelineOptions;
import io.weir.api.config.ReadableConfig;
import io.weir.api.config.RestartStrategyOptions;
import io.weir.api.config.StateBackendOptions;
import io.weir.api.graph.RestartStrategySpec;
import io.weir.api.state.backend.EmbeddedRocksDBStateBackend;
import io.weir.api.state.backend.HashMapStateBackend;
import io.weir.api.state.backend.StateBackend;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies to an environment what a configuration says of options that it knows; others are for the program itself. */
final class JobOptions {
    private JobOptions() {}

    static void apply(ReadableConfig from, StreamExecutionEnvironment to) {
        from.getOptional(CoreOptions.DEFAULT_PARALLELISM).ifPresent(to::setParallelism);
        from.getOptional(PipelineOptions.NAME).ifPresent(to::setDefaultJobName);
        from.getOptional(PipelineOptions.MAX_PARALLELISM).ifPresent(to::setMaxParallelism);
        from.getOptional(PipelineOptions.AUTO_WATERMARK_INTERVAL).ifPresent(to.getConfig()::setAutoWatermarkInterval);
        from.getOptional(PipelineOptions.GLOBAL_JOB_PARAMETERS)
                .ifPresent(parameters -> to.getConfig().setGlobalJobParameters(parameters(parameters)));
        if (from.getOptional(PipelineOptions.OPERATOR_CHAINING).equals(Optional.of(false))) {
            to.disableOperatorChaining();
        }
        from.getOptional(CheckpointingOptions.CHECKPOINT_STORAGE).ifPresent(JobOptions::checkStorage);
        from.getOptional(ExecutionOptions.RUNTIME_MODE).ifPresent(to::setRuntimeMode);
        from.getOptional(StateBackendOptions.STATE_BACKEND).ifPresent(name -> to.setStateBackend(backend(name)));
        from.getOptional(RestartStrategyOptions.RESTART_STRATEGY)
                .ifPresent(name -> to.setRestartStrategy(restart(name, from)));
        checkpoints(from, to.getCheckpointConfig());
    }

    private static void checkpoints(ReadableConfig from, CheckpointConfig to) {
        from.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                .ifPresent(interval -> to.setCheckpointInterval(interval.toMillis()));
        from.getOptional(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE).ifPresent(to::setCheckpointingMode);
        from.getOptional(CheckpointingOptions.CHECKPOINTING_TIMEOUT)
                .ifPresent(timeout -> to.setCheckpointTimeout(timeout.toMillis()));
        from.getOptional(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS)
                .ifPresent(to::setMinPauseBetweenCheckpoints);
        from.getOptional(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS).ifPresent(to::setMaxConcurrentCheckpoints);
        from.getOptional(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER)
                .ifPresent(to::setTolerableCheckpointFailureNumber);
        from.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
                .ifPresent(directory -> to.setCheckpointStorage(directory));
        from.getOptional(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS).ifPresent(to::setNumRetainedCheckpoints);
        from.getOptional(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION)
                .ifPresent(to::setExternalizedCheckpointRetention);
    }

    private static StateBackend backend(String name) {
        String simple = name.substring(name.lastIndexOf('.') + 1); // a factory's class in Flink's own settings
        return switch (simple.toLowerCase(Locale.ROOT)) {
            case "hashmap",
                    "filesystem",
                    "jobmanager",
                    "hashmapstatebackendfactory",
                    "fsstatebackendfactory",
                    "memorystatebackendfactory" -> new HashMapStateBackend();
            case "rocksdb", "embeddedrocksdbstatebackendfactory", "rocksdbstatebackendfactory" ->
                new EmbeddedRocksDBStateBackend();
            default -> throw unknown(StateBackendOptions.STATE_BACKEND, name, "hashmap and rocksdb");
        };
    }

    /** Both kinds go to the checkpoint folder: a job manager that keeps them in its memory loses them with itself. */
    private static void checkStorage(String name) {
        if (!name.toLowerCase(Locale.ROOT).matches("(.*\\.)?(filesystem|jobmanager)(checkpointstorage(factory)?)?")) {
            throw unknown(CheckpointingOptions.CHECKPOINT_STORAGE, name, "filesystem and jobmanager");
        }
    }

    private static @Nullable RestartStrategySpec restart(String name, ReadableConfig from) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "none", "off", "disable" -> RestartStrategies.noRestart();
            case "fixed-delay", "fixeddelay" ->
                RestartStrategies.fixedDelayRestart(
                        value(from, RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS),
                        value(from, RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY));
            case "failure-rate", "failurerate" ->
                RestartStrategies.failureRateRestart(
                        value(from, RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL),
                        value(from, RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL),
                        value(from, RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY));
            case "exponential-delay", "exponentialdelay" ->
                RestartStrategies.exponentialDelayRestart(
                        value(from, RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF),
                        value(from, RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF),
                        value(from, RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER),
                        value(from, RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD),
                        value(from, RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_JITTER_FACTOR));
            default ->
                throw unknown(
                        RestartStrategyOptions.RESTART_STRATEGY,
                        name,
                        "none, fixed-delay, failure-rate and exponential-delay");
        };
    }

    /** Of an option with a default. */
    private static <T> T value(ReadableConfig from, ConfigOption<T> option) {
        return Objects.requireNonNull(from.get(option));
    }

    private static ExecutionConfig.GlobalJobParameters parameters(Map<String, String> map) {
        return ParameterTool.fromMap(map);
    }

    private static IllegalArgumentException unknown(ConfigOption<?> option, String value, String known) {
        return new IllegalArgumentException("[API-190] The setting " + option.key() + " is '" + value
                + "'. There is no such choice. There are " + known + ".");
    }
}
