package io.weir.api.state;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Broadcast state as the side that may not write sees it. */
public interface ReadOnlyBroadcastState<K, V> extends State {
    /** Null if there is no such entry. */
    @Nullable
    V get(@Nullable K key) throws Exception;

    boolean contains(@Nullable K key) throws Exception;

    Iterable<Map.Entry<K, V>> immutableEntries() throws Exception;
}
