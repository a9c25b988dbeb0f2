package io.weir.api;

import io.weir.api.state.MapStateDescriptor;
import java.util.List;

/** A stream whose records reach every subtask, to be connected with another. Made by {@link DataStream#broadcast(MapStateDescriptor...)}. */
public class BroadcastStream<T> {
    private final DataStream<T> broadcast;
    private final List<MapStateDescriptor<?, ?>> broadcastStates;

    BroadcastStream(DataStream<T> broadcast, List<MapStateDescriptor<?, ?>> broadcastStates) {
        this.broadcast = broadcast;
        this.broadcastStates = List.copyOf(broadcastStates);
    }

    DataStream<T> stream() {
        return broadcast;
    }

    public List<MapStateDescriptor<?, ?>> getBroadcastStateDescriptors() {
        return broadcastStates;
    }
}
