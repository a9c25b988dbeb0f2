package io.weir.api;

import io.weir.api.argument.Argument;
import io.weir.api.graph.JobSettings;
import io.weir.api.graph.RestartStrategySpec;
import io.weir.api.serde.SerializerConfig;
import io.weir.api.time.Time;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What applies to all operators of a job. Values are checked at {@code execute}. */
public class ExecutionConfig implements SerializerConfig {
    /** Stands for "not set": the executor, or the parallelism, decides. */
    public static final int PARALLELISM_DEFAULT = -1;

    /** Milliseconds. */
    public static final long DEFAULT_AUTO_WATERMARK_INTERVAL = 200;

    private @Nullable Integer parallelism;
    private @Nullable Integer maxParallelism;
    private long autoWatermarkInterval = DEFAULT_AUTO_WATERMARK_INTERVAL;
    private @Nullable RestartStrategySpec restartStrategy;
    private boolean blockingUserCode;
    private boolean objectReuse;
    private GlobalJobParameters globalJobParameters = new GlobalJobParameters();

    ExecutionConfig() {}

    public int getParallelism() {
        return parallelismOr(PARALLELISM_DEFAULT);
    }

    public ExecutionConfig setParallelism(int parallelism) {
        this.parallelism = parallelism;
        return this;
    }

    public int getMaxParallelism() {
        return maxParallelismOr(PARALLELISM_DEFAULT);
    }

    public void setMaxParallelism(int maxParallelism) {
        this.maxParallelism = maxParallelism;
    }

    /** Milliseconds. */
    public long getAutoWatermarkInterval() {
        return autoWatermarkInterval;
    }

    /**
     * How often generators of watermarks are asked for one.
     *
     * @param interval milliseconds; 0 for never: then only punctuated generators emit, and the last watermark at the end of the input
     */
    public ExecutionConfig setAutoWatermarkInterval(long interval) {
        this.autoWatermarkInterval = interval;
        return this;
    }

    public ExecutionConfig setAutoWatermarkInterval(Duration interval) {
        return setAutoWatermarkInterval(Argument.saturatedMillis(interval, "interval"));
    }

    public ExecutionConfig setAutoWatermarkInterval(Time interval) {
        return setAutoWatermarkInterval(Argument.given(interval, "interval").toMilliseconds());
    }

    /** See {@link RestartStrategies}; null for the default. */
    public void setRestartStrategy(@Nullable RestartStrategySpec restartStrategy) {
        this.restartStrategy = restartStrategy;
    }

    public @Nullable RestartStrategySpec getRestartStrategy() {
        return restartStrategy;
    }

    /**
     * Says that functions of this job wait: for an answer of a server, a lock, a sleep. Its subtasks then run on threads kept for that,
     * up to {@code weir.blocking-subtask-dispatcher} of them in a process, and no other job waits with them. Off by default: then
     * subtasks share about one thread for each core, which is fastest, and a function that waits holds up all jobs of its process.
     */
    public ExecutionConfig setBlockingUserCode(boolean blocking) {
        this.blockingUserCode = blocking;
        return this;
    }

    public boolean isBlockingUserCode() {
        return blockingUserCode;
    }

    /**
     * Says that functions of this job give their records away: what a function has emitted it does not change any more, nor does it keep it.
     * Mutable records then go by reference where they have one reader. Without it, which is the default, they are copied. Records that
     * cannot change always go by reference.
     */
    public ExecutionConfig enableObjectReuse() {
        objectReuse = true;
        return this;
    }

    /** Takes {@link #enableObjectReuse} back: mutable records are copied when they are emitted. */
    public ExecutionConfig disableObjectReuse() {
        objectReuse = false;
        return this;
    }

    /** What the program chose; see {@link #enableObjectReuse}. */
    public boolean isObjectReuseEnabled() {
        return objectReuse;
    }

    /** Itself; see {@link SerializerConfig}. */
    public SerializerConfig getSerializerConfig() {
        return this;
    }

    /** What all functions of the job may read: {@code getRuntimeContext().getGlobalJobParameters()}. Its map is copied at {@code execute}. */
    public void setGlobalJobParameters(GlobalJobParameters globalJobParameters) {
        Argument.given(globalJobParameters, "globalJobParameters");
        this.globalJobParameters = globalJobParameters;
    }

    /** Empty if none were set. */
    public GlobalJobParameters getGlobalJobParameters() {
        return globalJobParameters;
    }

    /** Parameters of a program for its functions; a {@link ParameterTool} is some. */
    public static class GlobalJobParameters implements Serializable {
        private static final long serialVersionUID = 1L;

        /** By name, as text. */
        public Map<String, String> toMap() {
            return Map.of();
        }
    }

    /** What functions see on a worker. */
    public static ExecutionConfig onWorker(JobSettings settings) {
        ExecutionConfig config = new ExecutionConfig();
        config.autoWatermarkInterval = settings.autoWatermarkIntervalMs();
        config.restartStrategy = settings.restartStrategy();
        config.blockingUserCode = settings.blockingUserCode();
        config.globalJobParameters = ParameterTool.fromMap(settings.globalJobParameters());
        return config;
    }

    int parallelismOr(int other) {
        Integer set = parallelism;
        return set != null ? set : other;
    }

    int maxParallelismOr(int other) {
        Integer set = maxParallelism;
        return set != null ? set : other;
    }
}
