package io.weir.api.serde;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.tuple.Tuple2;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings({"NullAway", "ArrayRecordComponent"}) // keys of users hold nulls, and arrays
class KeyEqualityTest {
    record Plain(String name, int number, double price, List<String> more) {}

    record Ignoring(String text) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Ignoring name && name.text.equalsIgnoreCase(text);
        }

        @Override
        public int hashCode() {
            return text.toLowerCase(Locale.ROOT).hashCode();
        }
    }

    record Trimming(String text) {
        Trimming {
            if (!text.startsWith("id-")) {
                throw new IllegalArgumentException(text);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Trimming name && name.text.trim().equals(text.trim());
        }

        @Override
        public int hashCode() {
            return text.trim().hashCode();
        }
    }

    record Amount(BigDecimal value) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Amount amount && amount.value.compareTo(value) == 0;
        }

        @Override
        public int hashCode() {
            return value.stripTrailingZeros().hashCode();
        }
    }

    record WithArray(int[] numbers) {}

    /** As development environments write it. */
    static final class Whole {
        @Nullable
        String name;

        long id;
        double price;
        int[] numbers = {1};
        transient int cached;

        @Override
        public boolean equals(Object o) {
            return o instanceof Whole other
                    && Objects.equals(name, other.name)
                    && id == other.id
                    && Double.compare(price, other.price) == 0
                    && Arrays.equals(numbers, other.numbers);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, id, price, Arrays.hashCode(numbers));
        }
    }

    static final class ById {
        long id;
        String label = "x";

        @Override
        public boolean equals(Object o) {
            return o instanceof ById other && id == other.id;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(id);
        }
    }

    static final class ByPrimitive {
        double price;

        @Override
        @SuppressWarnings("OperatorPrecedence")
        public boolean equals(Object o) {
            return o instanceof ByPrimitive other && price == other.price;
        }

        @Override
        public int hashCode() {
            return (int) price;
        }
    }

    static final class ByTransient {
        int id = 1;
        transient Object token = new Object();

        @Override
        public boolean equals(Object o) {
            return o instanceof ByTransient other && id == other.id && Objects.equals(token, other.token);
        }

        @Override
        public int hashCode() {
            return id;
        }
    }

    static final class Named extends Tuple2<String, Integer> {
        public String label = "x";

        public Named() {}
    }

    private final KeyEquality keys = new KeyEquality(Streams.REGISTRY);

    static Stream<Object> good() {
        return Stream.of(
                "a",
                1,
                Double.NaN,
                BigDecimal.ONE,
                TimeUnit.DAYS,
                Currency.getInstance("EUR"),
                Locale.GERMANY,
                List.of("a", List.of(1)),
                Set.of(1, 2),
                new TreeSet<>(List.of(1)),
                Map.of("a", Optional.of(1)),
                Map.entry("a", 1),
                Tuple2.of("a", null),
                new Plain("a", 1, 2, List.of("x")),
                new Plain(null, 1, 2, null),
                new Whole(),
                List.of(new Whole()));
    }

    @ParameterizedTest
    @MethodSource("good")
    void aKeyWhoseEqualityIsThatOfItsBytesIsAccepted(Object key) {
        assertThatCode(() -> keys.check(key)).doesNotThrowAnyException();
        assertThatCode(() -> keys.check(key)).doesNotThrowAnyException();
    }

    static Stream<Arguments> bad() {
        ById byId = new ById();
        Named named = new Named();
        named.f0 = "a";
        named.f1 = 1;
        TreeMap<String, Integer> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        map.put("a", 1);
        return Stream.of(
                Arguments.of(new Ignoring("ann"), "whose field 'text' is \"Az\" and \"aZ\", but their bytes differ"),
                Arguments.of(new Ignoring("12"), "'text'"),
                Arguments.of(new Trimming("id-7"), "whose field 'text' is \"id-7\" and \"id-7 \""),
                Arguments.of(new Amount(BigDecimal.TEN), "whose field 'value' is 1.0 and 1.00"),
                Arguments.of(byId, "whose field 'label' is"),
                Arguments.of(new ByPrimitive(), "whose field 'price' is 0.0 and -0.0"),
                Arguments.of(new ByTransient(), "its equals or hashCode look at something that is not saved"),
                Arguments.of(new WithArray(new int[] {1}), "such as a transient field or an array"),
                Arguments.of(named, "whose field 'label' is"),
                Arguments.of(new int[] {1}, "int[] cannot be a key: it has no equals of its own"),
                Arguments.of(Pattern.compile("a"), "it has no equals of its own"),
                Arguments.of(new AtomicLong(), "it has no equals of its own"),
                Arguments.of(new ArrayDeque<>(), "it has no equals of its own"),
                Arguments.of(map, "its comparator takes elements for the same that are not equal"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aKeyWhoseEqualityIsNotThatOfItsBytesIsRefused(Object key, String sentence) {
        for (Object each : List.of(key, List.of(key), Optional.of(key), Tuple2.of("a", key), Map.of("a", key))) {
            assertThatThrownBy(() -> keys.check(each))
                    .isInstanceOf(UnstableKeyException.class)
                    .hasMessageStartingWith("[API-104]")
                    .hasMessageContaining(sentence);
        }
        assertThatThrownBy(() -> keys.check(key)).isInstanceOf(UnstableKeyException.class);
    }

    @Test
    void whatALaterKeyOfTheClassHoldsIsLookedAtToo() {
        keys.check(new Plain("a", 1, 2, List.of("x")));
        keys.check(Tuple2.of("a", 1));
        assertThatThrownBy(() -> keys.check(Tuple2.of("a", new Ignoring("x")))).hasMessageContaining("API-104");
    }
}
