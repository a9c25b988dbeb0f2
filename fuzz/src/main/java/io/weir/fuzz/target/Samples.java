package io.weir.fuzz.target;

import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.TypeTable;
import io.weir.api.tuple.Tuple1;
import io.weir.api.tuple.Tuple2;
import io.weir.api.tuple.Tuple3;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values of every kind that has a codec, and classes as users write them. */
public final class Samples {
    /** With every kind of field. */
    public record Order(long id, String name, @Nullable Object item, List<Integer> parts, boolean paid, double price) {}

    /** Its constructor refuses. */
    public record Positive(int value) {
        public Positive {
            if (value <= 0) {
                throw new IllegalArgumentException(value + " is not positive");
            }
        }
    }

    /** It cannot be used, as a class that lacks a library cannot. */
    public record Unusable(int value) {
        static final int NEVER = Integer.parseInt("no number");
    }

    /** A plain object with a parent. */
    public static class Base {
        int number = 1;
        char letter = 'x';

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Base that
                    && that.getClass() == getClass()
                    && that.number == number
                    && that.letter == letter;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    /** A plain object. */
    public static final class Child extends Base {
        @Nullable
        String name = "child";

        float @Nullable [] numbers = {1, 2};

        @Override
        public boolean equals(@Nullable Object other) {
            return super.equals(other)
                    && other instanceof Child that
                    && Objects.equals(that.name, name)
                    && Arrays.equals(that.numbers, numbers);
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }

    static final CodecRegistry CODECS = CodecRegistry.create(Samples.class.getClassLoader());

    private Samples() {}

    @SuppressWarnings({"JdkObsolete", "JavaUtilDate"})
    static List<Object> values() {
        List<Object> values = new ArrayList<>(List.of(
                true,
                (byte) -1,
                (short) 300,
                'c',
                42,
                -5L,
                1.5f,
                Double.NaN,
                "text",
                "\u00e4\u20ac\ud83d\ude00",
                BigInteger.TEN.pow(30),
                new BigDecimal("12.345"),
                new UUID(1, 2),
                new Date(5),
                Instant.ofEpochSecond(5, 6),
                Duration.ofMillis(7)));
        values.addAll(List.of(
                LocalDate.of(2026, 1, 2),
                LocalTime.of(3, 4, 5),
                LocalDateTime.of(2026, 1, 2, 3, 4),
                OffsetTime.of(LocalTime.NOON, ZoneOffset.ofHours(2)),
                OffsetDateTime.of(LocalDateTime.of(2026, 1, 2, 3, 4), ZoneOffset.UTC),
                ZonedDateTime.of(LocalDateTime.of(2026, 3, 29, 2, 30), ZoneId.of("Europe/Paris")),
                ZoneId.of("Europe/Paris"),
                Period.of(1, 2, 3),
                Year.of(2026),
                YearMonth.of(2026, 1),
                MonthDay.of(2, 29),
                new boolean[] {true, false},
                new byte[] {1, 2},
                new short[] {3},
                new char[] {'x'},
                new int[] {4, 5}));
        values.addAll(List.of(
                new long[] {6},
                new float[] {7},
                new double[] {8},
                Optional.of("o"),
                Optional.empty(),
                OptionalInt.of(1),
                OptionalLong.empty(),
                OptionalDouble.of(2),
                new ArrayList<>(List.of(1, "two", List.of())),
                new LinkedList<>(List.of(1L)),
                Arrays.asList(1, null),
                List.of("a", "b"),
                new HashSet<>(List.of("x", "y")),
                new LinkedHashSet<>(List.of(3, 2)),
                new TreeSet<>(List.of("b", "a")),
                Set.of("only")));
        values.addAll(List.of(
                EnumSet.of(DayOfWeek.FRIDAY, DayOfWeek.MONDAY),
                EnumSet.noneOf(DayOfWeek.class),
                new ArrayDeque<>(List.of(1, 2)),
                new HashMap<>(Map.of("k", 1)),
                new LinkedHashMap<>(Map.of(1, List.of("v"))),
                new TreeMap<>(Map.of("k", "v", "l", "w")),
                Map.of(1L, 2L),
                Tuple1.of("one"),
                Tuple2.of("word", 1),
                Tuple3.of(1, 2L, List.of(3)),
                DayOfWeek.SUNDAY,
                new Order(1, "n", new Positive(3), List.of(1, 2), true, 9.5),
                new Child(),
                new Base(),
                new Order[] {new Order(2, "m", null, List.of(), false, 0)},
                new Object[] {"a", 1, new int[] {1}},
                new String[][] {{"a"}, {}}));
        return values;
    }

    /** The classes of the values, then the values. */
    static byte[] encode(Object... values) {
        TypeTable table = new TypeTable(CODECS);
        BinaryOutput body = new BinaryOutput(64);
        for (Object value : values) {
            table.writeValue(value, body);
        }
        BinaryOutput all = new BinaryOutput(64);
        table.writeEntries(0, all);
        all.writeBytes(body.array(), 0, body.position());
        return all.toByteArray();
    }

    /**
     * Equality by content, also of arrays and of what contains them. Not by {@code equals}, which takes for ever for maps whose keys are maps
     * whose keys are maps.
     */
    static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == other;
        }
        // the bytes tell, but for the order in hash tables
        byte[] bytesOfOne = encode(one);
        byte[] bytesOfOther = encode(other);
        Arrays.sort(bytesOfOne);
        Arrays.sort(bytesOfOther);
        return Arrays.equals(bytesOfOne, bytesOfOther);
    }
}
