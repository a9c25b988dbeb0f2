package io.weir.api.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.tuple.Tuple2;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a database a key is its bytes: equal values must have equal bytes, and others other bytes. */
@SuppressWarnings({"NullAway", "JdkObsolete"}) // collections of users hold nulls, and are LinkedLists
class CanonicalKeysTest {
    record Pair(Object first, double second) {}

    private final TypeTable keys = TypeTable.ofKeys(Streams.REGISTRY);

    /** Goal: equal, equal bytes. Method: random nested values, each made a second time with other classes and in another order. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void equalValuesHaveEqualBytesHoweverTheyWereMade(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Object value = value(random, 3);
            Object again = again(value, random);
            assertThat(again).isEqualTo(value).hasSameHashCodeAs(value);
            byte[] bytes = bytes(value);
            assertThat(bytes(again)).as("%s of %s", again, again.getClass()).isEqualTo(bytes);
            assertThat(keys.readValue(new BinaryInput(bytes))).isEqualTo(value);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void differentValuesHaveDifferentBytes(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Object one = value(random, 2);
            Object other = value(random, 2);
            assertThat(Arrays.equals(bytes(one), bytes(other)))
                    .as("%s %s", one, other)
                    .isEqualTo(one.equals(other));
        }
    }

    @Test
    void allNaNsAreOneKeyAsTheyAreEqual() {
        double other = Double.longBitsToDouble(0xfff8000000000001L);
        assertThat(bytes(other)).isEqualTo(bytes(Double.NaN));
        assertThat(bytes(new Pair("x", other))).isEqualTo(bytes(new Pair("x", Double.NaN)));
        assertThat(bytes(Float.intBitsToFloat(0xffc00001))).isEqualTo(bytes(Float.NaN));
        assertThat(bytes(-0.0)).isNotEqualTo(bytes(0.0));
        BinaryOutput plain = new BinaryOutput(16);
        plain.writeDouble(other);
        assertThat(Double.doubleToRawLongBits(new BinaryInput(plain.toByteArray()).readDouble()))
                .isEqualTo(Double.doubleToRawLongBits(other));
    }

    @Test
    void entriesAndMapsOfOtherKindsAreEqualTooAndHaveEqualBytes() {
        byte[] entry = bytes(Map.entry("a", 1));
        assertThat(bytes(new AbstractMap.SimpleEntry<>("a", 1))).isEqualTo(entry);
        assertThat(bytes(new HashMap<>(Map.of("a", 1)).entrySet().iterator().next()))
                .isEqualTo(entry);
        assertThat(keys.readValue(new BinaryInput(entry))).isEqualTo(Map.entry("a", 1));
        byte[] map = bytes(Map.of(TimeUnit.DAYS, 1));
        assertThat(bytes(new EnumMap<>(Map.of(TimeUnit.DAYS, 1)))).isEqualTo(map);
        assertThat(bytes(new ConcurrentHashMap<>(Map.of(TimeUnit.DAYS, 1)))).isEqualTo(map);
        assertThat(bytes(EnumSet.of(TimeUnit.DAYS))).isEqualTo(bytes(Set.of(TimeUnit.DAYS)));
        assertThat(bytes(new CopyOnWriteArrayList<>(List.of(1)))).isEqualTo(bytes(List.of(1)));
    }

    private byte[] bytes(@Nullable Object value) {
        BinaryOutput out = new BinaryOutput(64);
        keys.writeValue(value, out);
        return out.toByteArray();
    }

    private static Object value(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 3 : 8);
        return switch (kind) {
            case 0 -> random.nextInt(4);
            case 1 -> "s" + random.nextInt(300);
            case 2 -> (double) random.nextInt(3);
            case 3 -> list(random, depth);
            case 4 -> new HashSet<>(list(random, depth));
            case 5 -> {
                Map<Object, Object> map = new HashMap<>();
                list(random, depth).forEach(key -> map.put(key, value(random, 0)));
                yield map;
            }
            case 6 -> Tuple2.of(value(random, depth - 1), Optional.of(value(random, depth - 1)));
            default -> new Pair(value(random, depth - 1), random.nextInt(3));
        };
    }

    private static List<Object> list(Random random, int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            list.add(random.nextInt(10) == 0 ? null : value(random, depth - 1));
        }
        return list;
    }

    private static @Nullable Object again(@Nullable Object value, Random random) {
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(again(element, random)));
            return switch (random.nextInt(4)) {
                case 0 -> new LinkedList<>(copy);
                case 1 -> Collections.unmodifiableList(copy);
                case 2 -> copy.contains(null) ? Arrays.asList(copy.toArray()) : List.copyOf(copy);
                default -> copy;
            };
        } else if (value instanceof Set<?> set) {
            return set(shuffled(set, random), random);
        } else if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = random.nextBoolean() ? new LinkedHashMap<>() : new HashMap<>(256);
            shuffled(map.keySet(), random).forEach(key -> copy.put(key, again(map.get(key), random)));
            boolean sorts = map.keySet().stream().allMatch(key -> key instanceof String);
            return sorts ? new TreeMap<>(copy) : copy;
        } else if (value instanceof Optional<?> optional) {
            return optional.map(content -> again(content, random));
        } else if (value instanceof Tuple2<?, ?> tuple) {
            return Tuple2.of(again(tuple.f0, random), again(tuple.f1, random));
        } else if (value instanceof Pair pair) {
            return new Pair(again(pair.first, random), pair.second);
        }
        return value;
    }

    private static Set<Object> set(List<Object> elements, Random random) {
        boolean sorts = elements.stream().allMatch(element -> element instanceof Integer);
        return switch (random.nextInt(4)) {
            case 0 -> new LinkedHashSet<>(elements);
            case 1 -> elements.contains(null) ? new HashSet<>(elements) : Set.copyOf(elements);
            case 2 -> sorts ? new TreeSet<>(elements) : new HashSet<>(elements);
            default -> {
                Set<Object> roomy = new HashSet<>(512);
                roomy.addAll(elements);
                yield roomy;
            }
        };
    }

    private static List<Object> shuffled(Set<?> set, Random random) {
        List<Object> elements = new ArrayList<>();
        set.forEach(element -> elements.add(again(element, random)));
        Collections.shuffle(elements, random);
        return elements;
    }
}
