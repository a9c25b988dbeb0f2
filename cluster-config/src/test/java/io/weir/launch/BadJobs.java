package io.weir.launch;

import io.weir.api.RestartStrategies;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.MapFunction;
import io.weir.api.function.RichMapFunction;
import io.weir.api.function.SinkFunction;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/** Programs with one mistake each, and some without, to be run by {@code weir run}. */
final class BadJobs {
    private BadJobs() {}

    private static StreamExecutionEnvironment environment() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setRestartStrategy(RestartStrategies.noRestart());
        return env;
    }

    /** Where results go that nobody looks at. */
    static final class Nowhere<T> implements SinkFunction<T> {
        private static final long serialVersionUID = 1L;

        @Override
        public void invoke(T value, Context context) {}
    }

    static final class Good {
        public static void main(String[] args) throws Exception {
            StreamExecutionEnvironment env = environment();
            env.fromSequence(1, 100).map(n -> n + 1).addSink(new Nowhere<>());
            env.execute("good");
        }
    }

    /** Writes its results into a folder that cannot be made: its argument is a file. */
    static final class OutputIntoAFile {
        public static void main(String[] args) throws Exception {
            StreamExecutionEnvironment env = environment();
            env.fromSequence(1, 3).writeAsText(args[0]);
            env.execute("output into a file");
        }
    }

    /** Reads a file that is not there. */
    static final class InputIsGone {
        public static void main(String[] args) throws Exception {
            StreamExecutionEnvironment env = environment();
            if (args.length > 1) {
                env = StreamExecutionEnvironment.getExecutionEnvironment();
                env.enableCheckpointing(Long.parseLong(args[1])); // and so restarts without a limit
            }
            env.readTextFile(args[0]).addSink(new Nowhere<>());
            env.execute("input is gone");
        }
    }

    static final class WaitsForItsResults {
        public static void main(String[] args) throws Exception {
            environment().fromSequence(1, 3).executeAndCollect(3);
        }
    }

    static final class TooParallelForAProcess {
        public static void main(String[] args) throws Exception {
            StreamExecutionEnvironment env = environment();
            env.fromSequence(1, 3)
                    .map(n -> n)
                    .name("wide")
                    .setMaxParallelism(32_768)
                    .setParallelism(5_000)
                    .addSink(new Nowhere<>());
            env.execute("too parallel");
        }
    }

    /** Does not end before the file exists that its argument names. */
    static final class LongRunning {
        public static void main(String[] args) throws Exception {
            StreamExecutionEnvironment env = environment();
            Until until = new Until(args[0]);
            env.fromSequence(1, 2).map(until).addSink(new Nowhere<>());
            env.execute("long running");
        }
    }

    static final class Until implements MapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;
        private final String file;

        Until(String file) {
            this.file = file;
        }

        @Override
        public Long map(Long value) throws Exception {
            while (!Files.exists(Path.of(file))) {
                Thread.sleep(20);
            }
            return value;
        }
    }

    static final class NoMain {}

    static final class NoJob {
        public static void main(String[] args) {
            environment().fromSequence(1, 3).addSink(new Nowhere<>());
        }
    }

    static final class NoOperator {
        public static void main(String[] args) throws Exception {
            environment().execute();
        }
    }

    static final class DuplicateUid {
        public static void main(String[] args) throws Exception {
            StreamExecutionEnvironment env = environment();
            env.fromSequence(1, 3)
                    .map(n -> n)
                    .name("first")
                    .uid("same")
                    .map(n -> n)
                    .name("second")
                    .uid("same")
                    .addSink(new Nowhere<>());
            env.execute();
        }
    }

    static final class ArrayAsKey {
        public static void main(String[] args) throws Exception {
            StreamExecutionEnvironment env = environment();
            env.fromSequence(1, 3)
                    .keyBy((Long n) -> new byte[] {n.byteValue()})
                    .reduce((a, b) -> a + b)
                    .name("by bytes")
                    .addSink(new Nowhere<>());
            env.execute();
        }
    }

    static final class TooParallel {
        public static void main(String[] args) throws Exception {
            StreamExecutionEnvironment env = environment();
            env.fromSequence(1, 3)
                    .map(n -> n)
                    .name("wide")
                    .setParallelism(200)
                    .setMaxParallelism(100)
                    .addSink(new Nowhere<>());
            env.execute();
        }
    }

    /** Its argument is where checkpoints are to go. */
    static final class Checkpointed {
        public static void main(String[] args) throws Exception {
            StreamExecutionEnvironment env = environment();
            env.enableCheckpointing(100);
            env.getCheckpointConfig().setCheckpointStorage(args[0]);
            env.fromSequence(1, 3).addSink(new Nowhere<>());
            env.execute();
        }
    }

    static final class StateWithoutKey {
        public static void main(String[] args) throws Exception {
            StreamExecutionEnvironment env = environment();
            env.fromSequence(1, 3).map(new Counting()).name("counting").addSink(new Nowhere<>());
            env.execute();
        }

        static final class Counting extends RichMapFunction<Long, Long> {
            private static final long serialVersionUID = 1L;

            @Override
            public Long map(Long value) throws Exception {
                ValueState<Long> count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Long.class));
                count.update(value);
                return value;
            }
        }
    }

    static final class NoCodec {
        public static void main(String[] args) throws Exception {
            StreamExecutionEnvironment env = environment();
            env.enableCheckpointing(100);
            env.fromSequence(1, 3)
                    .map(n -> new Thing(() -> {}))
                    .keyBy(thing -> 1)
                    .reduce((a, b) -> a)
                    .name("things")
                    .addSink(new Nowhere<>());
            env.execute();
        }

        /** Holds what no codec can write. */
        record Thing(Runnable what) implements Serializable {
            private static final long serialVersionUID = 1L;
        }
    }

    static final class Throwing {
        public static void main(String[] args) throws Exception {
            StreamExecutionEnvironment env = environment();
            env.fromSequence(1, 100)
                    .map(n -> {
                        if (n == 42) {
                            throw new IllegalStateException("the answer");
                        }
                        return n;
                    })
                    .name("asking")
                    .addSink(new Nowhere<>());
            env.execute("throwing");
        }
    }
}
