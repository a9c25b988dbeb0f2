package io.weir.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.connector.Committer;
import io.weir.api.connector.CommitterInitContext;
import io.weir.api.connector.CommittingSinkWriter;
import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.connector.Sink;
import io.weir.api.connector.SupportsCommitter;
import io.weir.api.connector.WriterInitContext;
import io.weir.api.function.CheckpointedFunction;
import io.weir.api.function.FunctionInitializationContext;
import io.weir.api.function.FunctionSnapshotContext;
import io.weir.api.function.SourceFunction;
import io.weir.api.graph.JobGraph;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The numbers from 0 on in order, through an exactly-once sink that makes a file of each transaction. A transaction ends at a checkpoint: so its first
 * number tells where a checkpoint is. The source waits before the last numbers until a gate opens.
 */
final class NumberedJob {
    private static final long NUMBERS = 20_000;
    /** Of {@link #assertExactFrom}: any checkpoint will do. */
    static final long WHEREVER = -1;

    private final Path output;
    private final Path gate;

    NumberedJob(Path folder) {
        output = folder.resolve("output");
        gate = folder.resolve("gate");
    }

    JobGraph graph(int retained) throws Exception {
        Files.createDirectories(output);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.enableCheckpointing(300);
        env.getCheckpointConfig().setNumRetainedCheckpoints(retained);
        env.addSource(new Numbers(gate.toString()))
                .uid("numbers")
                .sinkTo(new FilePerTransaction(output.toString()))
                .uid("files");
        return env.getJobGraph("numbered");
    }

    void openGate() throws IOException {
        Files.createFile(gate);
    }

    // --- what came out

    /** One transaction, in order. */
    record Committed(String file, List<Long> numbers) {
        long first() {
            return numbers.get(0);
        }
    }

    /** By their first number. */
    List<Committed> committed() throws IOException {
        List<Committed> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(output)) {
            for (Path file : files.toList()) {
                List<Long> numbers =
                        Files.readAllLines(file).stream().map(Long::valueOf).toList();
                all.add(new Committed(file.getFileName().toString(), numbers));
            }
        }
        all.sort(Comparator.comparingLong(Committed::first));
        return all;
    }

    /**
     * What was committed before and after a restore: each of the two is without gap and repetition, and the second begins at a checkpoint of the
     * first and ends at the end. So nothing is lost, and what comes again is exactly what is behind that checkpoint.
     *
     * @param from its first number; {@link #WHEREVER}: of any checkpoint
     */
    void assertExactFrom(List<Committed> before, long from) throws IOException {
        List<Committed> after = committed();
        after.removeAll(before);
        long end = assertInOrder(before, 0);
        long begin = after.get(0).first();
        assertThat(assertInOrder(after, begin)).isEqualTo(NUMBERS);
        assertThat(before.stream().map(Committed::first).anyMatch(first -> first == begin) || begin == end)
                .as("%d is where a checkpoint was; %d were committed before", begin, end)
                .isTrue();
        if (from != WHEREVER) {
            assertThat(begin).isEqualTo(from);
        }
    }

    private static long assertInOrder(List<Committed> transactions, long from) {
        long next = from;
        for (Committed transaction : transactions) {
            for (long number : transaction.numbers()) {
                assertThat(number).as("in " + transaction.file()).isEqualTo(next);
                next++;
            }
        }
        return next;
    }

    // --- the job

    @SuppressWarnings("NullAway") // position is made in initializeState, before anything else is called
    private static final class Numbers implements SourceFunction<Long>, CheckpointedFunction {
        private static final long serialVersionUID = 1L;
        private final String gate;
        private volatile boolean cancelled;
        private transient ListState<Long> position;
        private long next; // under the checkpoint lock

        Numbers(String gate) {
            this.gate = gate;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            position = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("position", Long.class));
            for (long restored : position.get()) {
                next = restored;
            }
        }

        @Override
        public void run(SourceContext<Long> context) {
            Path opened = Path.of(gate);
            boolean open = Files.exists(opened);
            while (!cancelled && next < NUMBERS) {
                if (!open) {
                    LockSupport.parkNanos(5_000_000);
                    open = Files.exists(opened);
                    if (next >= NUMBERS - 1_000) {
                        continue;
                    }
                }
                synchronized (context.getCheckpointLock()) {
                    context.collect(next);
                    next++;
                }
            }
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            position.update(List.of(next));
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    /** A committable is the whole transaction: its name, which is never used again, and its numbers. */
    private record FilePerTransaction(String folder) implements Sink<Long>, SupportsCommitter<String> {
        @Override
        public CommittingSinkWriter<Long, String> createWriter(WriterInitContext context) {
            return new Writer();
        }

        @Override
        public Committer<String> createCommitter(CommitterInitContext context) {
            return new Committer<>() {
                @Override
                public void commit(Collection<CommitRequest<String>> requests) throws IOException {
                    for (CommitRequest<String> request : requests) {
                        List<String> lines = request.getCommittable().lines().toList();
                        publish(lines.get(0), lines.subList(1, lines.size()));
                    }
                }

                @Override
                public void close() {}
            };
        }

        private void publish(String name, List<String> numbers) throws IOException {
            Path aside = Files.createTempFile(Path.of(folder).resolveSibling("work"), name, "");
            Files.write(aside, numbers);
            try {
                Files.createLink(Path.of(folder, name), aside);
            } catch (FileAlreadyExistsException committedBefore) {
                assertThat(Files.readAllLines(Path.of(folder, name))).isEqualTo(numbers);
            } finally {
                Files.delete(aside);
            }
        }

        @Override
        public SimpleVersionedSerializer<String> getCommittableSerializer() {
            return new SimpleVersionedSerializer<>() {
                @Override
                public int getVersion() {
                    return 1;
                }

                @Override
                public byte[] serialize(String text) {
                    return text.getBytes(StandardCharsets.UTF_8);
                }

                @Override
                public String deserialize(int version, byte[] bytes) {
                    return new String(bytes, StandardCharsets.UTF_8);
                }
            };
        }
    }

    private static final class Writer implements CommittingSinkWriter<Long, String> {
        private final List<Long> open = new ArrayList<>();

        @Override
        public void write(Long number, Context context) {
            open.add(number);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public Collection<String> prepareCommit() {
            if (open.isEmpty()) {
                return List.of();
            }
            String transaction = UUID.randomUUID() + "\n"
                    + open.stream().map(String::valueOf).collect(Collectors.joining("\n"));
            open.clear();
            return List.of(transaction);
        }

        @Override
        public void close() {}
    }
}
