package io.weir.api.graph.operator;

import io.weir.api.function.KeyedBroadcastProcessFunction;
import io.weir.api.state.MapStateDescriptor;
import java.util.List;

/** The first input is keyed, the second broadcast; {@code states} are what its side may write. */
public record KeyedBroadcastProcessSpec(
        KeyedBroadcastProcessFunction<?, ?, ?, ?> function, List<MapStateDescriptor<?, ?>> states)
        implements FunctionSpec {
    @Override
    public boolean hasStateOfItsOwn() {
        return true;
    }

    @Override
    public KeyUse keyUse() {
        return KeyUse.NEEDED;
    }

    @Override
    public <R> R accept(Kinds<R> kinds) {
        return kinds.keyedBroadcastProcess(this);
    }
}
