package io.weir.benchmarks;

import io.weir.api.serde.CodecRegistry;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.state.KeyedBackendFactory;
import io.weir.state.KeyedBackendParameters;
import io.weir.state.KeyedStateBackend;
import io.weir.state.heap.HeapKeyedBackendFactory;
import io.weir.state.key.KeyGroupRange;
import io.weir.state.rocksdb.RocksDbKeyedBackendFactory;
import io.weir.state.rocksdb.RocksDbMemory;
import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.KeyedStateHandle;
import io.weir.state.snapshot.SnapshotSource;
import io.weir.state.snapshot.SnapshotTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a keyed read-modify-write of a {@code ValueState<Long>} over a million {@code Long} keys in random order cost, and how long does a
 * snapshot stop the operator?
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar KeyedStateBenchmark}
 *
 * <p>Not yet answered on a quiet machine. On two cores with a load of 12 to 25 (2026-11-21, JDK 17, G1; CPU time of the thread, as the wall clock
 * says nothing there): heap 680 to 1,200 ns where {@code HashMap.merge} on the same keys took 350 to 800 (ParallelGC: 460 to 640 and 280 to 440);
 * RocksDB with room for all rows 1,400 to 2,100 ns, for a quarter of them 1,700 to 3,400. Synchronous part, wall clock: heap 0.06 to 0.3 ms
 * (the first one 2 to 15 ms); RocksDB 6 to 22 ms of CPU.
 */
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgs = "-Xmx4g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway") // the fields are set by fill(), every key has a value
public class KeyedStateBenchmark {
    private static final int KEYS = 1_000_000;
    private static final int ORDER = 1 << 22;
    private static final int MAX_PARALLELISM = 128;

    /** The smaller budget of RocksDB has room for about a quarter of the rows. */
    @Param({"heap", "rocksdb-1024m", "rocksdb-96m"})
    public String backend = "heap";

    private final Long[] order = new Long[ORDER];
    private @Nullable RocksDbMemory memory;
    private @Nullable Path folder;
    private KeyedStateBackend state;
    private ValueState<Long> count;
    private int next;
    private long checkpoint;

    @Setup
    public void fill() throws IOException {
        folder = Files.createTempDirectory("keyed-state");
        state = factory()
                .create(new KeyedBackendParameters(
                        "bench",
                        new KeyGroupRange(0, MAX_PARALLELISM - 1),
                        MAX_PARALLELISM,
                        CodecRegistry.create(KeyedStateBenchmark.class.getClassLoader()),
                        folder,
                        List.of(),
                        new NoSource()));
        count = state.getValueState(new ValueStateDescriptor<>("count", Long.class));
        for (long key = 0; key < KEYS; key++) {
            state.setCurrentKey(key);
            count.update(key);
        }
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < ORDER; i++) {
            order[i] = random.nextLong(KEYS);
        }
    }

    @TearDown
    public void close() {
        state.close();
        if (memory != null) {
            memory.close();
        }
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public void readModifyWrite() throws IOException {
        state.setCurrentKey(order[next++ & (ORDER - 1)]);
        Long old = count.value();
        count.update(old + 1);
    }

    /** The synchronous part of a snapshot, one for each hundred thousand updates. */
    @State(Scope.Thread)
    public static class BetweenSnapshots {
        private @Nullable SnapshotTask<KeyedStateHandle> task;

        @Setup(Level.Invocation)
        public void update(KeyedStateBenchmark benchmark) throws IOException {
            for (int i = 0; i < 100_000; i++) {
                benchmark.readModifyWrite();
            }
        }

        @TearDown(Level.Invocation)
        public void release(KeyedStateBenchmark benchmark) {
            if (task != null) {
                task.cancel();
                benchmark.state.checkpointAborted(benchmark.checkpoint);
            }
        }
    }

    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    @Warmup(iterations = 2, time = 2)
    @Measurement(iterations = 3, time = 4)
    public void snapshotSynchronousPart(BetweenSnapshots between) {
        between.task = state.snapshot(++checkpoint);
    }

    private KeyedBackendFactory factory() {
        if (backend.equals("heap")) {
            return new HeapKeyedBackendFactory();
        }
        long megabytes = Long.parseLong(backend.substring(backend.indexOf('-') + 1, backend.length() - 1));
        memory = new RocksDbMemory(megabytes << 20);
        return new RocksDbKeyedBackendFactory(memory);
    }

    private static final class NoSource implements SnapshotSource {
        @Override
        public byte[] read(FileRef file) throws IOException {
            throw new IOException("nothing is restored here");
        }

        @Override
        public void copyTo(FileRef file, Path target) throws IOException {
            throw new IOException("nothing is restored here");
        }
    }
}
