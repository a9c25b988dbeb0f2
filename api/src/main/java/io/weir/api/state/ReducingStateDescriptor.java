package io.weir.api.state;

import io.weir.api.argument.Argument;
import io.weir.api.function.ReduceFunction;
import io.weir.api.serde.TypeInformation;
import io.weir.api.serde.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Names a {@link ReducingState}. */
public class ReducingStateDescriptor<T> extends StateDescriptor<ReducingState<T>, T> {
    private final ReduceFunction<T> reduceFunction;

    public ReducingStateDescriptor(String name, ReduceFunction<T> reduceFunction) {
        super(name, null, null);
        this.reduceFunction = Argument.given(reduceFunction, "reduceFunction");
    }

    public ReducingStateDescriptor(String name, ReduceFunction<T> reduceFunction, Class<T> type) {
        super(name, Argument.given(type, "type"), null);
        this.reduceFunction = Argument.given(reduceFunction, "reduceFunction");
    }

    public ReducingStateDescriptor(String name, ReduceFunction<T> reduceFunction, TypeInformation<T> type) {
        this(name, reduceFunction, Argument.given(type, "type").getTypeClass());
    }

    /** The serializer is accepted where Flink programs have it; it is not needed. */
    public ReducingStateDescriptor(
            String name, ReduceFunction<T> reduceFunction, @Nullable TypeSerializer<T> typeSerializer) {
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
