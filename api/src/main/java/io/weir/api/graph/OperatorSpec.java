package io.weir.api.graph;

import io.weir.api.connector.Sink;
import io.weir.api.connector.Source;
import io.weir.api.function.FilterFunction;
import io.weir.api.function.FlatMapFunction;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.MapFunction;
import io.weir.api.function.ProcessFunction;
import io.weir.api.function.ReduceFunction;
import io.weir.api.function.SinkFunction;
import io.weir.api.function.SourceFunction;
import java.io.Serializable;

/** What an operator does, with the user's function. */
public sealed interface OperatorSpec extends Serializable {
    record SourceSpec(Source<?, ?, ?> source) implements OperatorSpec {}

    record SourceFunctionSpec(SourceFunction<?> function) implements OperatorSpec {}

    record MapSpec(MapFunction<?, ?> function) implements OperatorSpec {}

    record FlatMapSpec(FlatMapFunction<?, ?> function) implements OperatorSpec {}

    record FilterSpec(FilterFunction<?> function) implements OperatorSpec {}

    record ProcessSpec(ProcessFunction<?, ?> function) implements OperatorSpec {}

    record KeyedProcessSpec(KeyedProcessFunction<?, ?, ?> function) implements OperatorSpec {}

    /** Keyed running reduce; every update is emitted. */
    record ReduceSpec(ReduceFunction<?> function) implements OperatorSpec {}

    record SinkSpec(Sink<?> sink) implements OperatorSpec {}

    record SinkFunctionSpec(SinkFunction<?> function) implements OperatorSpec {}

    /** The user's object: the function, source or sink. */
    default Serializable userObject() {
        if (this instanceof SourceSpec spec) {
            return spec.source;
        } else if (this instanceof SourceFunctionSpec spec) {
            return spec.function;
        } else if (this instanceof MapSpec spec) {
            return spec.function;
        } else if (this instanceof FlatMapSpec spec) {
            return spec.function;
        } else if (this instanceof FilterSpec spec) {
            return spec.function;
        } else if (this instanceof ProcessSpec spec) {
            return spec.function;
        } else if (this instanceof KeyedProcessSpec spec) {
            return spec.function;
        } else if (this instanceof ReduceSpec spec) {
            return spec.function;
        } else if (this instanceof SinkSpec spec) {
            return spec.sink;
        } else if (this instanceof SinkFunctionSpec spec) {
            return spec.function;
        }
        throw new AssertionError(getClass());
    }

    default boolean isSource() {
        return this instanceof SourceSpec || this instanceof SourceFunctionSpec;
    }

    default boolean isSink() {
        return this instanceof SinkSpec || this instanceof SinkFunctionSpec;
    }
}
