package io.weir.api.state;

import io.weir.api.function.ReduceFunction;
import io.weir.api.serde.TypeInformation;
import io.weir.api.serde.TypeSerializer;

/** Names a {@link ReducingState}. */
public class ReducingStateDescriptor<T> extends StateDescriptor<ReducingState<T>, T> {
    private final ReduceFunction<T> reduceFunction;

    public ReducingStateDescriptor(String name, ReduceFunction<T> reduceFunction) {
        super(name, null, null);
        this.reduceFunction = reduceFunction;
    }

    public ReducingStateDescriptor(String name, ReduceFunction<T> reduceFunction, Class<T> type) {
        super(name, type, null);
        this.reduceFunction = reduceFunction;
    }

    public ReducingStateDescriptor(String name, ReduceFunction<T> reduceFunction, TypeInformation<T> type) {
        this(name, reduceFunction, type.getTypeClass());
    }

    /** The serializer is accepted where Flink programs have it; it is not needed. */
    public ReducingStateDescriptor(String name, ReduceFunction<T> reduceFunction, TypeSerializer<T> typeSerializer) {
        this(name, reduceFunction);
    }

    public ReduceFunction<T> getReduceFunction() {
        return reduceFunction;
    }

    @Override
    public Type getType() {
        return Type.REDUCING;
    }
}
