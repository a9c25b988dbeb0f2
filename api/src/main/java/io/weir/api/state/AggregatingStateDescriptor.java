package io.weir.api.state;

import io.weir.api.argument.Argument;
import io.weir.api.function.AggregateFunction;
import io.weir.api.serde.TypeInformation;
import io.weir.api.serde.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Names an {@link AggregatingState}. */
public class AggregatingStateDescriptor<IN, ACC, OUT> extends StateDescriptor<AggregatingState<IN, OUT>, ACC> {
    private final AggregateFunction<IN, ACC, OUT> aggregateFunction;

    public AggregatingStateDescriptor(String name, AggregateFunction<IN, ACC, OUT> aggregateFunction) {
        super(name, null, null);
        this.aggregateFunction = Argument.given(aggregateFunction, "aggregateFunction");
    }

    public AggregatingStateDescriptor(
            String name, AggregateFunction<IN, ACC, OUT> aggregateFunction, Class<ACC> accumulatorType) {
        super(name, Argument.given(accumulatorType, "accumulatorType"), null);
        this.aggregateFunction = Argument.given(aggregateFunction, "aggregateFunction");
    }

    public AggregatingStateDescriptor(
            String name, AggregateFunction<IN, ACC, OUT> aggregateFunction, TypeInformation<ACC> accumulatorType) {
        this(
                name,
                aggregateFunction,
                Argument.given(accumulatorType, "accumulatorType").getTypeClass());
    }

    /** The serializer is accepted where Flink programs have it; it is not needed. */
    public AggregatingStateDescriptor(
            String name,
            AggregateFunction<IN, ACC, OUT> aggregateFunction,
            @Nullable TypeSerializer<ACC> accumulatorSerializer) {
        this(name, aggregateFunction);
    }

    public AggregateFunction<IN, ACC, OUT> getAggregateFunction() {
        return aggregateFunction;
    }

    @Override
    public Type getType() {
        return Type.AGGREGATING;
    }
}
