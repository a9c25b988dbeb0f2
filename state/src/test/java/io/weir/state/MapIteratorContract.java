package io.weir.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.serde.CodecRegistry;
import io.weir.api.state.MapState;
import io.weir.api.state.MapStateDescriptor;
import io.weir.state.key.KeyGroupRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: an iterator over a map state is a {@link Iterator}, wherever the entries come from. Method: every sequence of five calls, beginning at places
 * before and behind the borders of what a backend fetches at once, beside the same calls on a map of the JDK.
 */
public abstract class MapIteratorContract {
    private static final KeyGroupRange ALL = new KeyGroupRange(0, 7);
    private static final MapStateDescriptor<Integer, Long> MAP =
            new MapStateDescriptor<>("m", Integer.class, Long.class);
    private static final int CALLS = 5;

    /** More than a backend takes to hand as a whole. */
    private static final int LARGE = 1026;

    private enum Call {
        HAS_NEXT,
        NEXT,
        REMOVE,
        SET_VALUE
    }

    /** An iterator with what it gave last. */
    private static final class Subject {
        private final Iterator<Map.Entry<Integer, Long>> iterator;
        private Map.@Nullable Entry<Integer, Long> last;

        Subject(Iterator<Map.Entry<Integer, Long>> iterator) {
            this.iterator = iterator;
        }

        Object answer(Call call) {
            try {
                return switch (call) {
                    case HAS_NEXT -> iterator.hasNext();
                    case NEXT -> {
                        last = iterator.next();
                        yield Map.entry(last.getKey(), last.getValue());
                    }
                    case REMOVE -> {
                        iterator.remove();
                        yield "removed";
                    }
                    case SET_VALUE -> last == null ? "nothing to set" : last.setValue(-1L - last.getKey());
                };
            } catch (NoSuchElementException | IllegalStateException e) {
                return e.getClass();
            }
        }
    }

    @TempDir
    Path folder;

    protected abstract KeyedBackendFactory factory();

    /** A map with the order in which a large map state is iterated. */
    protected abstract Map<Integer, Long> largeModel();

    private KeyedStateBackend open() throws Exception {
        CodecRegistry codecs = CodecRegistry.create(MapIteratorContract.class.getClassLoader());
        return factory()
                .create(new KeyedBackendParameters(
                        "op", ALL, ALL.size(), codecs, folder, List.of(), new MemorySnapshots()));
    }

    @ParameterizedTest(name = "after {0} entries of 1026")
    @ValueSource(ints = {0, 510, 511, 1023, 1024})
    void anySequenceOfFiveCallsInALargeMapIsAnsweredAsByTheJdk(int before) throws Exception {
        try (KeyedStateBackend backend = open()) {
            MapState<Integer, Long> map = backend.getMapState(MAP);
            Map<Integer, Long> model = largeModel();
            backend.setCurrentKey("large");
            for (int i = 0; i < LARGE; i++) {
                map.put(i, (long) i);
                model.put(i, (long) i);
            }
            forgetWhatIsAtHand(backend);
            for (List<Call> sequence : sequences()) {
                run(sequence, before, map, model);
                for (int i = 0; i < LARGE; i++) { // only what is not there any more is put
                    Long value = model.get(i);
                    if (value == null || value != i) {
                        assertThat(map.get(i)).as("%s of %s", i, sequence).isEqualTo(value);
                        map.put(i, (long) i);
                        model.put(i, (long) i);
                    }
                }
            }
            assertThat(entries(map)).isEqualTo(List.copyOf(model.entrySet()));
        }
    }

    @Test
    void anySequenceOfFiveCallsInASmallMapIsAnsweredAsByTheJdk() throws Exception {
        try (KeyedStateBackend backend = open()) {
            MapState<Integer, Long> map = backend.getMapState(MAP);
            for (int size = 1; size <= 3; size++) {
                for (List<Call> sequence : sequences()) {
                    backend.setCurrentKey(size + sequence.toString());
                    Map<Integer, Long> model = new LinkedHashMap<>();
                    for (int i = 0; i < size; i++) {
                        map.put(i, (long) i);
                        model.put(i, (long) i);
                    }
                    run(sequence, 0, map, model);
                    assertThat(entries(map)).as(sequence.toString()).isEqualTo(List.copyOf(model.entrySet()));
                    assertThat(map.isEmpty()).isEqualTo(model.isEmpty());
                }
            }
        }
    }

