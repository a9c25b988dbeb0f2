package io.weir.runtime.operator.window;

import io.weir.api.function.AggregateFunction;
import io.weir.api.function.ReduceFunction;
import io.weir.api.graph.operator.WindowSpec;
import io.weir.api.state.AggregatingState;
import io.weir.api.state.AggregatingStateDescriptor;
import io.weir.api.state.AppendingState;
import io.weir.api.state.FrameworkState;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.MergingState;
import io.weir.api.state.ReducingStateDescriptor;
import io.weir.api.tuple.Tuple2;
import io.weir.api.window.Window;
import io.weir.api.window.evictor.Evictor;
import io.weir.api.window.evictor.TimestampedValue;
import io.weir.runtime.element.Ownership;
import io.weir.runtime.operator.OperatorContext;
import io.weir.state.KeyedStateBackend;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What windows hold of their records: all of them, or what they were made into. Found by current key and window. */
abstract class WindowContents {
    private static final String STATE = FrameworkState.named("window-contents");

    final KeyedStateBackend backend;

    private WindowContents(KeyedStateBackend backend) {
        this.backend = backend;
    }

    @SuppressWarnings("unchecked") // types are erased: the API's generics have checked them
    static WindowContents of(
            WindowSpec spec,
            OperatorContext context,
            Ownership ownership,
            KeyedStateBackend backend,
            Evictor.EvictorContext evictorContext) {
        Evictor<?, ?> evictor = spec.evictor();
        if (evictor != null) {
            return new Evicted(
                    backend,
                    ownership,
                    (Evictor<Object, Window>) evictor,
                    evictorContext,
                    spec.fold() == null ? null : WindowFold.of(spec.fold(), context));
        }
        if (spec.fold() == null) {
            return new Elements(backend, ownership);
        }
        if (spec.fold() instanceof ReduceFunction<?> reduce) {
            return new Folded(
                    backend,
                    backend.getReducingState(
                            new ReducingStateDescriptor<Object>(STATE, (ReduceFunction<Object>) reduce, Object.class)));
        }
        AggregateFunction<Object, Object, Object> aggregate = (AggregateFunction<Object, Object, Object>) spec.fold();
        AggregatingState<Object, Object> state = backend.getAggregatingState(
                new AggregatingStateDescriptor<>(STATE, new Detached(aggregate, WindowFold.of(aggregate, context))));
        return new Folded(backend, state);
    }

    abstract void add(Window stateWindow, Object value, long timestamp) throws Exception;

    /** Emits what is in the window; nothing if it is empty. */
    abstract void emit(Object key, Window window, Window stateWindow, WindowResults results) throws Exception;

    abstract void clear(Window stateWindow);

    /** Moves what is in the sources into the target. */
    abstract void merge(Window target, Collection<? extends Window> sources) throws Exception;

    /** Before the user's function is called, the plain namespace is current: state of the key is found there. */
    final void leaveNamespace() {
        backend.setCurrentNamespace(null);
    }

    /** One value for each window. */
    private static final class Folded extends WindowContents {
        private final AppendingState<Object, Object> state;

        Folded(KeyedStateBackend backend, AppendingState<Object, Object> state) {
            super(backend);
            this.state = state;
        }

        @Override
        void add(Window stateWindow, Object value, long timestamp) throws Exception {
            backend.setCurrentNamespace(stateWindow);
            state.add(value);
        }

        @Override
        void emit(Object key, Window window, Window stateWindow, WindowResults results) throws Exception {
            backend.setCurrentNamespace(stateWindow);
            Object content = state.get();
            if (content != null) {
                leaveNamespace();
                results.emitOne(key, window, content);
            }
        }

        @Override
        void clear(Window stateWindow) {
            backend.setCurrentNamespace(stateWindow);
            state.clear();
        }

        @Override
        void merge(Window target, Collection<? extends Window> sources) throws Exception {
            backend.mergeNamespaces((MergingState<?, ?>) state, target, sources);
        }
    }

    /** All records of each window. */
    private static final class Elements extends WindowContents {
        private final ListState<Object> state;
        private final Ownership ownership;

        Elements(KeyedStateBackend backend, Ownership ownership) {
            super(backend);
            this.ownership = ownership;
            this.state = backend.getListState(new ListStateDescriptor<>(STATE, Object.class));
        }

        @Override
        void add(Window stateWindow, Object value, long timestamp) throws Exception {
            backend.setCurrentNamespace(stateWindow);
            state.add(value);
        }

