package io.weir.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.function.AggregateFunction;
import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.UnsupportedTypeException;
import io.weir.api.state.AggregatingState;
import io.weir.api.state.AggregatingStateDescriptor;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.MapState;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.ReducingState;
import io.weir.api.state.ReducingStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.api.tuple.Tuple2;
import io.weir.api.window.TimeWindow;
import io.weir.state.failure.CorruptSnapshotException;
import io.weir.state.failure.StateException;
import io.weir.state.key.KeyGroupRange;
import io.weir.state.key.KeyGroups;
import io.weir.state.snapshot.KeyedStateHandle;
import io.weir.state.snapshot.SnapshotTask;
import io.weir.state.timer.InternalTimerService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every keyed state backend does. */
@SuppressWarnings("NullAway") // null goes in and out on purpose
public abstract class KeyedBackendContract {
    protected static final int MAX_PARALLELISM = 128;
    protected static final KeyGroupRange ALL = new KeyGroupRange(0, MAX_PARALLELISM - 1);

    /** Sums, in an accumulator that is changed in place. */
    static final class MutableSum implements AggregateFunction<Long, List<Long>, Long> {
        @Override
        public List<Long> createAccumulator() {
            return new ArrayList<>(List.of(0L));
        }

        @Override
        public List<Long> add(Long value, List<Long> accumulator) {
            accumulator.set(0, accumulator.get(0) + value);
            return accumulator;
        }

        @Override
        public Long getResult(List<Long> accumulator) {
            return accumulator.get(0);
        }

        @Override
        public List<Long> merge(List<Long> a, List<Long> b) {
            return add(b.get(0), a);
        }
    }

    static final class NoCodec {
        final Thread thread = Thread.currentThread();
    }

    protected final MemorySnapshots storage = new MemorySnapshots();
    protected final CodecRegistry codecs = CodecRegistry.create(KeyedBackendContract.class.getClassLoader());
    private final List<KeyedStateBackend> opened = new ArrayList<>();

    @TempDir
    protected Path folder;

    protected abstract KeyedBackendFactory factory();

    @AfterEach
    protected void closeOpened() {
        opened.forEach(KeyedStateBackend::close);
    }

    protected KeyedStateBackend open(KeyGroupRange keyGroups, KeyedStateHandle... restore) throws IOException {
        KeyedStateBackend backend = factory()
                .create(new KeyedBackendParameters(
                        "op", keyGroups, MAX_PARALLELISM, codecs, folder, List.of(restore), storage));
        opened.add(backend);
        return backend;
    }

    protected KeyedStateBackend open(KeyedStateHandle... restore) throws IOException {
        return open(ALL, restore);
    }

    protected static ValueState<Long> count(KeyedStateBackend backend) {
        return backend.getValueState(new ValueStateDescriptor<>("count", Long.class));
    }

    protected KeyedStateHandle take(KeyedStateBackend backend, long id) throws IOException {
        return backend.snapshot(id).write(storage);
    }

    // Kinds of state
    // ----------------------------------------------------------------------------------------------------------------------

    @Test
    void aValueIsNullUntilItIsSetAndAfterItIsCleared() throws Exception {
        KeyedStateBackend backend = open();
        ValueState<Long> count = count(backend);
        backend.setCurrentKey("a");
        assertThat(count.value()).isNull();
        count.update(1L);
        assertThat(count.value()).isEqualTo(1L);
        count.update(null);
        assertThat(count.value()).isNull();
        count.update(2L);
        count.clear();
        assertThat(count.value()).isNull();
        assertThat(backend.numKeys()).isZero();
    }

    @Test
    void anEmptyValueReadsAsTheDefaultAndTheDefaultIsNotShared() throws Exception {
        KeyedStateBackend backend = open();
        @SuppressWarnings({"unchecked", "rawtypes"})
        ValueState<List<String>> state = backend.getValueState(
                new ValueStateDescriptor<List<String>>("v", (Class) List.class, new ArrayList<>(List.of("d"))));
        backend.setCurrentKey(1);
        List<String> first = state.value();
        assertThat(first).containsExactly("d");
        first.add("changed");
        backend.setCurrentKey(2);
        assertThat(state.value()).containsExactly("d");
        assertThat(backend.numKeys()).isZero();
    }

