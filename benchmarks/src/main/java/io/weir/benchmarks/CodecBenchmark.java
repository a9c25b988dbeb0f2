package io.weir.benchmarks;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.TypeTable;
import io.weir.api.tuple.Tuple2;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * <b>Question.</b> What does it cost to write a value and read it back, by type? Goal: at most 60 ns for a record of six fields.
 *
 * <p><b>Command.</b>
 *
 * <pre>{@code
 * mvn -q -Pquick,'!checks' -pl benchmarks -am compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp benchmarks/target/classes:$(cat benchmarks/target/classpath) org.openjdk.jmh.Main CodecBenchmark
 * }</pre>
 *
 * <p><b>Last answer</b>, 2026-11-22, JDK 17, two shared cores of a virtual machine, nothing else running (two runs, ns): record6 87 +- 24 and
 * 103 +- 10, tuple2 72 and 67, string10 37 and 39, string100 86 and 70, long 12 and 10, list10 180 and 205, pojo 54 and 59, enum 13 and 13,
 * nestedRecord 158 and 141. A nanosecond means little by itself here: {@link HandWrittenCodecBenchmark} takes 198, 150 and 164 in the same
 * runs in which record6 takes 97, 111 and 124 (6 forks, beside a soak test), and code of that kind took 46 ns on the machine for which the
 * goal was set. So this codec costs half to three quarters of what code written by hand does, and the goal in nanoseconds is missed here.
 * Where the time goes: 18 ns to write and 18 to read each of the two strings; loops that copy first and check afterwards, four characters at
 * a time, or by the JDK's encoder were slower (12 to 16 ns alone, against 15 to 27) except where nothing is checked (8).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {

    /** A key into the values below. */
    @Param({
        "record6",
        "tuple2",
        "string10",
        "string100",
        "long",
        "double",
        "enum",
        "instant",
        "bigDecimal",
        "bytes100",
        "list10",
        "map10",
        "nestedRecord",
        "pojo"
    })
    public String type = "record6";

    private final BinaryOutput out = new BinaryOutput(1024);
    private final BinaryInput in = new BinaryInput(new byte[0]);
    private TypeTable writer = new TypeTable(CodecRegistry.create(CodecBenchmark.class.getClassLoader()));
    private TypeTable reader = writer;
    private Object value = "";

    /** The record of the goal. */
    record Six(long id, int count, String name, double price, boolean open, String city) {}

    record Outer(long id, Six first, @Nullable Object second) {}

    enum Color {
        RED,
        GREEN
    }

    /** As Flink programs have them. */
    public static class Pojo {
        public long id = 7;
        public int count = 8;
        public String name = "abcdefghij";
        public double price = 1.5;
    }

    /** Writes the value once, and ships the entries as a channel does. */
    @Setup
    public void setUp() {
        value = sample(type);
        CodecRegistry registry = CodecRegistry.create(CodecBenchmark.class.getClassLoader());
        writer = new TypeTable(registry);
        writer.writeValue(value, out);
        BinaryOutput entries = new BinaryOutput(64);
        writer.writeEntries(0, entries);
        reader = new TypeTable(registry);
        reader.readEntries(new BinaryInput(entries.toByteArray()));
    }

    /** Writing and reading together; the bytes stay in the cache. */
    @Benchmark
    public @Nullable Object roundTrip() {
        out.reset();
        writer.writeValue(value, out);
        in.reset(out.array(), 0, out.position());
        return reader.readValue(in);
    }

    static Six six() {
        return new Six(1234567L, 42, "abcdefghij", 3.14, true, "klmnopqrst");
    }

    private static Object sample(String type) {
        Six six = six();
        return switch (type) {
            case "record6" -> six;
            case "tuple2" -> Tuple2.of("abcdefghij", 1);
            case "string10" -> "abcdefghij";
            case "string100" -> "abcdefghij".repeat(10);
            case "long" -> 1234567890123L;
            case "double" -> 3.14;
            case "enum" -> Color.GREEN;
            case "instant" -> Instant.ofEpochSecond(1_700_000_000L, 5);
            case "bigDecimal" -> new BigDecimal("1234567.89");
            case "bytes100" -> new byte[100];
            case "list10" -> new ArrayList<>(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L));
            case "map10" -> {
                Map<String, Long> map = new HashMap<>();
                for (long i = 0; i < 10; i++) {
                    map.put("key" + i, i);
                }
                yield map;
            }
            case "nestedRecord" -> new Outer(1, six, Color.RED);
            case "pojo" -> new Pojo();
            default -> throw new IllegalArgumentException("there is no sample of " + type);
        };
    }
}
