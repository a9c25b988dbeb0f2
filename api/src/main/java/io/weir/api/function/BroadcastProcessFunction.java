package io.weir.api.function;

import io.weir.api.Collector;

/**
 * Sees the records of a stream, and those of a broadcast stream, which come to every subtask. Records of the broadcast side reach different
 * subtasks at different moments, in any order with those of the other side: what is written to broadcast state must not depend on it.
 */
public abstract class BroadcastProcessFunction<IN1, IN2, OUT> extends BaseBroadcastProcessFunction {
    public abstract void processElement(IN1 value, ReadOnlyContext ctx, Collector<OUT> out) throws Exception;

    public abstract void processBroadcastElement(IN2 value, Context ctx, Collector<OUT> out) throws Exception;

    /** What the broadcast side sees. */
    public abstract class Context extends BaseBroadcastProcessFunction.Context {}

    /** What the other side sees. */
    public abstract class ReadOnlyContext extends BaseBroadcastProcessFunction.ReadOnlyContext {}
}