    @Test
    void aListIsNeverNullAndNeverHoldsNull() throws Exception {
        KeyedStateBackend backend = open();
        ListState<String> list = backend.getListState(new ListStateDescriptor<>("l", String.class));
        backend.setCurrentKey("a");
        assertThat(list.get()).isEmpty();
        list.add("x");
        list.addAll(List.of("y", "z"));
        assertThat(list.get()).containsExactly("x", "y", "z");
        Iterable<String> before = list.get();
        list.update(List.of("w"));
        assertThat(before).containsExactly("x", "y", "z");
        assertThat(list.get()).containsExactly("w");
        assertThatThrownBy(() -> list.add(null))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("[API-113]");
        list.update(List.of());
        assertThat(list.get()).isEmpty();
        assertThat(backend.numKeys()).isZero();
    }

    @Test
    void aMapIsReadAndWrittenEntryByEntry() throws Exception {
        KeyedStateBackend backend = open();
        MapState<String, Long> map = backend.getMapState(new MapStateDescriptor<>("m", String.class, Long.class));
        backend.setCurrentKey("a");
        assertThat(map.isEmpty()).isTrue();
        assertThat(map.get("x")).isNull();
        assertThat(map.entries()).isEmpty();
        map.put("x", 1L);
        map.putAll(Map.of("y", 2L));
        assertThat(map.get("x")).isEqualTo(1L);
        assertThat(map.contains("y")).isTrue();
        assertThat(map.contains("z")).isFalse();
        assertThat(map.keys()).containsExactlyInAnyOrder("x", "y");
        assertThat(map.values()).containsExactlyInAnyOrder(1L, 2L);
        map.put("n", null);
        assertThat(map.contains("n")).isTrue();
        assertThat(map.get("n")).isNull();
        map.remove("n");
        map.remove("never there");
        map.remove("x");
        assertThat(map.isEmpty()).isFalse();
        map.remove("y");
        assertThat(map.isEmpty()).isTrue();
        assertThat(backend.numKeys()).isZero();
    }

    @Test
    void anIteratorOverAMapMayRemoveAndSet() throws Exception {
        KeyedStateBackend backend = open();
        MapState<Integer, Long> map = backend.getMapState(new MapStateDescriptor<>("m", Integer.class, Long.class));
        backend.setCurrentKey("a");
        for (int i = 0; i < 10; i++) {
            map.put(i, (long) i);
        }
        for (Iterator<Map.Entry<Integer, Long>> all = map.iterator(); all.hasNext(); ) {
            Map.Entry<Integer, Long> entry = all.next();
            if (entry.getKey() % 2 == 0) {
                all.remove();
            } else {
                entry.setValue(-entry.getValue());
            }
        }
        backend.setCurrentKey("b");
        backend.setCurrentKey("a");
        assertThat(new TreeSet<>((java.util.Collection<Long>) toList(map.values())))
                .containsExactly(-9L, -7L, -5L, -3L, -1L);
        for (Iterator<Map.Entry<Integer, Long>> all = map.iterator(); all.hasNext(); ) {
            all.next();
            all.remove();
        }
        assertThat(map.isEmpty()).isTrue();
        assertThat(backend.numKeys()).isZero();
    }

    @Test
    void reducingAndAggregatingStatesFoldWhatIsAdded() throws Exception {
        KeyedStateBackend backend = open();
        ReducingState<Long> sum = backend.getReducingState(new ReducingStateDescriptor<>("r", Long::sum, Long.class));
        AggregatingState<Long, Long> aggregate =
                backend.getAggregatingState(new AggregatingStateDescriptor<>("g", new MutableSum()));
        backend.setCurrentKey("a");
        assertThat(sum.get()).isNull();
        assertThat(aggregate.get()).isNull();
        for (long i = 1; i <= 4; i++) {
            sum.add(i);
            aggregate.add(i);
        }
        assertThat(sum.get()).isEqualTo(10L);
        assertThat(aggregate.get()).isEqualTo(10L);
        sum.clear();
        aggregate.clear();
        assertThat(sum.get()).isNull();
        assertThat(aggregate.get()).isNull();
        assertThat(backend.numKeys()).isZero();
    }

    // Whose state it is
    // -------------------------------------------------------------------------------------------------------------------

    @Test
    void keysAndNamespacesDoNotSeeEachOther() throws Exception {
        KeyedStateBackend backend = open();
        ValueState<Long> count = count(backend);
        backend.setCurrentKey("a");
        count.update(1L);
        backend.setCurrentNamespace("window");
        assertThat(count.value()).isNull();
        count.update(2L);
        backend.setCurrentKey("b");
        assertThat(count.value()).isNull();
        backend.setCurrentNamespace(null);
        count.update(3L);
        backend.setCurrentKey("a");
        assertThat(count.value()).isEqualTo(1L);
        backend.setCurrentNamespace("window");
        assertThat(count.value()).isEqualTo(2L);
        assertThat(backend.numKeys()).isEqualTo(3);
    }

