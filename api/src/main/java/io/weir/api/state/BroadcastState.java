package io.weir.api.state;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map that is the same on each subtask, because each is told the same in the same way. Keys and values may be null. */
public interface BroadcastState<K, V> extends ReadOnlyBroadcastState<K, V> {
    void put(@Nullable K key, @Nullable V value) throws Exception;

    void putAll(Map<K, V> map) throws Exception;

    void remove(@Nullable K key) throws Exception;

    Iterator<Map.Entry<K, V>> iterator() throws Exception;

    Iterable<Map.Entry<K, V>> entries() throws Exception;
}