    @Test
    void anIteratorShowsWhatWasPutForAKeyThatIsStillToCome() throws Exception {
        try (KeyedStateBackend backend = open()) {
            MapState<Integer, Long> map = backend.getMapState(MAP);
            backend.setCurrentKey("large");
            for (int i = 0; i < LARGE; i++) {
                map.put(i, (long) i);
            }
            forgetWhatIsAtHand(backend);
            Iterator<Map.Entry<Integer, Long>> iterator = map.iterator();
            assertThat(iterator.next().getKey()).isZero();
            for (int i = 0; i < LARGE; i++) {
                map.put(i, -1L);
            }
            int seen = 1;
            for (; iterator.hasNext(); seen++) {
                assertThat(iterator.next().getValue()).isEqualTo(-1);
            }
            assertThat(seen).isEqualTo(LARGE);
        }
    }

    /** Its value is mutable, so that a backend must take care of changes to it. */
    @Test
    void anEntryThatIsReadAfterItsRemovalStaysRemoved() throws Exception {
        MapStateDescriptor<Integer, Object> lists = new MapStateDescriptor<>("lists", Integer.class, Object.class);
        for (boolean nearby : new boolean[] {true, false}) {
            try (KeyedStateBackend backend = open()) {
                MapState<Integer, Object> map = backend.getMapState(lists);
                backend.setCurrentKey("k");
                for (int i = 0; i < LARGE; i++) {
                    map.put(i, new ArrayList<>(List.of(i)));
                }
                if (!nearby) {
                    forgetWhatIsAtHand(backend);
                }
                for (Iterator<Map.Entry<Integer, Object>> all = map.iterator(); all.hasNext(); ) {
                    Map.Entry<Integer, Object> entry = all.next();
                    if (entry.getKey() % 2 == 0) {
                        all.remove();
                    }
                    assertThat(entry.getValue()).isEqualTo(List.of(entry.getKey()));
                }
                assertThat(map.keys()).hasSize(LARGE / 2).allMatch(key -> key % 2 == 1);
            }
        }
    }

    private static void run(List<Call> sequence, int before, MapState<Integer, Long> map, Map<Integer, Long> model)
            throws Exception {
        Subject subject = new Subject(map.iterator());
        Subject expected = new Subject(model.entrySet().iterator());
        boolean removed = false;
        for (int i = 0; i < before; i++) {
            assertThat(subject.answer(Call.NEXT)).isEqualTo(expected.answer(Call.NEXT));
        }
        for (int i = 0; i < sequence.size(); i++) {
            Call call = sequence.get(i);
            Object answer = subject.answer(call);
            boolean setsNothing = call == Call.SET_VALUE && removed; // the JDK leaves open what it does
            Object right = setsNothing ? IllegalStateException.class : expected.answer(call);
            assertThat(answer).as("call %s of %s", i, sequence).isEqualTo(right);
            if (call == Call.REMOVE && "removed".equals(right)) {
                removed = true;
            } else if (call == Call.NEXT && right instanceof Map.Entry) {
                removed = false;
            }
        }
    }

    /** Lets a backend that keeps rows near forget the current one. */
    private static void forgetWhatIsAtHand(KeyedStateBackend backend) throws Exception {
        MapState<Integer, Long> map = backend.getMapState(MAP);
        Object key = java.util.Objects.requireNonNull(backend.getCurrentKey());
        for (int other = 0; other < 3_000; other++) {
            backend.setCurrentKey(other);
            map.put(1, 1L);
        }
        backend.setCurrentKey(key);
    }

    private static List<Map.Entry<Integer, Long>> entries(MapState<Integer, Long> map) throws Exception {
        List<Map.Entry<Integer, Long>> entries = new ArrayList<>();
        map.entries().forEach(entry -> entries.add(Map.entry(entry.getKey(), entry.getValue())));
        return entries;
    }

    private static List<List<Call>> sequences() {
        List<List<Call>> all = List.of(List.of());
        for (int length = 0; length < CALLS; length++) {
            List<List<Call>> longer = new ArrayList<>();
            for (List<Call> sequence : all) {
                for (Call call : Call.values()) {
                    List<Call> next = new ArrayList<>(sequence);
                    next.add(call);
                    longer.add(next);
                }
            }
            all = longer;
        }
        return all;
    }
}