    @Test
    void aRowStaysWhileAnyStateOfItHoldsSomething() throws Exception {
        KeyedStateBackend backend = open();
        ValueState<Long> count = count(backend);
        ListState<String> list = backend.getListState(new ListStateDescriptor<>("l", String.class));
        backend.setCurrentKey("a");
        count.update(1L);
        list.add("x");
        count.clear();
        assertThat(backend.numKeys()).isEqualTo(1);
        assertThat(list.get()).containsExactly("x");
        list.clear();
        assertThat(backend.numKeys()).isZero();
    }

    @Test
    void stateOutsideOfAKeySaysSo() throws Exception {
        KeyedStateBackend backend = open();
        ValueState<Long> count = count(backend);
        assertThatThrownBy(count::value)
                .isInstanceOf(StateException.class)
                .hasMessageContaining("[API-111]")
                .hasMessageContaining("'count'");
        assertThatThrownBy(() -> backend.timers("t").registerEventTimeTimer(null, 1))
                .hasMessageContaining("[API-111]");
        assertThatThrownBy(() -> backend.setCurrentKey(null)).hasMessageContaining("[API-113]");
        assertThat(backend.getCurrentKey()).isNull();
        assertThat(backend.getCurrentKeyGroup()).isEqualTo(-1);
    }

    @Test
    void aKeyOfAnotherSubtaskIsRefused() throws Exception {
        KeyedStateBackend backend = open(new KeyGroupRange(0, 42));
        ValueState<Long> count = count(backend);
        backend.setCurrentKey("a"); // key group 81
        assertThat(backend.getCurrentKeyGroup()).isEqualTo(81);
        assertThatThrownBy(() -> count.update(1L))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("[API-104]");
    }

    @Test
    void aNameMeansOneState() throws Exception {
        KeyedStateBackend backend = open();
        ValueState<Long> count = count(backend);
        assertThat(count(backend)).isSameAs(count);
        assertThatThrownBy(() -> backend.getListState(new ListStateDescriptor<>("count", Long.class)))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("[API-114]");
        assertThatThrownBy(() -> backend.getValueState(new ValueStateDescriptor<>("count", String.class)))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("[API-114]")
                .hasMessageContaining("java.lang.String");
    }

    @Test
    void aValueWithoutCodecIsRefusedWhenItIsStored() throws Exception {
        KeyedStateBackend backend = open();
        ValueState<Object> state = backend.getValueState(new ValueStateDescriptor<>("v", Object.class));
        backend.setCurrentKey("a");
        assertThatThrownBy(() -> state.update(new NoCodec())).hasMessageContaining("NoCodec");
    }

    /** What a snapshot would refuse later, far from the code that stored it. */
    static Stream<Object> valuesWithSomethingInThemThatCannotBeSaved() {
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        return Stream.of(
                new ArrayList<>(List.of("x", new NoCodec())),
                Tuple2.of("x", new NoCodec()),
                new HashMap<>(Map.of("x", List.of(new NoCodec()))),
                Optional.of(new NoCodec()),
                new TreeMap<>(Map.of("x", 1)).descendingMap(),
                new TreeMap<String, Integer>(Comparator.comparing(String::length)),
                new TreeSet<String>(Comparator.comparing(String::length)),
                itself);
    }

    @ParameterizedTest
    @MethodSource("valuesWithSomethingInThemThatCannotBeSaved")
    void aValueWithSomethingInItThatCannotBeSavedIsRefusedWhenItIsStored(Object value) throws Exception {
        KeyedStateBackend backend = open();
        ValueState<Object> state = backend.getValueState(new ValueStateDescriptor<>("v", Object.class));
        ListState<Object> list = backend.getListState(new ListStateDescriptor<>("l", Object.class));
        MapState<Object, Object> map = backend.getMapState(new MapStateDescriptor<>("m", Object.class, Object.class));
        ReducingState<Object> reducing =
                backend.getReducingState(new ReducingStateDescriptor<>("r", (a, b) -> b, Object.class));
        backend.setCurrentKey("a");
        map.put("there", 1);
        Map.Entry<Object, Object> there = map.iterator().next();
        assertRefused(() -> state.update(value));
        assertRefused(() -> list.add(value));
        assertRefused(() -> list.update(List.of("fine", value)));
        assertRefused(() -> map.put("k", value));
        assertRefused(() -> there.setValue(value));
        assertRefused(() -> reducing.add(value));
        assertThat(take(backend, 1)).isNotNull();
        assertThat(state.value()).isNull();
        assertThat(map.keys()).containsExactly("there");
    }

