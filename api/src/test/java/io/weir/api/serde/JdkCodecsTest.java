package io.weir.api.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The classes of the JDK that streams describe by name. */
@SuppressWarnings({"NullAway", "JavaUtilDate", "JdkObsolete", "UnnecessaryStringBuilder"}) // users have them all
class JdkCodecsTest {
    /** The same class, and equal. */
    static Stream<Object> values() {
        Timestamp timestamp = Timestamp.valueOf("1960-01-02 03:04:05.123456789");
        BitSet bits = new BitSet();
        bits.set(3);
        bits.set(200);
        return Stream.of(
                timestamp,
                new Timestamp(Long.MAX_VALUE / 1_000),
                new java.sql.Date(-5),
                new Time(86_399_999),
                URI.create("http://example.org/a?b=%20c#d"),
                URI.create("relative"),
                Locale.GERMANY,
                Locale.ROOT,
                Locale.forLanguageTag("zh-Hant-TW-u-ca-roc"),
                new Locale("no", "NO", "NY"),
                new Locale("", "", "odd variant"),
                Currency.getInstance("EUR"),
                bits,
                new BitSet(),
                new AbstractMap.SimpleEntry<>("a", null),
                new AbstractMap.SimpleImmutableEntry<>("a", List.of(1)),
                new EnumMap<>(Map.of(TimeUnit.DAYS, 1, TimeUnit.SECONDS, 2)),
                new EnumMap<TimeUnit, Integer>(TimeUnit.class),
                new ConcurrentHashMap<>(Map.of("a", 1)),
                new ConcurrentSkipListMap<>(Map.of("b", 1, "a", 2)),
                new ConcurrentSkipListSet<>(List.of(3, 1)),
                new CopyOnWriteArrayList<>(List.of(1, 2)),
                new CopyOnWriteArraySet<>(List.of(1, 2)),
                new Hashtable<>(Map.of("a", 1)),
                new Vector<>(List.of(1)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueComesBackAsItWasAndIsCopied(Object value) {
        assertThat(Streams.roundTrip(value)).isEqualTo(value).hasSameClassAs(value);
        assertThat(Streams.REGISTRY.copy(value)).isEqualTo(value).hasSameClassAs(value);
        Streams.REGISTRY.check(value.getClass());
        Object inside = Streams.roundTrip(new ArrayList<>(Arrays.asList(value, null, value)));
        assertThat(inside).isEqualTo(Arrays.asList(value, null, value));
    }

    /** These have no equals; what they show is the same. */
    static Stream<Object> valuesWithoutEquals() {
        PriorityQueue<Integer> queue = new PriorityQueue<>(List.of(3, 1, 2));
        queue.poll();
        PriorityQueue<String> reversed = new PriorityQueue<>(Comparator.reverseOrder());
        reversed.addAll(List.of("a", "c", "b"));
        LongAdder adder = new LongAdder();
        adder.add(7);
        DoubleAdder doubles = new DoubleAdder();
        doubles.add(1.5);
        IntSummaryStatistics ints = IntStream.of(3, 1).summaryStatistics();
        LongSummaryStatistics longs = new LongSummaryStatistics();
        return Stream.of(
                new StringBuilder("grün"),
                new StringBuffer("x"),
                Pattern.compile("a.*b", Pattern.CASE_INSENSITIVE),
                new AtomicInteger(3),
                new AtomicLong(-1),
                new AtomicBoolean(true),
                new AtomicReference<>(List.of(1)),
                new AtomicReference<>(),
                adder,
                doubles,
                ints,
                longs,
                queue,
                reversed,
                new ConcurrentLinkedQueue<>(List.of(2, 1)),
                new ConcurrentLinkedDeque<>(List.of(2, 1)));
    }

    @ParameterizedTest
    @MethodSource("valuesWithoutEquals")
    void aValueWithoutEqualsComesBackShowingTheSame(Object value) {
        assertThat(Streams.roundTrip(value)).hasSameClassAs(value).hasToString(value.toString());
        Object copy = Streams.REGISTRY.copy(value);
        assertThat(copy).hasSameClassAs(value).hasToString(value.toString());
        boolean mutable = !(value instanceof Pattern);
        assertThat(copy != value).isEqualTo(mutable);
        assertThat(Streams.REGISTRY.isImmutable(value)).isEqualTo(!mutable);
    }

    @Test
    void anEntryOfAMapComesBackAlone() {
        for (Map<String, Integer> map : List.of(
                new HashMap<>(Map.of("a", 1)),
                new LinkedHashMap<>(Map.of("a", 1)),
                new TreeMap<>(Map.of("a", 1)),
                new ConcurrentHashMap<>(Map.of("a", 1)),
                Map.of("a", 1))) {
            assertThat(Streams.roundTrip(map.entrySet().iterator().next())).isEqualTo(Map.entry("a", 1));
        }
    }

    @Test
    void viewsAndCopiesOfTheJdkThatAreListsAndMapsComeBackEqual() {
        Object parts = Stream.of(1, 2, 3).collect(Collectors.partitioningBy(i -> i > 1));
        assertThat(Streams.roundTrip(parts)).isEqualTo(parts);
        assertThat(Streams.roundTrip(Collections.nCopies(3, "x"))).isEqualTo(List.of("x", "x", "x"));
        assertThat(Streams.roundTrip(Arrays.asList(1, 2, 3).subList(1, 3))).isEqualTo(List.of(2, 3));
    }

    @Test
    void aKnownComparatorComesBack() {
        TreeMap<String, Integer> reversed = new TreeMap<>(Comparator.reverseOrder());
        reversed.putAll(Map.of("a", 1, "b", 2, "c", 3));
        assertThat(((TreeMap<?, ?>) Streams.roundTrip(reversed)).firstKey()).isEqualTo("c");
        TreeSet<String> ignoringCase = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        ignoringCase.add("a");
        @SuppressWarnings("unchecked")
        Collection<Object> read = (Collection<Object>) Streams.roundTrip(ignoringCase);
        assertThat(read.contains("A")).isTrue();
        TreeSet<Integer> natural = new TreeSet<>(Comparator.naturalOrder());
        natural.add(1);
        assertThat(Streams.roundTrip(natural)).isEqualTo(natural);
    }

    @Test
    void aMapThatIsOrderedByAccessStaysSo() {
        for (int size = 0; size < 4; size++) {
            Map<Integer, String> cache = new LinkedHashMap<>(16, 0.75f, true);
            for (int i = 0; i < size; i++) {
                cache.put(i, "v" + i);
            }
            cache.get(0);
            List<Integer> order = List.copyOf(cache.keySet());
            for (Object again : List.of(Streams.roundTrip(cache), Streams.REGISTRY.copy(cache))) {
                assertThat(cache.keySet()).containsExactlyElementsOf(order);
                @SuppressWarnings("unchecked")
                Map<Integer, String> other = (Map<Integer, String>) again;
                assertThat(other.keySet()).containsExactlyElementsOf(order);
                other.put(10, "x");
                other.put(11, "y");
                other.get(10);
                assertThat(List.copyOf(other.keySet())).endsWith(11, 10);
            }
        }
        Map<Integer, String> inserted = new LinkedHashMap<>();
        inserted.put(1, "x");
        inserted.put(2, "y");
        Map<?, ?> read = (Map<?, ?>) Streams.roundTrip(inserted);
        read.get(1);
        assertThat(List.copyOf(read.keySet())).hasToString("[1, 2]");
    }

    @Test
    void aProgramsOwnCodecForSuchAClassIsPreferredAndItsBytesAreNotMistaken() {
        CodecRegistry own = CodecRegistry.create(JdkCodecsTest.class.getClassLoader());
        own.register(
                Timestamp.class,
                new MutableCodec<>(
                        (v, out) -> out.writeString(v.toString()), in -> Timestamp.valueOf(in.readString()), v ->
                                (Timestamp) v.clone()));
        Timestamp value = Timestamp.valueOf("2024-01-02 03:04:05.6");
        byte[] bytes = Streams.write(value, own);
        assertThat(Streams.read(bytes, own)).isEqualTo(value);
        assertThatThrownBy(() -> Streams.read(bytes, Streams.REGISTRY))
                .isInstanceOf(IncompatibleTypeException.class)
                .hasMessageContaining("[CKP-405]")
                .hasMessageContaining("env.registerCodec");
        assertThatThrownBy(() -> Streams.read(Streams.write(value, Streams.REGISTRY), own))
                .isInstanceOf(IncompatibleTypeException.class)
                .hasMessageContaining("Leave that registration out");
    }
}
