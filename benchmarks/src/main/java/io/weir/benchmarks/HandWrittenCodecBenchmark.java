package io.weir.benchmarks;

import io.weir.benchmarks.CodecBenchmark.Six;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * <b>Question.</b> What would {@link CodecBenchmark}'s record of six fields cost with code written by hand for this one class, without
 * tags, growth or checks? It tells how fast the machine is, so that a figure in nanoseconds can be read at all.
 *
 * <p><b>Command.</b> As there, with {@code 'CodecBenchmark' -p type=record6}, which runs both.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HandWrittenCodecBenchmark {

    private final ByteBuffer buffer = ByteBuffer.allocate(1024);
    private final Six value = CodecBenchmark.six();

    /** Writing and reading together. */
    @Benchmark
    public Object roundTrip() {
        buffer.clear();
        write(value);
        buffer.flip();
        return read();
    }

    private void write(Six six) {
        buffer.putLong(six.id()).putInt(six.count());
        writeString(six.name());
        buffer.putDouble(six.price()).put((byte) (six.open() ? 1 : 0));
        writeString(six.city());
    }

    private void writeString(String string) {
        byte[] encoded = string.getBytes(StandardCharsets.UTF_8);
        buffer.putInt(encoded.length).put(encoded);
    }

    private Six read() {
        return new Six(
                buffer.getLong(), buffer.getInt(), readString(), buffer.getDouble(), buffer.get() == 1, readString());
    }

    private String readString() {
        byte[] encoded = new byte[buffer.getInt()];
        buffer.get(encoded);
        return new String(encoded, StandardCharsets.UTF_8);
    }
}
