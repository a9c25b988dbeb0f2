package io.weir.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.UnstableKeyException;
import io.weir.api.state.MapState;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.api.tuple.Tuple2;
import io.weir.state.key.KeyGroupRange;
import io.weir.state.snapshot.KeyedStateHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A key that is equal to another is the same key: at once, after its row has left memory, and after a restore; as key and as key of a map. */
@SuppressWarnings({"NullAway", "JdkObsolete"}) // null goes in and out on purpose; users have LinkedLists
public abstract class EqualKeysContract {
    public record Route(Object stops, double price) {}

    private static final KeyGroupRange ALL = new KeyGroupRange(0, 7);
    private static final ValueStateDescriptor<Long> COUNT = new ValueStateDescriptor<>("count", Long.class);
    private static final MapStateDescriptor<Object, Long> MAP =
            new MapStateDescriptor<>("map", Object.class, Long.class);

    @TempDir
    Path folder;

    private final MemorySnapshots storage = new MemorySnapshots();

    protected abstract KeyedBackendFactory factory();

    static Stream<Arguments> equalKeys() {
        double otherNaN = Double.longBitsToDouble(0xfff8000000000001L);
        return Stream.of(
                Arguments.of(List.of("x"), new ArrayList<>(List.of("x"))),
                Arguments.of(new LinkedList<>(List.of(1, 2)), Arrays.asList(1, 2)),
                Arguments.of(new LinkedHashSet<>(List.of("a", "b")), new LinkedHashSet<>(List.of("b", "a"))),
                Arguments.of(Set.of("a", "b", "c"), new TreeSet<>(List.of("b", "a", "c"))),
                Arguments.of(map("a", "b"), map("b", "a")),
                Arguments.of(new TreeMap<>(Map.of("a", 0L)), Map.of("a", 0L)),
                Arguments.of(
                        Tuple2.of(1, Optional.of(List.of("x"))),
                        Tuple2.of(1, Optional.of(new ArrayList<>(List.of("x"))))),
                Arguments.of(
                        List.of(new LinkedHashSet<>(List.of(1, 1000))), List.of(new LinkedHashSet<>(List.of(1000, 1)))),
                Arguments.of(new Route(Set.of(1, 2), 1), new Route(new HashSet<>(List.of(2, 1)), 1)),
                Arguments.of(Double.NaN, otherNaN),
                Arguments.of(new Route("x", Double.NaN), new Route("x", otherNaN)));
    }

    @ParameterizedTest
    @MethodSource("equalKeys")
    void anEqualKeyFindsTheStateOfTheOther(Object one, Object other) throws Exception {
        KeyedStateHandle handle;
        try (KeyedStateBackend backend = open()) {
            backend.setCurrentKey(one);
            backend.getValueState(COUNT).update(1L);
            leaveMemory(backend);
            assertFound(backend, other);
            handle = backend.snapshot(1).write(storage);
        }
        try (KeyedStateBackend restored = open(handle)) {
            assertFound(restored, other);
            assertThat(restored.numKeys()).isEqualTo(3_001);
        }
    }

    private static void assertFound(KeyedStateBackend backend, Object key) throws Exception {
        backend.setCurrentKey(key);
        ValueState<Long> count = backend.getValueState(COUNT);
        assertThat(count.value()).isEqualTo(1L);
    }

    @ParameterizedTest
    @MethodSource("equalKeys")
    void anEqualKeyOfAMapFindsTheEntryOfTheOther(Object one, Object other) throws Exception {
        KeyedStateHandle handle;
        try (KeyedStateBackend backend = open()) {
            backend.setCurrentKey("k");
            backend.getMapState(MAP).put(one, 1L);
            backend.getMapState(MAP).put("another", 2L);
            leaveMemory(backend);
            backend.setCurrentKey("k");
            assertThat(backend.getMapState(MAP).get(other)).isEqualTo(1L);
            handle = backend.snapshot(1).write(storage);
        }
        try (KeyedStateBackend restored = open(handle)) {
            restored.setCurrentKey("k");
            MapState<Object, Long> map = restored.getMapState(MAP);
            assertThat(map.contains(other)).isTrue();
            map.put(other, 3L);
            assertThat(map.entries()).hasSize(2);
            map.remove(one);
            assertThat(map.keys()).containsExactly("another");
        }
    }

    /** Its equality is not that of its bytes. */
    public static final class Name {
        public String text = "";

        static Name of(String text) {
            Name name = new Name();
            name.text = text;
            return name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Name name && name.text.equalsIgnoreCase(text);
        }

        @Override
        public int hashCode() {
            return text.toLowerCase(Locale.ROOT).hashCode();
        }
    }

    @Test
    void aKeyWithAnotherEqualityThanThatOfItsBytesIsRefusedBeforeThereIsStateOfIt() throws Exception {
        try (KeyedStateBackend backend = open()) {
            for (Object key : List.of(Name.of("Ann"), Tuple2.of(1, Name.of("Ann")), Set.of(Name.of("Ann")))) {
                backend.setCurrentKey(key);
                assertThatThrownBy(() -> backend.getValueState(COUNT).update(1L))
                        .isInstanceOf(UnstableKeyException.class)
                        .hasMessageContaining("[API-104]")
                        .hasMessageContaining("Name cannot be a key")
                        .hasMessageContaining("'text'");
                assertThat(backend.numKeys()).isZero();
            }
            backend.setCurrentKey("k");
            backend.getMapState(MAP).put("there", 1L);
            assertThatThrownBy(() -> backend.getMapState(MAP).put(Name.of("Ann"), 1L))
                    .hasMessageContaining("[API-104]");
            assertThatThrownBy(() -> backend.getMapState(MAP).put(new int[0], 1L))
                    .hasMessageContaining("[API-104]");
            assertThat(backend.getMapState(MAP).keys()).containsExactly("there");
        }
    }

    private static void leaveMemory(KeyedStateBackend backend) throws Exception {
        for (int key = 0; key < 3_000; key++) {
            backend.setCurrentKey(key);
            backend.getValueState(COUNT).update(0L);
        }
    }

    private static Map<String, Long> map(String... keys) {
        Map<String, Long> map = new LinkedHashMap<>();
        for (String key : keys) {
            map.put(key, 0L);
        }
        return map;
    }

    private KeyedStateBackend open(KeyedStateHandle... restore) throws Exception {
        CodecRegistry codecs = CodecRegistry.create(EqualKeysContract.class.getClassLoader());
        return factory()
                .create(new KeyedBackendParameters("op", ALL, ALL.size(), codecs, folder, List.of(restore), storage));
    }
}
