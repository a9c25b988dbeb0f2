package io.weir.api.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.field.FieldAggregate.Kind;
import io.weir.api.tuple.Tuple2;
import io.weir.api.tuple.Tuple3;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FieldAggregateTest {
    private record Sale(String shop, long cents, int items) {}

    /** A plain object, with a field of its superclass. */
    public static class Named {
        public String name = "";
    }

    /** A plain object. */
    public static class Reading extends Named {
        private double value;

        public Reading() {}

        Reading(String name, double value) {
            this.name = name;
            this.value = value;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Reading that && name.equals(that.name) && value == that.value;
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, value);
        }
    }

    private static <T> T reduce(Kind kind, int position, T first, T second) {
        return new FieldAggregate<T>(kind, new FieldRef.At(position)).reduce(first, second);
    }

    private static <T> T reduce(Kind kind, String name, T first, T second) {
        return new FieldAggregate<T>(kind, new FieldRef.Named(name)).reduce(first, second);
    }

    private static <T> T into(Kind kind, String name, T first, T second) {
        return new FieldAggregate<T>(kind, new FieldRef.Named(name)).reduceInto(first, second);
    }

    static Stream<Tuple3<Object, Object, Object>> numbers() {
        return Stream.of(
                Tuple3.of(1, 2, 3),
                Tuple3.of(1L, 2L, 3L),
                Tuple3.of(1.5, 2.0, 3.5),
                Tuple3.of(1.5f, 2f, 3.5f),
                Tuple3.of((short) 1, (short) 2, (short) 3),
                Tuple3.of((byte) 1, (byte) 2, (byte) 3),
                Tuple3.of(new BigDecimal("1.1"), new BigDecimal("2.2"), new BigDecimal("3.3")),
                Tuple3.of(BigInteger.ONE, BigInteger.TWO, BigInteger.valueOf(3)));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void everyKindOfNumberCanBeSummed(Tuple3<Object, Object, Object> numbers) {
        Tuple2<String, Object> sum = reduce(Kind.SUM, 1, Tuple2.of("a", numbers.f0), Tuple2.of("b", numbers.f1));
        assertThat(sum).isEqualTo(Tuple2.of("a", numbers.f2));
    }

    @Test
    void whatCameInStaysAsItWas() {
        Tuple2<String, Integer> first = Tuple2.of("a", 1);
        assertThat(reduce(Kind.SUM, "f1", first, Tuple2.of("a", 2)))
                .isEqualTo(Tuple2.of("a", 3))
                .isNotSameAs(first);
        assertThat(first.f1).isEqualTo(1);
    }

    @Test
    void whoOwnsTheFirstRecordGetsItBackChangedUnlessItCannotChange() {
        Tuple2<String, Integer> first = Tuple2.of("a", 1);
        assertThat(into(Kind.SUM, "f1", first, Tuple2.of("b", 2)))
                .isSameAs(first)
                .isEqualTo(Tuple2.of("a", 3));
        assertThat(into(Kind.MAX, "f1", first, Tuple2.of("b", 7)))
                .isSameAs(first)
                .isEqualTo(Tuple2.of("a", 7));
        Reading reading = new Reading("a", 1);
        assertThat(into(Kind.SUM, "value", reading, new Reading("b", 2)))
                .isSameAs(reading)
                .isEqualTo(new Reading("a", 3));
        Sale sale = new Sale("a", 1, 10);
        assertThat(into(Kind.SUM, "cents", sale, new Sale("b", 2, 20))).isEqualTo(new Sale("a", 3, 10));
        assertThat(sale.cents()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theSecondRecordStaysAsItWas(Kind kind) {
        for (int value : new int[] {1, 5, 9}) {
            Tuple2<String, Integer> second = Tuple2.of("b", value);
            into(kind, "f1", Tuple2.of("a", 5), second);
            assertThat(second).isEqualTo(Tuple2.of("b", value));
        }
    }

    @Test
    void componentsOfRecordsAreSummedByNameAndPosition() {
        assertThat(reduce(Kind.SUM, "cents", new Sale("a", 1, 10), new Sale("b", 2, 20)))
                .isEqualTo(new Sale("a", 3, 10));
        assertThat(reduce(Kind.SUM, 2, new Sale("a", 1, 10), new Sale("b", 2, 20)))
                .isEqualTo(new Sale("a", 1, 30));
    }

    @Test
    void fieldsOfObjectsAreSummedByName() {
        assertThat(reduce(Kind.SUM, "value", new Reading("a", 1), new Reading("b", 2)))
                .isEqualTo(new Reading("a", 3));
    }

    @Test
    void aNumberIsItsOwnFieldZero() {
        assertThat(reduce(Kind.SUM, 0, 1, 2)).isEqualTo(3);
        assertThat(reduce(Kind.MAX, 0, "x", "y")).isEqualTo("y");
    }

    @Test
    void minAndMaxKeepTheOtherFieldsOfTheFirstRecord() {
        Sale cheap = new Sale("a", 1, 10);
        Sale dear = new Sale("b", 2, 20);
        assertThat(reduce(Kind.MAX, "cents", cheap, dear)).isEqualTo(new Sale("a", 2, 10));
        assertThat(reduce(Kind.MIN, "cents", cheap, dear)).isSameAs(cheap);
        assertThat(reduce(Kind.MIN, "cents", dear, cheap)).isEqualTo(new Sale("b", 1, 20));
        assertThat(reduce(Kind.MAX, "shop", cheap, dear).shop()).isEqualTo("b");
    }

    @Test
    void minByAndMaxByKeepTheWholeRecordAndTiesGoAsAsked() {
        Sale cheap = new Sale("a", 1, 10);
        Sale dear = new Sale("b", 2, 20);
        Sale alsoCheap = new Sale("c", 1, 30);
        assertThat(reduce(Kind.MAX_BY_FIRST, "cents", cheap, dear)).isSameAs(dear);
        assertThat(reduce(Kind.MIN_BY_FIRST, "cents", dear, cheap)).isSameAs(cheap);
        assertThat(reduce(Kind.MIN_BY_FIRST, "cents", cheap, alsoCheap)).isSameAs(cheap);
        assertThat(reduce(Kind.MIN_BY_LAST, "cents", cheap, alsoCheap)).isSameAs(alsoCheap);
        assertThat(reduce(Kind.MAX_BY_FIRST, "cents", cheap, alsoCheap)).isSameAs(cheap);
        assertThat(reduce(Kind.MAX_BY_LAST, "cents", cheap, alsoCheap)).isSameAs(alsoCheap);
    }

    @Test
    void aFieldThatIsNotThereIsToldWithThoseThatAre() {
        assertThatThrownBy(() -> reduce(Kind.SUM, "prize", new Sale("a", 1, 1), new Sale("a", 1, 1)))
                .hasMessage("[API-121] There is no field 'prize' in " + Sale.class.getName()
                        + ". Its fields are shop, cents, items. Name one of them, or give a lambda.");
        assertThatThrownBy(() -> reduce(Kind.SUM, 2, Tuple2.of(1, 1), Tuple2.of(1, 1)))
                .hasMessageContaining("There is no field 2 in io.weir.api.tuple.Tuple2. Its fields are f0, f1.");
        assertThatThrownBy(() -> reduce(Kind.SUM, "valeu", new Reading("a", 1), new Reading("a", 1)))
                .hasMessageContaining("Its fields are value, name.");
        assertThatThrownBy(() -> reduce(Kind.SUM, 1, 1, 1))
                .hasMessageContaining("[API-121] There is no field 1 in java.lang.Integer.");
        assertThatThrownBy(() -> new FieldRef.At(-1)).hasMessageStartingWith("[API-121]");
    }

    @Test
    void fieldsOfObjectsHaveNoPosition() {
        assertThatThrownBy(() -> reduce(Kind.SUM, 0, new Reading("a", 1), new Reading("a", 1)))
                .hasMessageContaining("The fields of an object have no order");
    }

    @Test
    void onlyNumbersOfOneClassAreSummedAndOnlyWhatHasAnOrderIsCompared() {
        assertThatThrownBy(() -> reduce(Kind.SUM, 0, Tuple2.of("a", 1), Tuple2.of("b", 1)))
                .hasMessageStartingWith(
                        "[API-123] Field 0 cannot be summed: it holds a java.lang.String and a java.lang.String.");
        assertThatThrownBy(() -> reduce(Kind.MAX, 0, Tuple2.of(new Object(), 1), Tuple2.of(new Object(), 1)))
                .hasMessageStartingWith("[API-123] Field 0 has no order");
    }

    /** Has no constructor without arguments. */
    public static class Closed {
        public final int value;

        Closed(int value) {
            this.value = value;
        }
    }

    @Test
    void anObjectNeedsAConstructorWithoutArguments() {
        assertThatThrownBy(() -> reduce(Kind.SUM, "value", new Closed(1), new Closed(2)))
                .hasMessageContaining("The class has no constructor without arguments.");
    }
}
