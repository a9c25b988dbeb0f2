package io.weir.runtime.operator.window;

import io.weir.api.state.AggregatingState;
import io.weir.api.state.AggregatingStateDescriptor;
import io.weir.api.state.FrameworkState;
import io.weir.api.state.KeyedStateStore;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.MapState;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.ReducingState;
import io.weir.api.state.ReducingStateDescriptor;
import io.weir.api.state.State;
import io.weir.api.state.StateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.state.KeyedStateBackend;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * State of the current key and of a window: each access makes the window the current namespace, and the plain namespace is current again
 * afterwards, so that handles of the key's own state can be used in between. Which window it is may change from call to call.
 */
final class NamespacedStates implements KeyedStateStore {
    private final KeyedStateBackend backend;
    private final Map<String, State> handles = new HashMap<>();
    private @Nullable Object namespace;

    NamespacedStates(KeyedStateBackend backend) {
        this.backend = backend;
    }

    void setNamespace(Object window) {
        namespace = window;
    }

    /** The state of a descriptor, whatever its kind. */
    @SuppressWarnings("unchecked") // the kind of a descriptor says which class its state has
    <S extends State> S get(StateDescriptor<S, ?> descriptor) {
        State known = handles.get(descriptor.getName());
        if (known != null) {
            return (S) known;
        }
        State made = make(descriptor);
        handles.put(descriptor.getName(), made);
        return (S) made;
    }

    private State make(StateDescriptor<?, ?> descriptor) {
        if (descriptor instanceof ValueStateDescriptor<?> value) {
            return new Value<>(backend.getValueState(value));
        } else if (descriptor instanceof ListStateDescriptor<?> list) {
            return new Listed<>(backend.getListState(list));
        } else if (descriptor instanceof ReducingStateDescriptor<?> reducing) {
            return new Reducing<>(backend.getReducingState(reducing));
        } else if (descriptor instanceof AggregatingStateDescriptor<?, ?, ?> aggregating) {
            return new Aggregating<>(backend.getAggregatingState(aggregating));
        } else if (descriptor instanceof MapStateDescriptor<?, ?> map) {
            return new Mapped<>(backend.getMapState(map));
        }
        throw new AssertionError(descriptor.getClass());
    }

    @Override
    public <T> ValueState<T> getState(ValueStateDescriptor<T> descriptor) {
        return ofUser(descriptor);
    }

    @Override
    public <T> ListState<T> getListState(ListStateDescriptor<T> descriptor) {
        return ofUser(descriptor);
    }

