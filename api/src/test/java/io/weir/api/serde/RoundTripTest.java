package io.weir.api.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.serde.Samples.Person;
import io.weir.api.serde.Samples.Six;
import io.weir.api.tuple.Tuple;
import io.weir.api.tuple.Tuple2;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("NullAway") // what was written is there
class RoundTripTest {

    static Stream<Object> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aValueComesBackEqual(Object value) {
        Object read = Streams.roundTrip(value);

        assertThat(Arrays.deepEquals(new Object[] {read}, new Object[] {value}))
                .as("%s became %s", value, read)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aValueComesBackFromInsideAnother(Object value) {
        Object read = Streams.roundTrip(Tuple2.of(new Object[] {value, null, value}, "end"));

        assertThat(read).isInstanceOfSatisfying(Tuple2.class, pair -> {
            assertThat(Arrays.deepEquals((Object[]) pair.f0, new Object[] {value, null, value}))
                    .isTrue();
            assertThat(pair.f1).isEqualTo("end");
        });
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aCopyIsEqual(Object value) {
        Object copy = Streams.REGISTRY.copy(value);

        assertThat(Arrays.deepEquals(new Object[] {copy}, new Object[] {value})).isTrue();
        assertThat(Arrays.equals(Streams.write(copy, Streams.REGISTRY), Streams.write(value, Streams.REGISTRY)))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theSameValueGivesTheSameBytes(Object value) {
        byte[] once = Streams.write(value, Streams.REGISTRY);

        assertThat(Streams.write(value, CodecRegistry.create(getClass().getClassLoader())))
                .isEqualTo(once);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aClassThatIsMutableInAnyWayIsNotCalledImmutable(Object value) {
        boolean mutable = value instanceof Collection
                || value instanceof Map
                || value instanceof Tuple
                || value instanceof Person
                || value instanceof Samples.Basket
                || value.getClass().isArray();
        if (mutable) {
            assertThat(Streams.REGISTRY.isImmutable(value)).isFalse();
        }
        if (Streams.REGISTRY.isImmutable(value)) {
            assertThat(Streams.REGISTRY.copy(value)).isSameAs(value);
        }
    }

    @Test
    void nullIsAValue() {
        assertThat(Streams.roundTrip(null)).isNull();
        assertThat(Streams.write(null, Streams.REGISTRY)).isEqualTo(new byte[] {0, 0});
    }

    @Test
    void dequesKeepTheirOrder() {
        assertThat((Collection<?>) Streams.roundTrip(Samples.deque())).hasToString("[1, two]");
    }

    @Test
    void mutableCollectionsComeBackAsTheSameClass() {
        for (Object value : List.of(
                new ArrayList<>(), Samples.deque(), new java.util.TreeMap<>(), new java.util.LinkedHashSet<>())) {
            assertThat(Streams.roundTrip(value)).hasSameClassAs(value);
        }
    }

    @Test
    void transientFieldsDoNotTravel() {
        assertThat(((Person) Streams.roundTrip(Person.of("Ann", 1, 2))).cached())
                .isEqualTo(1);
    }

    @Test
    void aFieldThatHidesAnotherKeepsItsOwnValue() {
        Person read = (Person) Streams.roundTrip(Person.of("Ann", 1, 2));

        assertThat(read.number()).isEqualTo(2);
        assertThat(read).isEqualTo(Person.of("Ann", 1, 2));
    }

    @Test
    void recordsOfImmutableValuesAreImmutableAndListsAreNot() {
        assertThat(Streams.REGISTRY.isImmutable(new Six(1, 2, "", 3, true, ""))).isTrue();
        assertThat(Streams.REGISTRY.isImmutable(new Samples.Figure.Group(List.of())))
                .isFalse();
        assertThat(Streams.REGISTRY.isImmutable(new Object())).isFalse();
    }

    @Test
    void aCopySharesNothingMutable() {
        List<Object> items = new ArrayList<>(List.of(new int[] {1}));
        Samples.Basket basket = new Samples.Basket("me", items, Samples.Color.RED, new int[] {4});

        Samples.Basket copy = Streams.REGISTRY.copy(basket);
        ((int[]) items.get(0))[0] = 2;
        items.add("more");
        basket.sizes()[0] = 5;

        assertThat(copy.items()).hasSize(1);
        assertThat((int[]) copy.items().get(0)).containsExactly(1);
        assertThat(copy.sizes()).containsExactly(4);
    }

    @Test
    void aCopyOfAnUnmodifiableViewDoesNotFollowTheListBehindIt() {
        List<Integer> behind = new ArrayList<>(List.of(1));
        List<Integer> copy = Streams.REGISTRY.copy(java.util.Collections.unmodifiableList(behind));

        behind.add(2);

        assertThat(copy).containsExactly(1);
    }

    @Test
    void aRecordWhoseContentNeedsNoCopyIsNotCopied() {
        Samples.Figure.Group group = new Samples.Figure.Group(List.of(new Samples.Figure.Circle(1)));

        assertThat(Streams.REGISTRY.copy(group)).isSameAs(group);
    }

    @Test
    void aCopyOfATreeKeepsItsComparator() {
        java.util.TreeSet<String> set = new java.util.TreeSet<>(java.util.Comparator.reverseOrder());
        set.addAll(List.of("a", "b"));

        assertThat(Streams.REGISTRY.copy(set)).containsExactly("b", "a");
    }

    @Test
    void manyThreadsMayShareARegistry() throws Exception {
        CodecRegistry shared = CodecRegistry.create(getClass().getClassLoader());
        List<java.util.concurrent.CompletableFuture<Void>> threads = Stream.generate(() ->
                        java.util.concurrent.CompletableFuture.runAsync(() ->
                                Samples.all().forEach(value -> Streams.read(Streams.write(value, shared), shared))))
                .limit(4)
                .toList();
        for (java.util.concurrent.CompletableFuture<Void> thread : threads) {
            thread.get();
        }
    }
}
