package io.weir.runtime.operator.function;

import io.weir.api.state.BroadcastState;
import io.weir.api.state.MapStateDescriptor;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.WeirException;
import io.weir.runtime.operator.OperatorContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The broadcast states of one operator: those that {@code broadcast(...)} was told of, and no others. */
final class BroadcastStates {
    private final OperatorContext context;
    private final List<MapStateDescriptor<?, ?>> descriptors;
    private final Map<String, BroadcastState<?, ?>> byName = new HashMap<>();

    BroadcastStates(OperatorContext context, List<MapStateDescriptor<?, ?>> descriptors) {
        this.context = context;
        this.descriptors = descriptors;
    }

    void open() throws Exception {
        for (MapStateDescriptor<?, ?> descriptor : descriptors) {
            byName.put(descriptor.getName(), context.operatorState().getBroadcastState(descriptor));
        }
    }

    @SuppressWarnings("unchecked") // a name has one type, which the user gave
    <K, V> BroadcastState<K, V> get(MapStateDescriptor<K, V> descriptor) {
        BroadcastState<?, ?> state = byName.get(descriptor.getName());
        if (state == null) {
            throw new WeirException(
                    FailureKind.BAD_JOB,
                    "[API-182] " + context.description() + " asked for the broadcast state '" + descriptor.getName()
                            + "', which broadcast(...) was not told of. It has " + byName.keySet()
                            + ". Correct the name, or give broadcast(...) this descriptor too.");
        }
        return (BroadcastState<K, V>) state;
    }
}
