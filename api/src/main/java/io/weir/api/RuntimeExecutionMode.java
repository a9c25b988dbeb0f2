package io.weir.api;

/** How a job runs; see {@link StreamExecutionEnvironment#setRuntimeMode}. */
public enum RuntimeExecutionMode {
    /** As a stream: results as records come. The default. */
    STREAMING,
    /** Flink's way for bounded jobs, in which a key has only its last result; refused here. */
    BATCH,
    /** In Flink {@link #BATCH} if all sources are bounded; refused here. */
    AUTOMATIC
}
