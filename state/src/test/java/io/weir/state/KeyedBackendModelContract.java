package io.weir.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.serde.CodecRegistry;
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
import io.weir.state.key.KeyGroupRange;
import io.weir.state.snapshot.KeyedStateHandle;
import io.weir.state.snapshot.SnapshotTask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: a backend is a map, and a snapshot is that map as it was, whatever is done to the backend until the snapshot is written.
 * Method: random calls on few keys, beside a plain model; snapshots at random points, written, cancelled or restored at others.
 */
@SuppressWarnings("NullAway") // null goes in and out on purpose
public abstract class KeyedBackendModelContract {
    private static final KeyGroupRange ALL = new KeyGroupRange(0, 7);

    /** A value that users change in place. */
    public static final class Tally {
        public long total;
        public List<String> last = new ArrayList<>();

        @Override
        public String toString() {
            return total + "" + last;
        }
    }

    private record Pending(SnapshotTask<KeyedStateHandle> task, long id, Map<String, String> model) {}

    @TempDir
    Path folder;

    private final MemorySnapshots storage = new MemorySnapshots();
    private final CodecRegistry codecs = CodecRegistry.create(KeyedBackendModelContract.class.getClassLoader());

    protected abstract KeyedBackendFactory factory();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aSnapshotIsTheStateAsItWas(long seed) throws Exception {
        Random random = new Random(seed);
        storage.inlineThreshold = random.nextBoolean() ? 0 : 20_000;
        int keys = 1 + random.nextInt(200);
        Subject subject = new Subject(open(List.of()));
        Map<String, String> model = new TreeMap<>();
        List<Pending> pending = new ArrayList<>();
        long id = 0;
        for (int step = 0; step < 2500; step++) {
            int choice = random.nextInt(300);
            if (choice == 0) {
                id++;
                pending.add(new Pending(subject.backend.snapshot(id), id, new TreeMap<>(model)));
            } else if (choice == 1 && !pending.isEmpty()) {
                Pending cancelled = pending.remove(random.nextInt(pending.size()));
                cancelled.task().cancel();
                subject.backend.checkpointAborted(cancelled.id());
            } else if (choice == 2 && !pending.isEmpty()) {
                Pending written = pending.remove(random.nextInt(pending.size()));
                KeyedStateHandle handle = written.task().write(storage);
                if (random.nextBoolean()) {
                    subject.backend.checkpointCompleted(written.id());
                } else {
                    subject.backend.checkpointAborted(written.id());
                }
                Subject restored = new Subject(open(List.of(handle)));
                assertThat(restored.all(keys)).isEqualTo(written.model());
                assertThat(restored.backend.numKeys()).isEqualTo(rows(written.model()));
                if (random.nextInt(4) == 0) {
                    pending.forEach(other -> other.task().cancel());
                    pending.clear();
                    subject.backend.close();
                    subject = restored;
                    model = new TreeMap<>(written.model());
                } else {
                    restored.backend.close();
                }
            } else {
                step += subject.changeExpected(random, keys, model);
            }
        }
        assertThat(subject.all(keys)).isEqualTo(model);
        assertThat(subject.backend.numKeys()).isEqualTo(rows(model));
        pending.forEach(other -> other.task().cancel());
        subject.backend.close();
    }

    private KeyedStateBackend open(List<KeyedStateHandle> restore) throws Exception {
        return factory().create(new KeyedBackendParameters("op", ALL, ALL.size(), codecs, folder, restore, storage));
    }

    private static long rows(Map<String, String> model) {
        return model.keySet().stream()
                .map(name -> name.substring(0, name.indexOf('#')))
                .distinct()
                .count();
    }

    /** A backend with a state of each kind. */
    private static final class Subject {
        final KeyedStateBackend backend;
        private final ValueState<Long> count;
        private final ValueState<Tally> tally;
        private final ListState<String> list;
        private final MapState<Integer, Tally> map;
        private final ReducingState<Long> max;
        private final AggregatingState<Long, Long> sum;