        @Override
        void emit(Object key, Window window, Window stateWindow, WindowResults results) throws Exception {
            backend.setCurrentNamespace(stateWindow);
            Iterable<Object> content = state.get();
            if (content.iterator().hasNext()) {
                leaveNamespace();
                results.emit(key, window, () -> owned(content.iterator()));
            }
        }

        /** The function may change what it is given; the window keeps its records, and may fire again. */
        private Iterator<Object> owned(Iterator<Object> kept) {
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return kept.hasNext();
                }

                @Override
                public Object next() {
                    return ownership.own(kept.next());
                }
            };
        }

        @Override
        void clear(Window stateWindow) {
            backend.setCurrentNamespace(stateWindow);
            state.clear();
        }

        @Override
        void merge(Window target, Collection<? extends Window> sources) throws Exception {
            backend.mergeNamespaces(state, target, sources);
        }
    }

    /** All records of each window with their timestamps; an evictor takes some away when the window fires. */
    private static final class Evicted extends WindowContents {
        private final ListState<Tuple2<Object, Long>> state;
        private final Evictor<Object, Window> evictor;
        private final Evictor.EvictorContext evictorContext;
        private final Ownership ownership;
        private final @Nullable WindowFold fold;

        @SuppressWarnings("unchecked") // the class is for messages only
        Evicted(
                KeyedStateBackend backend,
                Ownership ownership,
                Evictor<Object, Window> evictor,
                Evictor.EvictorContext evictorContext,
                @Nullable WindowFold fold) {
            super(backend);
            this.state = backend.getListState(
                    new ListStateDescriptor<>(STATE, (Class<Tuple2<Object, Long>>) (Class<?>) Tuple2.class));
            this.ownership = ownership;
            this.evictor = evictor;
            this.evictorContext = evictorContext;
            this.fold = fold;
        }

        @Override
        void add(Window stateWindow, Object value, long timestamp) throws Exception {
            backend.setCurrentNamespace(stateWindow);
            state.add(Tuple2.of(value, timestamp));
        }

        @Override
        void emit(Object key, Window window, Window stateWindow, WindowResults results) throws Exception {
            backend.setCurrentNamespace(stateWindow);
            List<TimestampedValue<Object>> records = new ArrayList<>();
            for (Tuple2<Object, Long> each : state.get()) {
                records.add(new TimestampedValue<>(each.f0, each.f1));
            }
            if (records.isEmpty()) {
                return;
            }
            int before = records.size();
            leaveNamespace();
            evictor.evictBefore(records, records.size(), window, evictorContext);
            call(key, window, records, results);
            evictor.evictAfter(records, records.size(), window, evictorContext);
            if (records.size() != before) {
                keep(stateWindow, records);
            }
        }

        /** With copies: the window keeps the records, and may fire again. */
        private void call(Object key, Window window, List<TimestampedValue<Object>> records, WindowResults results)
                throws Exception {
            WindowFold by = fold;
            if (by == null) {
                List<Object> values = new ArrayList<>(records.size());
                for (TimestampedValue<Object> each : records) {
                    values.add(ownership.own(each.getValue()));
                }
                results.emit(key, window, values);
                return;
            }
            Object folded = null;
            for (TimestampedValue<Object> each : records) {
                Object value = ownership.own(each.getValue());
                folded = folded == null ? by.first(value) : by.add(folded, value);
            }
            if (folded != null) {
                results.emitOne(key, window, by.resultOf(folded));
            }
        }

        private void keep(Window stateWindow, List<TimestampedValue<Object>> records) throws Exception {
            List<Tuple2<Object, Long>> kept = new ArrayList<>(records.size());
            for (TimestampedValue<Object> each : records) {
                kept.add(Tuple2.of(each.getValue(), each.getTimestamp()));
            }
            backend.setCurrentNamespace(stateWindow);
            state.update(kept);
        }

        @Override
        void clear(Window stateWindow) {
            backend.setCurrentNamespace(stateWindow);
            state.clear();
        }

        @Override
        void merge(Window target, Collection<? extends Window> sources) throws Exception {
            backend.mergeNamespaces(state, target, sources);
        }
    }

    /** An aggregate whose results do not change with the accumulator that they were made of, as records must not once they are emitted. */
    private record Detached(AggregateFunction<Object, Object, Object> aggregate, WindowFold fold)
            implements AggregateFunction<Object, Object, Object> {
        @Override
        public Object createAccumulator() {
            return aggregate.createAccumulator();
        }

        @Override
        public Object add(Object value, Object accumulator) {
            return aggregate.add(value, accumulator);
        }

        @Override
        public Object getResult(Object accumulator) {
            try {
                return fold.resultOfLiving(accumulator);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Object merge(Object a, Object b) {
            return aggregate.merge(a, b);
        }
    }
}
