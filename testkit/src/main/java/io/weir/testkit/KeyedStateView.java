package io.weir.testkit;

import io.weir.api.serde.CodecRegistry;
import io.weir.api.state.AggregatingState;
import io.weir.api.state.ListState;
import io.weir.api.state.MapState;
import io.weir.api.state.ReducingState;
import io.weir.api.state.State;
import io.weir.api.state.ValueState;
import io.weir.runtime.operator.OperatorContext;
import io.weir.state.KeyedStateBackend;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an operator knew about one key at one moment: a copy, by the names of the state descriptors. It lists the states that the
 * operator has asked for; a state that holds nothing for the key is there, and empty.
 */
public final class KeyedStateView {
    private final String operator;
    private final Object key;
    private final Map<String, @Nullable Object> states;

    private KeyedStateView(String operator, Object key, Map<String, @Nullable Object> states) {
        this.operator = operator;
        this.key = key;
        this.states = states;
    }

    /** Reads the state of a key; the operator's current key is the same afterwards. */
    static KeyedStateView of(OperatorContext context, Object key) throws Exception {
        KeyedStateBackend backend = context.keyedState();
        CodecRegistry codecs = context.environment().codecs();
        Object before = backend.getCurrentKey();
        Map<String, @Nullable Object> states = new LinkedHashMap<>();
        backend.setCurrentKey(key);
        try {
            for (Map.Entry<String, State> state : backend.states().entrySet()) {
                states.put(state.getKey(), content(state.getValue(), codecs));
            }
        } finally {
            if (before != null) {
                backend.setCurrentKey(before);
            }
        }
        return new KeyedStateView(context.description(), key, states);
    }

    /** The class of some key that has state; null if none has. */
    static @Nullable Class<?> classOfKeys(OperatorContext context) throws Exception {
        KeyedStateBackend backend = context.keyedState();
        Class<?>[] found = new Class<?>[1];
        for (String state : backend.states().keySet()) {
            backend.forEachKey(state, key -> found[0] = key.getClass());
        }
        return found[0];
    }

    private static @Nullable Object content(State state, CodecRegistry codecs) throws Exception {
        if (state instanceof ValueState<?> value) {
            Object held = value.value();
            return held == null ? null : codecs.copy(held);
        }
        if (state instanceof ListState<?> list) {
            List<Object> elements = new ArrayList<>();
            list.get().forEach(element -> elements.add(codecs.copy(element)));
            return elements;
        }
        if (state instanceof MapState<?, ?> map) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entries()) {
                entries.put(entry.getKey(), codecs.copy(entry.getValue()));
            }
            return entries;
        }
        if (state instanceof ReducingState<?> reducing) {
            Object held = reducing.get();
            return held == null ? null : codecs.copy(held);
        }
        return state instanceof AggregatingState<?, ?> aggregating ? aggregating.get() : null;
    }

    /** The names of the states the operator has asked for. */
    public Set<String> names() {
        return states.keySet();
    }

    /**
     * What a value, reducing or aggregating state holds; null if nothing (or the descriptor's default, if it has one).
     *
     * @throws IllegalArgumentException [API-151] if the operator has no such state; lists those that it has
     */
    public @Nullable Object value(String name) {
        checkName(name);
        return states.get(name);
    }

    /**
     * The elements of a list state, in order; empty if there are none.
     *
     * @throws IllegalArgumentException [API-151] if the operator has no such state, or it is no list
     */
    @SuppressWarnings("unchecked") // elements are Objects
    public List<Object> list(String name) {
        return (List<Object>) checked(name, "list state", List.class);
    }

    /**
     * The entries of a map state; empty if there are none.
     *
     * @throws IllegalArgumentException [API-151] if the operator has no such state, or it is no map
     */
    @SuppressWarnings("unchecked") // keys and values are Objects
    public Map<Object, Object> map(String name) {
        return (Map<Object, Object>) checked(name, "map state", Map.class);
    }

    private Object checked(String name, String kind, Class<?> type) {
        checkName(name);
        Object content = states.get(name);
        if (content == null || !type.isInstance(content)) {
            throw TestkitErrors.otherKindOfState(operator, name, kind, content);
        }
        return content;
    }

    private void checkName(String name) {
        if (!states.containsKey(name)) {
            throw TestkitErrors.unknownState(operator, name, states.keySet());
        }
    }

    /** Whether no state holds anything for the key; a descriptor's default value counts as something. */
    public boolean isEmpty() {
        return states.values().stream().allMatch(KeyedStateView::holdsNothing);
    }

    private static boolean holdsNothing(@Nullable Object content) {
        if (content instanceof List<?> list) {
            return list.isEmpty();
        }
        return content == null || (content instanceof Map<?, ?> map && map.isEmpty());
    }

    @Override
    public String toString() {
        return "state of key " + key + " in " + operator + ": " + states;
    }
}
