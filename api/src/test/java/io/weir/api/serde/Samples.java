package io.weir.api.serde;

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
import java.util.Collections;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One value of each kind that Weir writes, and the classes that they need. */
@SuppressWarnings({"ArrayRecordComponent", "JavaUtilDate", "JdkObsolete", "NullAway"
}) // users have such classes, and nulls in them
final class Samples {

    private Samples() {}

    enum Color {
        RED,
        GREEN {
            @Override
            String shout() {
                return "green!";
            }
        };

        String shout() {
            return name();
        }
    }

    record Six(
            long id,
            int count,
            @Nullable String name,
            double price,
            boolean open,
            @Nullable String city) {}

    private record Hidden(int value, @Nullable Hidden next) {}

    record Primitives(boolean a, byte b, short c, char d, int e, long f, float g, double h) {}

    record Empty() {}

    record Basket(String owner, List<Object> items, Color color, int[] sizes) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Basket that
                    && owner.equals(that.owner)
                    && items.equals(that.items)
                    && color == that.color
                    && Arrays.equals(sizes, that.sizes);
        }

        @Override
        public int hashCode() {
            return owner.hashCode();
        }
    }

    sealed interface Figure {
        record Circle(double radius) implements Figure {}

        record Group(List<Figure> parts) implements Figure {}
    }

    static class Base {
        private int number = 7;
        protected List<String> tags = new ArrayList<>();

        int number() {
            return number;
        }

        void number(int value) {
            number = value;
        }
    }

    /** Hides a field of its superclass, on purpose. */
    static final class Person extends Base {
        @SuppressWarnings("HidingField")
        private int number;

        private @Nullable String name;
        transient int cached = 1;
        static int created;

        private Person() {}

        static Person of(String name, int number, int numberOfBase) {
            Person person = new Person();
            person.name = name;
            person.number = number;
            person.number(numberOfBase);
            person.tags.add("tag of " + name);
            person.cached = 99;
            return person;
        }

        int cached() {
            return cached;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Person that
                    && number == that.number
                    && number() == that.number()
                    && tags.equals(that.tags)
                    && Objects.equals(name, that.name);
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    static final class NamedPair extends Tuple2<String, Integer> {
        public String label = "";
    }

    static Stream<Object> all() {
        return Stream.of(scalars(), times(), arrays(), collections(), users()).flatMap(List::stream);
    }

    private static List<Object> scalars() {
        return List.of(
                true,
                (byte) -3,
                (short) 300,
                'ß',
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                Float.NaN,
                -0.0,
                "",
                "plain",
                "grün und weiß",
                "日本語 😀",
                "lonely \uD800 half",
                "long ".repeat(30),
                "long? ".repeat(30),
                "länger ".repeat(30),
                "日本".repeat(300),
                "\uDC3F".repeat(40),
                "huge".repeat(100_000),
                BigInteger.ONE.shiftLeft(300).negate(),
                BigInteger.ZERO,
                new BigDecimal("-123456789012345678901234567890.123456789"),
                new BigDecimal("1E+400"),
                new UUID(1, -2),
                new Date(12345));
    }

    private static List<Object> times() {
        LocalDateTime autumn = LocalDateTime.of(2026, 10, 25, 2, 30); // twice in Paris
        return List.of(
                Instant.MAX,
                Instant.ofEpochSecond(-1, 999_999_999),
                Duration.ofNanos(-1),
                LocalDate.MIN,
                LocalDate.of(2026, 2, 28),
                LocalTime.MAX,
                autumn,
                OffsetTime.of(LocalTime.NOON, ZoneOffset.ofHoursMinutes(-3, -30)),
                OffsetDateTime.of(autumn, ZoneOffset.MIN),
                ZonedDateTime.ofLocal(autumn, ZoneId.of("Europe/Paris"), ZoneOffset.ofHours(1)),
                ZonedDateTime.ofLocal(autumn, ZoneId.of("Europe/Paris"), ZoneOffset.ofHours(2)),
                ZoneId.of("America/New_York"),
                ZoneOffset.UTC,
                Period.of(1, -2, 3),
                Year.of(-44),
                YearMonth.of(2026, 11),
                MonthDay.of(2, 29),
                DayOfWeek.FRIDAY);
    }

    private static List<Object> arrays() {
        return List.of(
                new boolean[] {true, false},
                new byte[] {1, -1},
                new short[] {1, -1},
                new char[] {'a', '\uFFFF'},
                new int[] {},
                new int[] {1, -1},
                new long[] {1, Long.MIN_VALUE},
                new float[] {1.5f},
                new double[] {Double.MIN_VALUE},
                new String[] {"a", null},
                new int[][] {{1}, {}, null},
                new Object[] {1, "two", new Object[] {3L}},
                new Figure[] {new Figure.Circle(1)},
                new Color[] {Color.GREEN, Color.RED});
    }

    private static List<Object> collections() {
        return List.of(
                Optional.empty(),
                Optional.of("x"),
                OptionalInt.of(3),
                OptionalInt.empty(),
                OptionalLong.of(4),
                OptionalLong.empty(),
                OptionalDouble.of(0.5),
                OptionalDouble.empty(),
                new ArrayList<>(Arrays.asList(1, null, "x")),
                new ArrayList<>(List.of(1, 2, 3)).subList(1, 2),
                new LinkedList<>(List.of(1, 2)),
                Arrays.asList("a", null),
                List.of(),
                List.of(1),
                List.of(1, 2, 3, List.of()),
                List.of(1, 2, 3).subList(1, 3),
                Stream.of("a", null).toList(),
                Collections.emptyList(),
                Collections.singletonList(null),
                Collections.unmodifiableList(new ArrayList<>(List.of(1))),
                new HashSet<>(List.of(1, 2)),
                new LinkedHashSet<>(List.of(2, 1)),
                new TreeSet<>(List.of("b", "a")),
                Set.of(),
                Set.of(1),
                Set.of(1, 2, 3),
                Collections.emptySet(),
                Collections.singleton("x"),
                Collections.unmodifiableSet(new TreeSet<>(List.of(3, 1))),
                EnumSet.of(Color.GREEN),
                EnumSet.noneOf(DayOfWeek.class),
                new HashMap<>(Map.of("a", 1)),
                new LinkedHashMap<>(Map.of("a", List.of(1))),
                new TreeMap<>(Map.of("b", 1, "a", 2)),
                Map.of(),
                Map.of(1, 2),
                Map.of("a", 1, "b", Optional.of(2)),
                Collections.emptyMap(),
                Collections.singletonMap(null, null),
                Collections.unmodifiableMap(new TreeMap<>(Map.of(2, 1))));
    }

    private static List<Object> users() {
        NamedPair pair = new NamedPair();
        pair.f0 = "f";
        pair.f1 = 1;
        pair.label = "label";
        return List.of(
                Color.RED,
                Color.GREEN,
                new Six(1, 2, "three", 4.0, true, "six"),
                new Six(-1, -2, null, Double.NaN, false, null),
                new Primitives(true, (byte) 1, (short) 2, 'c', 4, 5, 6f, 7.0),
                new Empty(),
                new Hidden(1, new Hidden(2, null)),
                new Basket("me", new ArrayList<>(List.of(1, "two", new Empty())), Color.GREEN, new int[] {4}),
                new Figure.Group(List.of(new Figure.Circle(1), new Figure.Group(List.of()))),
                Person.of("Ann", 1, 2),
                new Tuple1<>(null),
                Tuple2.of("word", 1),
                Tuple3.of(1L, Tuple2.of(null, List.of()), new Six(0, 0, "", 0, false, "")),
                pair);
    }

    static ArrayDeque<Object> deque() { // has no equals
        return new ArrayDeque<>(List.of(1, "two"));
    }
}