        Subject(KeyedStateBackend backend) {
            this.backend = backend;
            count = backend.getValueState(new ValueStateDescriptor<>("count", Long.class));
            tally = backend.getValueState(new ValueStateDescriptor<>("tally", Tally.class));
            list = backend.getListState(new ListStateDescriptor<>("list", String.class));
            map = backend.getMapState(new MapStateDescriptor<>("map", Integer.class, Tally.class));
            max = backend.getReducingState(new ReducingStateDescriptor<>("max", Math::max, Long.class));
            sum = backend.getAggregatingState(
                    new AggregatingStateDescriptor<>("sum", new KeyedBackendContract.MutableSum()));
        }

        /** Some keys, announced first; then they come in that order, but some do not come and others come in between. */
        int changeExpected(Random random, int keys, Map<String, String> model) throws Exception {
            Integer[] next = random.ints(1 + random.nextInt(5), 0, keys).boxed().toArray(Integer[]::new);
            if (random.nextBoolean()) {
                backend.expectKeys(next, next.length);
            }
            for (Integer key : next) {
                int chance = random.nextInt(8);
                Integer changed = chance == 0 ? Integer.valueOf(random.nextInt(keys)) : key;
                if (chance != 1) {
                    change(random, changed, random.nextInt(4) == 0 ? "w" : null, model);
                }
            }
            return next.length - 1;
        }

        void change(Random random, Integer key, @Nullable String namespace, Map<String, String> model)
                throws Exception {
            backend.setCurrentKey(key);
            backend.setCurrentNamespace(namespace);
            for (int i = random.nextInt(3); i >= 0; i--) {
                changeOne(random);
            }
            String row = key + "/" + namespace + "#";
            model.keySet().removeIf(name -> name.startsWith(row));
            read(row, model);
        }

        private void changeOne(Random random) throws Exception {
            long value = random.nextInt(1000);
            int entry = random.nextInt(5);
            switch (random.nextInt(16)) {
                case 0, 1 -> count.update(value);
                case 2 -> count.clear();
                case 3, 4 -> {
                    Tally old = tally.value();
                    Tally changed = old == null ? new Tally() : old;
                    changed.total += value;
                    changed.last.add("v" + value);
                    tally.update(changed);
                }
                case 5 -> tally.clear();
                case 6, 7 -> list.add("e" + value);
                case 8 -> list.update(value % 2 == 0 ? List.of() : List.of("a", "b"));
                case 9, 10 -> {
                    Tally old = map.get(entry);
                    Tally changed = old == null ? new Tally() : old;
                    changed.total++;
                    map.put(entry, changed);
                }
                case 11 -> map.remove(entry);
                case 12 -> {
                    for (Map.Entry<Integer, Tally> each : map.entries()) {
                        each.getValue().total += 100;
                        each.setValue(each.getValue());
                    }
                }
                case 13 -> max.add(value);
                case 14 -> sum.add(value);
                default -> {
                    max.clear();
                    sum.clear();
                    map.clear();
                }
            }
        }

        Map<String, String> all(int keys) throws Exception {
            Map<String, String> all = new TreeMap<>();
            for (int key = 0; key < keys; key++) {
                for (String namespace : new String[] {null, "w"}) {
                    backend.setCurrentKey(key);
                    backend.setCurrentNamespace(namespace);
                    read(key + "/" + namespace + "#", all);
                }
            }
            return all;
        }

        private void read(String row, Map<String, String> to) throws Exception {
            put(to, row + "count", count.value());
            put(to, row + "tally", tally.value());
            List<String> elements = KeyedBackendContract.toList(list.get());
            put(to, row + "list", elements.isEmpty() ? null : elements);
            Map<Integer, String> entries = new TreeMap<>();
            for (Map.Entry<Integer, Tally> entry : map.entries()) {
                entries.put(entry.getKey(), entry.getValue().toString());
            }
            assertThat(map.isEmpty()).isEqualTo(entries.isEmpty());
            put(to, row + "map", entries.isEmpty() ? null : entries);
            put(to, row + "max", max.get());
            put(to, row + "sum", sum.get());
        }

        private static void put(Map<String, String> to, String name, @Nullable Object value) {
            if (value != null) {
                to.put(name, value.toString());
            }
        }
    }
}
