package io.weir.api.serde;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.serde.Samples.Color;
import io.weir.api.tuple.Tuple2;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings({"ArrayRecordComponent", "GetClassOnEnum", "NullAway"}) // users do what must be refused
class KeyChecksTest {

    record Good(String name, long id, Instant at, Inner inner, Object open) {}

    record Inner(UUID id, List<String> names) {}

    record WithArray(int id, int[] values) {}

    record WithEnum(Color color) {}

    record Nested(WithEnum inside) {}

    record Itself(int id, Itself parent) {}

    static class NoHashCode {}

    static Stream<Object> good() {
        return Stream.of(
                "x",
                1,
                1L,
                1.0,
                UUID.randomUUID(),
                Instant.EPOCH,
                new Good("x", 1, Instant.EPOCH, new Inner(null, null), 1),
                new Itself(1, null),
                Tuple2.of("a", 1),
                List.of("a"),
                Optional.of(1),
                Map.of("a", 1));
    }

    @ParameterizedTest
    @MethodSource("good")
    void aKeyWithItsOwnHashCodeIsFine(Object key) {
        assertThatCode(() -> KeyChecks.checkKey(key)).doesNotThrowAnyException();
    }

    @Test
    void anArrayIsNoKey() {
        refuses(
                byte[].class,
                "[API-104] byte[] cannot be a key: the hash code of an array says where it lies in memory. Use a List");
    }

    @Test
    void anEnumIsNoKey() {
        refuses(DayOfWeek.class, "differs from JVM to JVM. Use its name().");
        refuses(Color.GREEN.getClass(), "Use its name()."); // a constant with a body
    }

    @Test
    void aClassWithoutHashCodeIsNoKey() {
        refuses(NoHashCode.class, "it does not override hashCode");
        refuses(Thread.class, "it does not override hashCode");
        refuses(Object.class, "it does not override hashCode");
    }

    @Test
    void aRecordIsAsGoodAsItsComponents() {
        refuses(WithArray.class, "its component 'values' is a int[], and the hash code of an array");
        refuses(WithEnum.class, "its component 'color' is a Color, and the hash code of an enum");
        refuses(Nested.class, "its component 'inside' is a WithEnum, and its component 'color' is a Color");
    }

    @Test
    void whatErasureHidesIsFoundInTheFirstKey() {
        KeyChecks.checkKeyClass(Tuple2.class);

        assertThatThrownBy(() -> KeyChecks.checkKey(Tuple2.of("a", Color.RED)))
                .isInstanceOf(UnstableKeyException.class);
        assertThatThrownBy(() -> KeyChecks.checkKey(List.of(new int[0]))).isInstanceOf(UnstableKeyException.class);
        assertThatThrownBy(() -> KeyChecks.checkKey(Optional.of(Color.RED))).isInstanceOf(UnstableKeyException.class);
        assertThatThrownBy(() -> KeyChecks.checkKey(Map.of("a", Color.RED))).isInstanceOf(UnstableKeyException.class);
    }

    private static void refuses(Class<?> type, String fragment) {
        assertThatThrownBy(() -> KeyChecks.checkKeyClass(type))
                .isInstanceOf(UnstableKeyException.class)
                .hasMessageStartingWith("[API-104] " + type.getTypeName())
                .hasMessageContaining(fragment);
    }
}
