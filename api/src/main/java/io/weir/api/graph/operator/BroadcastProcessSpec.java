package io.weir.api.graph.operator;

import io.weir.api.function.BroadcastProcessFunction;
import io.weir.api.state.MapStateDescriptor;
import java.util.List;

/** The second input is broadcast; {@code states} are what its side may write. */
public record BroadcastProcessSpec(BroadcastProcessFunction<?, ?, ?> function, List<MapStateDescriptor<?, ?>> states)
        implements FunctionSpec {
    @Override
    public boolean hasStateOfItsOwn() {
        return true;
    }

    @Override
    public KeyUse keyUse() {
        return KeyUse.REFUSED;
    }

    @Override
    public <R> R accept(Kinds<R> kinds) {
        return kinds.broadcastProcess(this);
    }
}
