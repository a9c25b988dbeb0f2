package io.weir.actors.node;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.SinkFunction;
import io.weir.api.function.SourceFunction;
import io.weir.api.graph.JobGraph;
import io.weir.api.tuple.Tuple2;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Jobs whose output other processes can see: every count of every key goes to a file. */
final class ClusterJobs {
    static final int KEYS = 10;

    private static final String HURRY = "hurry";

    private ClusterJobs() {}

    /**
     * {@code numbers} of them, counted by key: no faster than about {@code perMilli} a millisecond and subtask until {@link #hurry}, so that
     * the job is still there when the test has seen all it wants to see, however slow the machine.
     */
    static JobGraph counting(long numbers, int perMilli, int parallelism, Path folder) {
        return counting(numbers, perMilli, parallelism, 200, folder);
    }

    static JobGraph counting(long numbers, int perMilli, int parallelism, long checkpointMillis, Path folder) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(parallelism);
        env.enableCheckpointing(checkpointMillis);
        env.getCheckpointConfig().setCheckpointTimeout(10_000);
        env.getCheckpointConfig().setTolerableCheckpointFailureNumber(100);
        String out = folder.toString();
        long each = numbers / KEYS;
        env.fromSequence(0, numbers - 1)
                .uid("numbers")
                .map((Long number) -> {
                    if (number % perMilli == 0 && !Files.exists(Path.of(out, HURRY))) {
                        Thread.sleep(1);
                    }
                    return new Tuple2<>(number % KEYS, 1L);
                })
                .keyBy((Tuple2<Long, Long> pair) -> pair.f0)
                .sum(1)
                .uid("count")
                .filter((Tuple2<Long, Long> count) -> count.f1 % 100 == 0 || count.f1 >= each)
                .addSink(new ToFile(out));
        return env.getJobGraph("counting");
    }

    /** Lets the jobs with this folder run as fast as they can. */
    static void hurry(Path folder) throws IOException {
        Files.createFile(folder.resolve(HURRY));
    }

    /** Ticks for ever, without splits. */
    static JobGraph ticking(Path folder) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.enableCheckpointing(200);
        env.addSource(new Ticks())
                .uid("ticks")
                .map((Long tick) -> new Tuple2<>(0L, tick))
                .addSink(new ToFile(folder.toString()));
        return env.getJobGraph("ticking");
    }

    /** The highest count of each key that was written. */
    static Map<Long, Long> counts(Path folder) throws IOException {
        Map<Long, Long> counts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".counts")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    int space = line.indexOf(' ');
                    if (space > 0 && line.endsWith(".")) { // a killed process may leave half a line
                        counts.merge(
                                Long.parseLong(line.substring(0, space)),
                                Long.parseLong(line.substring(space + 1, line.length() - 1)),
                                Math::max);
                    }
                }
            }
        }
        return counts;
    }

    static final class Ticks implements SourceFunction<Long> {
        private static final long serialVersionUID = 1L;
        private volatile boolean running = true;

        @Override
        public void run(SourceContext<Long> context) throws Exception {
            for (long tick = 0; running; tick++) {
                synchronized (context.getCheckpointLock()) {
                    context.collect(tick);
                }
                Thread.sleep(5);
            }
        }

        @Override
        public void cancel() {
            running = false;
        }
    }

    static final class ToFile implements SinkFunction<Tuple2<Long, Long>> {
        private static final long serialVersionUID = 1L;
        private final String folder;

        ToFile(String folder) {
            this.folder = folder;
        }

        @Override
        public void invoke(Tuple2<Long, Long> value, Context context) {
            Path file = Path.of(folder, ProcessHandle.current().pid() + "-" + value.f0 + ".counts");
            try {
                Files.writeString(
                        file, value.f0 + " " + value.f1 + ".\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
