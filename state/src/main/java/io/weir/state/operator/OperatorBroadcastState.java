package io.weir.state.operator;

import io.weir.api.serde.CodecRegistry;
import io.weir.api.state.BroadcastState;
import io.weir.state.row.ClassCheck;
import io.weir.state.row.KeptKeys;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map of the subtask, in the order of insertion, which is the same on all subtasks as their inputs are. */
final class OperatorBroadcastState<K, V> implements BroadcastState<K, V> {
    private final ClassCheck keyCheck;
    private final ClassCheck valueCheck;
    private final KeptKeys keys;
    private final Map<@Nullable K, @Nullable V> map = new LinkedHashMap<>();

    OperatorBroadcastState(CodecRegistry codecs) {
        this.keyCheck = new ClassCheck(codecs);
        this.valueCheck = new ClassCheck(codecs);
        this.keys = new KeptKeys(codecs);
    }

    Map<@Nullable K, @Nullable V> map() {
        return map;
    }

    @Override
    public @Nullable V get(@Nullable K key) {
        return map.get(key);
    }

    @Override
    public boolean contains(@Nullable K key) {
        return map.containsKey(key);
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // a view of the same entries
    public Iterable<Map.Entry<K, V>> immutableEntries() {
        return (Iterable) Collections.unmodifiableMap(map).entrySet();
    }

    @Override
    public void put(@Nullable K key, @Nullable V value) {
        keyCheck.accept(key);
        valueCheck.accept(value);
        map.put(key == null ? null : keys.kept(key), value);
    }

    @Override
    public void putAll(Map<K, V> all) {
        for (Map.Entry<K, V> entry : all.entrySet()) {
            put(entry.getKey(), entry.getValue());
        }
    }

    @Override
    public void remove(@Nullable K key) {
        map.remove(key);
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
        return entries().iterator();
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // the same entries
    public Iterable<Map.Entry<K, V>> entries() {
        return (Iterable) map.entrySet();
    }

    @Override
    public void clear() {
        map.clear();
    }
}
