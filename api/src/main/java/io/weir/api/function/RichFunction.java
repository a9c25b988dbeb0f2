package io.weir.api.function;

import io.weir.api.config.Configuration;

/** A function with a life: opened once before its first record, closed once after its last, and with a view of its runtime. */
public interface RichFunction extends Function {
    /** Called on the subtask before any record, after state was restored. */
    default void open(OpenContext openContext) throws Exception {
        open(new Configuration());
    }

    /** Flink 1's form of {@link #open(OpenContext)}, which calls it with nothing in it. Implement one of the two. */
    default void open(Configuration parameters) throws Exception {}

    /** Called once when the subtask ends, also after a failure. */
    void close() throws Exception;

    /** The function's surroundings; valid from {@link #open} on. */
    RuntimeContext getRuntimeContext();

    /** Called by the runtime before {@link #open}. */
    void setRuntimeContext(RuntimeContext context);
}
