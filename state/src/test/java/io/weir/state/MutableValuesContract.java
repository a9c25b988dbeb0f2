package io.weir.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.serde.CodecRegistry;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.MapState;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.api.tuple.Tuple1;
import io.weir.state.key.KeyGroupRange;
import io.weir.state.snapshot.KeyedStateHandle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is put into the state, or taken from it, and then changed in place: the state changes with it in each backend, whatever happened before.
 */
@SuppressWarnings("NullAway") // what was put is there
public abstract class MutableValuesContract {
    /** What comes before each use of the state. */
    protected enum Before {
        NOTHING,
        CHECKPOINT,
        RESTORE,
        /** Of so many other keys, that those who are used seldom are not at hand any more. */
        OTHER_KEYS
    }

    private static final int OTHER_KEYS = 20_000;
    private static final int MAX_PARALLELISM = 16;

    private final MemorySnapshots storage = new MemorySnapshots();
    private final CodecRegistry codecs = CodecRegistry.create(MutableValuesContract.class.getClassLoader());
    private @Nullable KeyedStateBackend backend;
    private long checkpoints;

    @TempDir
    Path folder;

    protected abstract KeyedBackendFactory factory();

    @AfterEach
    protected void close() {
        if (backend != null) {
            backend.close();
        }
    }

    private KeyedStateBackend open(KeyedStateHandle... restore) throws IOException {
        KeyedStateBackend opened = factory()
                .create(new KeyedBackendParameters(
                        "op",
                        new KeyGroupRange(0, MAX_PARALLELISM - 1),
                        MAX_PARALLELISM,
                        codecs,
                        folder,
                        List.of(restore),
                        storage));
        backend = opened;
        return opened;
    }

    private KeyedStateBackend prepared(Before before) throws Exception {
        KeyedStateBackend current = backend == null ? open() : backend;
        if (before == Before.CHECKPOINT) {
            current.snapshot(++checkpoints).write(storage);
        } else if (before == Before.RESTORE) {
            KeyedStateHandle all = current.snapshot(++checkpoints).write(storage);
            current.close();
            current = open(all);
        } else if (before == Before.OTHER_KEYS) {
            ValueState<List<Integer>> value = value(current);
            for (int key = 0; key < OTHER_KEYS; key++) {
                current.setCurrentKey(key);
                value.update(new ArrayList<>(List.of(key)));
            }
        }
        current.setCurrentKey("key");
        return current;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the class is for messages only
    private static ValueState<List<Integer>> value(KeyedStateBackend of) {
        return of.getValueState(new ValueStateDescriptor<List<Integer>>("value", (Class) List.class));
    }

    private static ListState<List<Integer>> list(KeyedStateBackend of) {
        return of.getListState(new ListStateDescriptor<>("list"));
    }

    private static MapState<String, List<Integer>> map(KeyedStateBackend of) {
        return of.getMapState(new MapStateDescriptor<>("map"));
    }

    @ParameterizedTest
    @EnumSource
    void aValueThatChangesInPlaceChangesInTheState(Before before) throws Exception {
        value(prepared(before)).update(new ArrayList<>());
        for (int n = 0; n < 3; n++) {
            value(prepared(before)).value().add(n);
        }

        assertThat(value(prepared(before)).value()).containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @EnumSource
    void anElementOfAListThatChangesInPlaceChangesInTheState(Before before) throws Exception {
        list(prepared(before)).add(new ArrayList<>());
        for (int n = 0; n < 3; n++) {
            list(prepared(before)).get().iterator().next().add(n);
        }

        assertThat(list(prepared(before)).get()).containsExactly(List.of(0, 1, 2));
    }

    @ParameterizedTest
    @EnumSource
    void aKeyObjectOfAMapThatIsFilledAgainIsEachTimeTheKeyThatItWas(Before before) throws Exception {
        Tuple1<Integer> key = new Tuple1<>(0);
        for (int n = 0; n < 9; n++) {
            key.f0 = n % 3;
            MapState<Tuple1<Integer>, Integer> counts =
                    prepared(before).getMapState(new MapStateDescriptor<>("by tuple"));
            Integer count = counts.get(key);
            counts.put(key, count == null ? 1 : count + 1);
        }

        Map<Tuple1<Integer>, Integer> found = new HashMap<>();
        MapState<Tuple1<Integer>, Integer> counts = prepared(before).getMapState(new MapStateDescriptor<>("by tuple"));
        counts.entries().forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        assertThat(found).isEqualTo(Map.of(new Tuple1<>(0), 3, new Tuple1<>(1), 3, new Tuple1<>(2), 3));
    }

    @ParameterizedTest
    @EnumSource
    void aValueOfAMapThatChangesInPlaceChangesInTheState(Before before) throws Exception {
        map(prepared(before)).put("a", new ArrayList<>());
        for (int n = 0; n < 3; n++) {
            map(prepared(before)).get("a").add(n);
        }

        assertThat(map(prepared(before)).get("a")).containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @EnumSource
    void whatAnIteratorOverAMapGaveAndIsChangedInPlaceChangesInTheState(Before before) throws Exception {
        int entries = 1500; // more than a map that is taken to hand as a whole
        for (int key = 0; key < entries; key++) {
            map(prepared(Before.NOTHING)).put("k" + key, new ArrayList<>());
        }
        for (List<Integer> each : map(prepared(before)).values()) {
            each.add(1);
        }
        for (Map.Entry<String, List<Integer>> each : map(prepared(before)).entries()) {
            each.getValue().add(2);
        }

        MapState<String, List<Integer>> changed = map(prepared(before));
        for (int key = 0; key < entries; key++) {
            assertThat(changed.get("k" + key)).containsExactly(1, 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAListGaveStaysWhileTheListGrowsOrIsReplaced(Before before) throws Exception {
        ListState<List<Integer>> list = list(prepared(before));
        list.addAll(List.of(List.of(1), List.of(2)));
        list = list(prepared(before));
        Iterable<List<Integer>> two = list.get();
        list.add(List.of(3));
        Iterable<List<Integer>> three = list.get();
        for (List<Integer> each : three) {
            list.add(List.of(each.get(0) + 10));
        }
        Iterable<List<Integer>> six = list.get();
        list.update(List.of(List.of(7)));
        Iterable<List<Integer>> one = list.get();
        list.clear();

        assertThat(two).containsExactly(List.of(1), List.of(2));
        assertThat(three).hasSize(3);
        assertThat(six).hasSize(6).endsWith(List.of(13));
        assertThat(one).containsExactly(List.of(7));
        assertThat(list.get()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aMapMayChangeWhileItIsGoneOver(Before before) throws Exception {
        for (String key : List.of("a", "b", "c", "d", "e")) {
            map(prepared(Before.NOTHING)).put(key, List.of(1));
        }
        MapState<String, List<Integer>> map = map(prepared(before));
        List<String> seen = new ArrayList<>();
        for (Map.Entry<String, List<Integer>> each : map.entries()) {
            seen.add(each.getKey() + each.getValue());
            map.remove(each.getKey());
            map.remove("c");
            map.put("e", List.of(2));
        }
        map.putAll(Map.of("x", List.of(3), "y", List.of(4)));
        for (String key : map.keys()) {
            for (String other : map.keys()) {
                map.remove(other);
            }
            seen.add(key);
        }

        assertThat(seen).hasSize(5).contains("a[1]", "b[1]", "d[1]", "e[2]");
        assertThat(map.isEmpty()).isTrue();
    }
}