    @Override
    public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> descriptor) {
        return ofUser(descriptor);
    }

    @Override
    public <IN, ACC, OUT> AggregatingState<IN, OUT> getAggregatingState(
            AggregatingStateDescriptor<IN, ACC, OUT> descriptor) {
        return ofUser(descriptor);
    }

    @Override
    public <UK, UV> MapState<UK, UV> getMapState(MapStateDescriptor<UK, UV> descriptor) {
        return ofUser(descriptor);
    }

    private <S extends State> S ofUser(StateDescriptor<S, ?> descriptor) {
        FrameworkState.refuse(descriptor.getName());
        return get(descriptor);
    }

    private void enter() {
        backend.setCurrentNamespace(namespace);
    }

    private void leave() {
        backend.setCurrentNamespace(null);
    }

    private final class Value<T> implements ValueState<T> {
        private final ValueState<T> state;

        Value(ValueState<T> state) {
            this.state = state;
        }

        @Override
        public @Nullable T value() throws IOException {
            enter();
            try {
                return state.value();
            } finally {
                leave();
            }
        }

        @Override
        public void update(@Nullable T value) throws IOException {
            enter();
            try {
                state.update(value);
            } finally {
                leave();
            }
        }

        @Override
        public void clear() {
            enter();
            state.clear();
            leave();
        }
    }

    private final class Listed<T> implements ListState<T> {
        private final ListState<T> state;

        Listed(ListState<T> state) {
            this.state = state;
        }

        @Override
        public Iterable<T> get() throws Exception {
            enter();
            try {
                return state.get();
            } finally {
                leave();
            }
        }

        @Override
        public void add(T value) throws Exception {
            enter();
            try {
                state.add(value);
            } finally {
                leave();
            }
        }

        @Override
        public void addAll(List<T> values) throws Exception {
            enter();
            try {
                state.addAll(values);
            } finally {
                leave();
            }
        }

        @Override
        public void update(List<T> values) throws Exception {
            enter();
            try {
                state.update(values);
            } finally {
                leave();
            }
        }

        @Override
        public void clear() {
            enter();
            state.clear();
            leave();
        }
    }

    private final class Reducing<T> implements ReducingState<T> {
        private final ReducingState<T> state;

        Reducing(ReducingState<T> state) {
            this.state = state;
        }

        @Override
        public @Nullable T get() throws Exception {
            enter();
            try {
                return state.get();
            } finally {
                leave();
            }
        }

        @Override
        public void add(T value) throws Exception {
            enter();
            try {
                state.add(value);
            } finally {
                leave();
            }
        }

        @Override
        public void clear() {
            enter();
            state.clear();
            leave();
        }
    }

    private final class Aggregating<IN, OUT> implements AggregatingState<IN, OUT> {
        private final AggregatingState<IN, OUT> state;

        Aggregating(AggregatingState<IN, OUT> state) {
            this.state = state;
        }

        @Override
        public @Nullable OUT get() throws Exception {
            enter();
            try {
                return state.get();
            } finally {
                leave();
            }
        }

        @Override
        public void add(IN value) throws Exception {
            enter();
            try {
                state.add(value);
            } finally {
                leave();
            }
        }

        @Override
        public void clear() {
            enter();
            state.clear();
            leave();
        }
    }

    private final class Mapped<UK, UV> implements MapState<UK, UV> {
        private final MapState<UK, UV> state;

        Mapped(MapState<UK, UV> state) {
            this.state = state;
        }

        @Override
        public @Nullable UV get(UK key) throws Exception {
            enter();
            try {
                return state.get(key);
            } finally {
                leave();
            }
        }

        @Override
        public void put(UK key, UV value) throws Exception {
            enter();
            try {
                state.put(key, value);
            } finally {
                leave();
            }
        }

        @Override
        public void putAll(Map<UK, UV> map) throws Exception {
            enter();
            try {
                state.putAll(map);
            } finally {
                leave();
            }
        }

        @Override
        public void remove(UK key) throws Exception {
            enter();
            try {
                state.remove(key);
            } finally {
                leave();
            }
        }

        @Override
        public boolean contains(UK key) throws Exception {
            enter();
            try {
                return state.contains(key);
            } finally {
                leave();
            }
        }

        @Override
        public Iterable<Map.Entry<UK, UV>> entries() throws Exception {
            return () -> within(entriesOfState());
        }

        @Override
        public Iterable<UK> keys() throws Exception {
            return () -> {
                Iterator<Map.Entry<UK, UV>> entries = within(entriesOfState());
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return entries.hasNext();
                    }

                    @Override
                    public UK next() {
                        return entries.next().getKey();
                    }

                    @Override
                    public void remove() {
                        entries.remove();
                    }
                };
            };
        }

        @Override
        public Iterable<UV> values() throws Exception {
            return () -> {
                Iterator<Map.Entry<UK, UV>> entries = within(entriesOfState());
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return entries.hasNext();
                    }

                    @Override
                    public UV next() {
                        return entries.next().getValue();
                    }

                    @Override
                    public void remove() {
                        entries.remove();
                    }
                };
            };
        }

        @Override
        public Iterator<Map.Entry<UK, UV>> iterator() throws Exception {
            return within(entriesOfState());
        }

        @Override
        public boolean isEmpty() throws Exception {
            enter();
            try {
                return state.isEmpty();
            } finally {
                leave();
            }
        }

        @Override
        public void clear() {
            enter();
            state.clear();
            leave();
        }

        private Iterator<Map.Entry<UK, UV>> entriesOfState() {
            enter();
            try {
                return state.iterator();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                leave();
            }
        }

        /** Iterators read on as they go: each step is taken in the namespace they were made in. */
        private Iterator<Map.Entry<UK, UV>> within(Iterator<Map.Entry<UK, UV>> entries) {
            Object window = namespace;
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    backend.setCurrentNamespace(window);
                    try {
                        return entries.hasNext();
                    } finally {
                        leave();
                    }
                }

                @Override
                public Map.Entry<UK, UV> next() {
                    backend.setCurrentNamespace(window);
                    try {
                        return entries.next();
                    } finally {
                        leave();
                    }
                }

                @Override
                public void remove() {
                    backend.setCurrentNamespace(window);
                    try {
                        entries.remove();
                    } finally {
                        leave();
                    }
                }
            };
        }
    }
}