    private static void assertRefused(ThrowingCallable store) {
        assertThatThrownBy(store)
                .isInstanceOf(UnsupportedTypeException.class)
                .hasMessageMatching("(?s)\\[(API-107|DATA-303)].*");
    }

    @Test
    void forEachKeyVisitsEachKeyOfTheStateOnceAndMayChangeIt() throws Exception {
        KeyedStateBackend backend = open();
        ValueState<Long> count = count(backend);
        ListState<String> list = backend.getListState(new ListStateDescriptor<>("l", String.class));
        for (int key = 0; key < 1000; key++) {
            backend.setCurrentKey(key);
            if (key % 2 == 0) {
                count.update((long) key);
            } else {
                list.add("x");
            }
        }
        backend.setCurrentNamespace("w");
        backend.setCurrentKey(2000);
        count.update(1L);
        backend.setCurrentNamespace(null);
        backend.setCurrentKey(7);
        List<Object> seen = new ArrayList<>();
        backend.forEachKey("count", key -> {
            seen.add(key);
            try {
                assertThat(count.value()).isEqualTo(((Integer) key).longValue());
                count.clear();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        assertThat(seen).hasSize(500).doesNotHaveDuplicates();
        assertThat(backend.getCurrentKey()).isEqualTo(7);
        assertThat(list.get()).containsExactly("x");
        assertThat(backend.numKeys()).isEqualTo(501);
        backend.forEachKey("no such state", key -> seen.clear());
        assertThat(seen).hasSize(500);
    }

    // Snapshots
    // ---------------------------------------------------------------------------------------------------------------------------

    @Test
    void aSnapshotHoldsWhatWasThereWhenItWasTaken() throws Exception {
        KeyedStateBackend backend = open();
        ValueState<Long> count = count(backend);
        for (int key = 0; key < 1000; key++) {
            backend.setCurrentKey(key);
            count.update(1L);
        }
        SnapshotTask<KeyedStateHandle> task = backend.snapshot(1);
        for (int key = 0; key < 2000; key += 2) {
            backend.setCurrentKey(key);
            count.update(2L);
        }
        backend.setCurrentKey(1);
        count.clear();
        KeyedStateHandle handle = task.write(storage);

        KeyedStateBackend restored = open(handle);
        ValueState<Long> restoredCount = count(restored);
        assertThat(restored.numKeys()).isEqualTo(1000);
        for (int key = 0; key < 1000; key++) {
            restored.setCurrentKey(key);
            assertThat(restoredCount.value()).isEqualTo(1L);
        }
        backend.setCurrentKey(2);
        assertThat(count.value()).isEqualTo(2L);
        assertThat(backend.numKeys()).isEqualTo(1499);
    }

    @Test
    void whatIsChangedInPlaceAfterTheSnapshotIsNotInIt() throws Exception {
        KeyedStateBackend backend = open();
        @SuppressWarnings({"unchecked", "rawtypes"})
        ValueState<List<String>> value =
                backend.getValueState(new ValueStateDescriptor<List<String>>("v", (Class) List.class));
        ListState<List<String>> list = backend.getListState(new ListStateDescriptor<>("l"));
        MapState<String, List<String>> map = backend.getMapState(new MapStateDescriptor<>("m"));
        AggregatingState<Long, Long> sum =
                backend.getAggregatingState(new AggregatingStateDescriptor<>("g", new MutableSum()));
        backend.setCurrentKey("a");
        value.update(new ArrayList<>(List.of("old")));
        list.add(new ArrayList<>(List.of("old")));
        map.put("k", new ArrayList<>(List.of("old")));
        map.put("k2", new ArrayList<>(List.of("old")));
        sum.add(1L);

        SnapshotTask<KeyedStateHandle> task = backend.snapshot(1);
        List<String> changed = value.value();
        changed.add("new");
        value.update(changed);
        list.get().iterator().next().add("new");
        List<String> entry = map.get("k");
        entry.add("new");
        map.put("k", entry);
        for (Map.Entry<String, List<String>> each : map.entries()) {
            each.getValue().add("newer");
            each.setValue(each.getValue());
        }
        sum.add(10L);
        assertThat(sum.get()).isEqualTo(11L);
        assertThat(value.value()).containsExactly("old", "new");
        assertThat(map.get("k")).containsExactly("old", "new", "newer");

        KeyedStateBackend restored = open(task.write(storage));
        restored.setCurrentKey("a");
        @SuppressWarnings({"unchecked", "rawtypes"})
        ValueState<List<String>> value2 =
                restored.getValueState(new ValueStateDescriptor<List<String>>("v", (Class) List.class));
        assertThat(value2.value()).containsExactly("old");
        assertThat(restored.<List<String>>getListState(new ListStateDescriptor<>("l"))
                        .get())
                .containsExactly(new ArrayList<>(List.of("old")));
        assertThat(restored.<String, List<String>>getMapState(new MapStateDescriptor<>("m"))
                        .get("k"))
                .containsExactly("old");
        assertThat(restored.getAggregatingState(new AggregatingStateDescriptor<>("g", new MutableSum()))
                        .get())
                .isEqualTo(1L);
    }

    /** Goal: nothing that the owner does while another thread writes the snapshot gets into it. Method: five rounds of both at once. */
    @Test
    void theOwnerGoesOnWhileAnotherThreadWrites() throws Exception {
        KeyedStateBackend backend = open();
        ValueState<Long> count = count(backend);
        MapState<String, Long> map = backend.getMapState(new MapStateDescriptor<>("m", String.class, Long.class));
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            for (long round = 1; round <= 5; round++) {
                for (int key = 0; key < 20_000; key++) {
                    backend.setCurrentKey(key);
                    count.update(round);
                    if (key % 10 == 0) {
                        map.put("m", round);
                    }
                }
                SnapshotTask<KeyedStateHandle> task = backend.snapshot(round);
                Future<KeyedStateHandle> written = writer.submit(() -> task.write(storage));
                for (int key = 0; key < 25_000; key++) {
                    backend.setCurrentKey(key);
                    count.update(-round);
                    if (key % 10 == 0) {
                        map.clear();
                    }
                }
                KeyedStateBackend restored = open(written.get());
                backend.checkpointCompleted(round);
                ValueState<Long> restoredCount = count(restored);
                MapState<String, Long> restoredMap =
                        restored.getMapState(new MapStateDescriptor<>("m", String.class, Long.class));
                for (int key = 0; key < 20_000; key++) {
                    restored.setCurrentKey(key);
                    assertThat(restoredCount.value()).isEqualTo(round);
                    assertThat(restoredMap.get("m")).isEqualTo(key % 10 == 0 ? (Long) round : null);
                }
                assertThat(restored.numKeys()).isEqualTo(round == 1 ? 20_000 : 25_000);
                restored.close();
            }
        } finally {
            writer.shutdown();
        }
    }

    @Test
    void aCancelledSnapshotIsNotWritten() throws Exception {
        KeyedStateBackend backend = open();
        ValueState<Long> count = count(backend);
        backend.setCurrentKey("a");
        count.update(1L);
        SnapshotTask<KeyedStateHandle> task = backend.snapshot(1);
        task.cancel();
        task.cancel();
        assertThatThrownBy(() -> task.write(storage)).isInstanceOf(IOException.class);
        backend.checkpointAborted(1);
        count.update(2L);
        assertThat(count(restoredWithKey(take(backend, 2), "a")).value()).isEqualTo(2L);
    }

    @Test
    void aFailedWriteLeavesNothingOpenAndTheNextSnapshotIsWhole() throws Exception {
        KeyedStateBackend backend = open();
        ValueState<Long> count = count(backend);
        fill(backend, count, 5000);
        storage.capacity = 1000;
        SnapshotTask<KeyedStateHandle> task = backend.snapshot(1);
        assertThatThrownBy(() -> task.write(storage)).isInstanceOf(IOException.class);
        assertThat(storage.open).isZero();
        backend.checkpointAborted(1);
        storage.capacity = Long.MAX_VALUE;
        assertThat(open(take(backend, 2)).numKeys()).isEqualTo(5000);
    }

    @Test
    void closingTheBackendDoesNotHarmASnapshotBeingWritten() throws Exception {
        KeyedStateBackend backend = open();
        fill(backend, count(backend), 5000);
        SnapshotTask<KeyedStateHandle> task = backend.snapshot(1);
        backend.close();
        backend.close();
        assertThat(open(task.write(storage)).numKeys()).isEqualTo(5000);
    }

    @Test
    void whatIsRestoredAndNotAskedForIsKept() throws Exception {
        KeyedStateBackend backend = open();
        backend.setCurrentKey("a");
        count(backend).update(1L);
        backend.getMapState(new MapStateDescriptor<>("m", String.class, Long.class))
                .put("x", 1L);
        KeyedStateBackend second = open(take(backend, 1));
        second.setCurrentKey("a");
        second.getListState(new ListStateDescriptor<>("new", String.class)).add("n");
        KeyedStateBackend third = restoredWithKey(take(second, 2), "a");
        assertThat(count(third).value()).isEqualTo(1L);
        assertThat(third.getMapState(new MapStateDescriptor<>("m", String.class, Long.class))
                        .get("x"))
                .isEqualTo(1L);
        assertThat(third.getListState(new ListStateDescriptor<>("new", String.class))
                        .get())
                .containsExactly("n");
    }

    @Test
    void aRestoredStateOfAnotherKindIsRefused() throws Exception {
        KeyedStateBackend backend = open();
        backend.setCurrentKey("a");
        count(backend).update(1L);
        KeyedStateBackend restored = open(take(backend, 1));
        assertThatThrownBy(() -> restored.getListState(new ListStateDescriptor<>("count", Long.class)))
                .hasMessageContaining("[CKP-405]")
                .hasMessageContaining("VALUE")
                .hasMessageContaining("LIST");
        assertThatThrownBy(() -> restored.getValueState(new ValueStateDescriptor<>("count", String.class)))
                .hasMessageContaining("[CKP-405]");
    }

    @Test
    void rescalingLosesAndRepeatsNothing() throws Exception {
        List<KeyedStateHandle> one = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            KeyGroupRange range = KeyGroups.range(subtask, 2, MAX_PARALLELISM);
            KeyedStateBackend backend = open(range);
            ValueState<Long> count = count(backend);
            MapState<String, Long> map = backend.getMapState(new MapStateDescriptor<>("m", String.class, Long.class));
            InternalTimerService timers = backend.timers("t");
            for (int key = 0; key < 3000; key++) {
                if (range.contains(KeyGroups.keyGroup("key " + key, MAX_PARALLELISM))) {
                    backend.setCurrentKey("key " + key);
                    count.update((long) key);
                    map.put("a", (long) key);
                    map.put("b", (long) -key);
                    timers.registerEventTimeTimer(null, key);
                }
            }
            one.add(take(backend, 1));
        }
        for (int parallelism : new int[] {3, 1, 7}) {
            List<KeyedStateHandle> next = new ArrayList<>();
            long keys = 0;
            int fired = 0;
            for (int subtask = 0; subtask < parallelism; subtask++) {
                KeyGroupRange range = KeyGroups.range(subtask, parallelism, MAX_PARALLELISM);
                KeyedStateBackend backend = open(range, one.toArray(new KeyedStateHandle[0]));
                next.add(take(backend, 2));
                keys += backend.numKeys();
                ValueState<Long> count = count(backend);
                MapState<String, Long> map =
                        backend.getMapState(new MapStateDescriptor<>("m", String.class, Long.class));
                for (int key = 0; key < 3000; key++) {
                    if (range.contains(KeyGroups.keyGroup("key " + key, MAX_PARALLELISM))) {
                        backend.setCurrentKey("key " + key);
                        assertThat(count.value()).isEqualTo(key);
                        assertThat(map.get("a")).isEqualTo(key);
                        assertThat(toList(map.keys())).hasSize(2);
                    }
                }
                fired += backend.timers("t").eventTimeTimers();
            }
            assertThat(keys).isEqualTo(3000);
            assertThat(fired).isEqualTo(3000);
            one = next;
        }
    }

    @Test
    void anotherMaxParallelismIsRefused() throws Exception {
        KeyedStateBackend backend = open();
        backend.setCurrentKey("a");
        count(backend).update(1L);
        KeyedStateHandle handle = take(backend, 1);
        assertThatThrownBy(() -> factory()
                        .create(new KeyedBackendParameters(
                                "op", new KeyGroupRange(0, 255), 256, codecs, folder, List.of(handle), storage)))
                .isInstanceOf(CorruptSnapshotException.class)
                .hasMessageContaining("[CKP-406]")
                .hasMessageContaining("128");
    }

    @Test
    void aDamagedDescriptionIsRefusedWhateverByteIsDamaged() throws Exception {
        KeyedStateBackend backend = open();
        ValueState<Long> count = count(backend);
        fill(backend, count, 20);
        KeyedStateHandle whole = take(backend, 1);
        for (int length = 0; length < whole.meta().length; length += 1 + length / 50) {
            byte[] cut = java.util.Arrays.copyOf(whole.meta(), length);
            assertRefused(new KeyedStateHandle(whole.keyGroups(), whole.format(), cut, whole.files()));
        }
        for (int at = 0; at < whole.meta().length; at += 1 + at / 50) {
            byte[] changed = whole.meta().clone();
            changed[at] ^= 0x41;
            assertRefused(new KeyedStateHandle(whole.keyGroups(), whole.format(), changed, whole.files()));
        }
        assertRefused(new KeyedStateHandle(whole.keyGroups(), "other-9", whole.meta(), whole.files()));
    }

    @Test
    void aMissingOrDamagedFileIsRefused() throws Exception {
        storage.inlineThreshold = 100;
        KeyedStateBackend backend = open();
        fill(backend, count(backend), 3000);
        KeyedStateHandle whole = take(backend, 1);
        assertThat(whole.files()).isNotEmpty();
        for (io.weir.state.snapshot.FileRef file : whole.files()) {
            byte[] bytes = java.util.Objects.requireNonNull(storage.files.get(file.path()));
            storage.files.put(file.path(), java.util.Arrays.copyOf(bytes, bytes.length - 1));
            assertThatThrownBy(() -> open(whole))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("[CKP-401]");
            storage.files.put(file.path(), bytes);
        }
        assertThat(open(whole).numKeys()).isEqualTo(3000);
    }

    // Timers
    // ------------------------------------------------------------------------------------------------------------------------------

    @Test
    void timersAreSnapshottedWithTheirKeyGroup() throws Exception {
        KeyedStateBackend backend = open();
        InternalTimerService timers = backend.timers("t");
        backend.setCurrentKey("a");
        timers.registerEventTimeTimer(null, 10);
        timers.registerEventTimeTimer("w", 10);
        timers.registerProcessingTimeTimer(null, 30);
        SnapshotTask<KeyedStateHandle> task = backend.snapshot(1);
        timers.deleteEventTimeTimer(null, 10);
        timers.registerEventTimeTimer(null, 99);

        KeyedStateBackend restored = open(task.write(storage));
        InternalTimerService restoredTimers = restored.timers("t");
        assertThat(restoredTimers.nextProcessingTime()).isEqualTo(30);
        List<String> fired = new ArrayList<>();
        restoredTimers.advanceWatermark(
                Long.MAX_VALUE,
                (domain, key, namespace, time) -> fired.add(key + " " + namespace + " " + time),
                Integer.MAX_VALUE);
        assertThat(fired).containsExactlyInAnyOrder("a null 10", "a w 10");
        assertThat(timers.eventTimeTimers()).isEqualTo(2);
    }

    @Test
    void firingSetsKeyAndNamespace() throws Exception {
        KeyedStateBackend backend = open();
        ValueState<Long> count = count(backend);
        InternalTimerService timers = backend.timers("t");
        backend.setCurrentKey("a");
        backend.setCurrentNamespace("w");
        count.update(5L);
        timers.registerEventTimeTimer("w", 10);
        backend.setCurrentNamespace(null);
        backend.setCurrentKey("b");
        timers.advanceWatermark(
                10,
                (domain, key, namespace, time) -> {
                    assertThat(backend.getCurrentKey()).isEqualTo("a");
                    assertThat(count.value()).isEqualTo(5L);
                },
                Integer.MAX_VALUE);
        assertThat(count.value()).isNull();
    }

    // Namespaces that merge
    // ---------------------------------------------------------------------------------------------------------------

    @Test
    void mergingNamespacesAppendsListsReducesValuesAndMergesAccumulatorsTargetFirst() throws Exception {
        KeyedStateBackend backend = open();
        Merging states = new Merging(backend);
        backend.setCurrentKey("k");
        states.add(window(0), "a", 1);
        states.add(window(10), "b", 10);
        states.add(window(20), "c", 100);
        states.add(window(30), "other", 1000);
        states.merge(window(10), List.of(window(0), window(20)));
        assertThat(states.read(window(10))).isEqualTo("[b, a, c] bac 111");
        assertThat(states.read(window(0))).isEqualTo("[] null null");
        assertThat(states.read(window(20))).isEqualTo("[] null null");
        assertThat(states.read(window(30))).isEqualTo("[other] other 1000");
        assertThat(backend.numKeys()).isEqualTo(2);
    }

    @Test
    void mergingIntoAnEmptyNamespaceMovesAndMergingEmptyOnesMakesNothing() throws Exception {
        KeyedStateBackend backend = open();
        Merging states = new Merging(backend);
        backend.setCurrentKey("k");
        states.merge(window(0), List.of(window(10), window(20)));
        assertThat(backend.numKeys()).isZero();
        states.add(window(10), "a", 1);
        states.merge(window(0), List.of(window(10), window(20)));
        assertThat(states.read(window(0))).isEqualTo("[a] a 1");
        assertThat(backend.numKeys()).isEqualTo(1);
        states.merge(window(0), List.of());
        assertThat(states.read(window(0))).isEqualTo("[a] a 1");
    }

    @Test
    void mergingTouchesNeitherOtherKeysNorASnapshotBeingWritten() throws Exception {
        KeyedStateBackend backend = open();
        Merging states = new Merging(backend);
        for (String key : List.of("k", "l")) {
            backend.setCurrentKey(key);
            states.add(window(0), "a", 1);
            states.add(window(10), "b", 10);
        }
        backend.setCurrentKey("k");
        SnapshotTask<KeyedStateHandle> task = backend.snapshot(1);
        states.merge(window(0), List.of(window(10)));
        states.add(window(0), "c", 100);
        assertThat(states.read(window(0))).isEqualTo("[a, b, c] abc 111");

        KeyedStateBackend restored = open(task.write(storage));
        Merging old = new Merging(restored);
        for (String key : List.of("k", "l")) {
            restored.setCurrentKey(key);
            assertThat(old.read(window(0))).isEqualTo("[a] a 1");
            assertThat(old.read(window(10))).isEqualTo("[b] b 10");
        }
    }

    @Test
    void namespacesAndTheirTimersGoWithTheirKeyWhenTheParallelismChanges() throws Exception {
        KeyedStateBackend backend = open();
        Merging states = new Merging(backend);
        for (int key = 0; key < 50; key++) {
            backend.setCurrentKey("key " + key);
            for (int start = 0; start < 30; start += 10) {
                states.add(window(start), key + "/" + start, start);
                backend.timers("windows").registerEventTimeTimer(window(start), start + 9);
            }
        }
        KeyedStateHandle handle = take(backend, 1);
        List<String> found = new ArrayList<>();
        for (KeyGroupRange range : List.of(new KeyGroupRange(0, 40), new KeyGroupRange(41, MAX_PARALLELISM - 1))) {
            KeyedStateBackend part = open(range, handle);
            Merging restored = new Merging(part);
            part.timers("windows")
                    .advanceWatermark(
                            100,
                            (domain, key, namespace, time) ->
                                    found.add(key + " " + restored.read(namespace) + " " + time),
                            Integer.MAX_VALUE);
        }
        assertThat(found).hasSize(150).contains("key 7 [7/20] 7/20 20 29").doesNotHaveDuplicates();
    }

    @Test
    void aStateIsKnownOnceItWasAskedForOrCameWithASnapshot() throws Exception {
        KeyedStateBackend backend = open();
        assertThat(backend.hasState("count")).isFalse();
        ValueState<Long> count = count(backend);
        assertThat(backend.hasState("count")).isTrue();
        backend.setCurrentKey("a");
        count.update(1L);
        assertThat(open(take(backend, 1)).hasState("count")).isTrue();
    }

    private static TimeWindow window(long start) {
        return new TimeWindow(start, start + 10);
    }

    /** A state of each kind that merges. */
    private static final class Merging {
        final KeyedStateBackend backend;
        final ListState<String> list;
        final ReducingState<String> reduced;
        final AggregatingState<Long, Long> sum;

        Merging(KeyedStateBackend backend) {
            this.backend = backend;
            this.list = backend.getListState(new ListStateDescriptor<>("list", String.class));
            this.reduced =
                    backend.getReducingState(new ReducingStateDescriptor<>("reduced", (a, b) -> a + b, String.class));
            this.sum = backend.getAggregatingState(new AggregatingStateDescriptor<>("sum", new MutableSum()));
        }

        void add(Object namespace, String text, long number) throws Exception {
            backend.setCurrentNamespace(namespace);
            list.add(text);
            reduced.add(text);
            sum.add(number);
        }

        void merge(Object target, List<?> sources) throws Exception {
            backend.mergeNamespaces(list, target, sources);
            backend.mergeNamespaces(reduced, target, sources);
            backend.mergeNamespaces(sum, target, sources);
        }

        String read(Object namespace) throws Exception {
            backend.setCurrentNamespace(namespace);
            List<String> all = new ArrayList<>();
            list.get().forEach(all::add);
            return all + " " + reduced.get() + " " + sum.get();
        }
    }

    // -------------------------------------------------------------------------------------------------------------------------------------

    protected static void fill(KeyedStateBackend backend, ValueState<Long> count, int keys) throws IOException {
        for (int key = 0; key < keys; key++) {
            backend.setCurrentKey("key " + key);
            count.update((long) key);
        }
    }

    protected KeyedStateBackend restoredWithKey(KeyedStateHandle handle, Object key) throws IOException {
        KeyedStateBackend backend = open(handle);
        backend.setCurrentKey(key);
        return backend;
    }

    private void assertRefused(KeyedStateHandle handle) {
        assertThatThrownBy(() -> open(handle))
                .isInstanceOf(CorruptSnapshotException.class)
                .hasMessageContaining("[CKP-40");
    }

    static <T> List<T> toList(Iterable<T> values) {
        List<T> list = new ArrayList<>();
        values.forEach(list::add);
        return list;
    }
}
