package io.weir.testkit.simulation.job;

import io.weir.api.AsyncDataStream;
import io.weir.api.BroadcastStream;
import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.KeyedStream;
import io.weir.api.OutputTag;
import io.weir.api.SingleOutputStreamOperator;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.WindowedStream;
import io.weir.api.function.ProcessFunction;
import io.weir.api.function.ProcessJoinFunction;
import io.weir.api.function.ProcessWindowFunction;
import io.weir.api.tuple.Tuple2;
import io.weir.api.window.GlobalWindow;
import io.weir.api.window.TimeWindow;
import io.weir.api.window.assigner.EventTimeSessionWindows;
import io.weir.api.window.assigner.SlidingEventTimeWindows;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;

/**
 * Operators that users run, each in a job of its own over the records of a {@link LedgerSource}: what it does here, and by definition what comes of it
 * ({@link OperatorModel}). Output depends on no order that the network decides.
 */
@SuppressWarnings("SameNameButDifferent") // each function has a Context of its own
enum OperatorKind {
    /** One slice a window. */
    TUMBLING {
        @Override
        DataStream<String> build(StreamExecutionEnvironment env, KeyedStream<Tuple2<String, Long>, String> records) {
            return sums(records.window(TumblingEventTimeWindows.of(Duration.ofMillis(TUMBLE))));
        }
    },
    /** Slices that windows share. */
    SLIDING {
        @Override
        DataStream<String> build(StreamExecutionEnvironment env, KeyedStream<Tuple2<String, Long>, String> records) {
            return sums(records.window(
                    SlidingEventTimeWindows.of(Duration.ofMillis(SLIDING_SIZE), Duration.ofMillis(SLIDE))));
        }
    },
    /** Windows that merge. */
    SESSIONS {
        @Override
        DataStream<String> build(StreamExecutionEnvironment env, KeyedStream<Tuple2<String, Long>, String> records) {
            return records.window(EventTimeSessionWindows.withGap(Duration.ofMillis(GAP)))
                    .process(new Listing<TimeWindow>() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        String name(TimeWindow window) {
                            return window.getStart() + "-" + window.getEnd();
                        }
                    });
        }
    },
    /** The general operator: a trigger that counts, and an evictor. */
    COUNTED {
        @Override
        DataStream<String> build(StreamExecutionEnvironment env, KeyedStream<Tuple2<String, Long>, String> records) {
            return records.countWindow(COUNT_SIZE, COUNT_SLIDE).process(new Listing<GlobalWindow>() {
                private static final long serialVersionUID = 1L;

                @Override
                String name(GlobalWindow window) {
                    return "last";
                }
            });
        }
    },
    INTERVAL_JOIN {
        @Override
        DataStream<String> build(StreamExecutionEnvironment env, KeyedStream<Tuple2<String, Long>, String> records) {
            return odd(records)
                    .intervalJoin(even(records))
                    .between(Duration.ofMillis(-BEFORE), Duration.ofMillis(AFTER))
                    .process(new ProcessJoinFunction<Tuple2<String, Long>, Tuple2<String, Long>, String>() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        public void processElement(
                                Tuple2<String, Long> left,
                                Tuple2<String, Long> right,
                                Context context,
                                Collector<String> out) {
                            out.collect(pair(left.f0, left.f1, right.f1));
                        }
                    });
        }
    },
    WINDOW_JOIN {
        @Override
        DataStream<String> build(StreamExecutionEnvironment env, KeyedStream<Tuple2<String, Long>, String> records) {
            return odd(records)
                    .join(even(records))
                    .where(record -> record.f0)
                    .equalTo(record -> record.f0)
                    .window(TumblingEventTimeWindows.of(Duration.ofMillis(TUMBLE)))
                    .apply((left, right) -> pair(left.f0, left.f1, right.f1));
        }
    },
    /** Records wait in keyed state until their rule has come. */
    BROADCAST {
        @Override
        DataStream<String> build(StreamExecutionEnvironment env, KeyedStream<Tuple2<String, Long>, String> records) {
            BroadcastStream<String> rules = env.fromData(RULE).uid("rules").broadcast(WaitingForRules.RULES);
            return records.connect(rules).process(new WaitingForRules());
        }
    },
    /** Each is answered when another is asked, or at its time-out. */
    ASYNC {
        @Override
        DataStream<String> build(StreamExecutionEnvironment env, KeyedStream<Tuple2<String, Long>, String> records) {
            return AsyncDataStream.unorderedWait(records, new SlowAnswers(), TIMEOUT, TimeUnit.MILLISECONDS, 5);
        }
    },
    SIDE_OUTPUT {
        @Override
        DataStream<String> build(StreamExecutionEnvironment env, KeyedStream<Tuple2<String, Long>, String> records) {
            SingleOutputStreamOperator<String> main = records.process(new Divided());
            return main.union(main.getSideOutput(SIDE));
        }
    };

    static final long TUMBLE = 700;
    static final long SLIDING_SIZE = 900;
    static final long SLIDE = 300;
    static final long GAP = 350;
    static final long COUNT_SIZE = 4;
    static final long COUNT_SLIDE = 2;
    static final long BEFORE = 250;
    static final long AFTER = 150;
    static final String RULE = "rule";

    private static final long TIMEOUT = 200;
    private static final OutputTag<String> SIDE = new OutputTag<>("side") {};

    abstract DataStream<String> build(
            StreamExecutionEnvironment env, KeyedStream<Tuple2<String, Long>, String> records);

    static DataStream<String> sums(WindowedStream<Tuple2<String, Long>, String, TimeWindow> windows) {
        return windows.reduce(
                OperatorKind::sum,
                (String key, TimeWindow window, Iterable<Tuple2<String, Long>> sums, Collector<String> out) ->
                        sums.forEach(sum -> out.collect(windowed(key, window, sum.f1))));
    }

    static Tuple2<String, Long> sum(Tuple2<String, Long> a, Tuple2<String, Long> b) {
        return Tuple2.of(a.f0, a.f1 + b.f1);
    }

    static KeyedStream<Tuple2<String, Long>, String> odd(KeyedStream<Tuple2<String, Long>, String> records) {
        return records.filter(record -> record.f1 % 2 == 1).keyBy(record -> record.f0);
    }

    static KeyedStream<Tuple2<String, Long>, String> even(KeyedStream<Tuple2<String, Long>, String> records) {
        return records.filter(record -> record.f1 % 2 == 0).keyBy(record -> record.f0);
    }

    static String windowed(String key, TimeWindow window, long sum) {
        return windowed(key, window.getStart(), sum);
    }

    static String windowed(String key, long start, long sum) {
        return key + "@" + start + "=" + sum;
    }

    static String pair(String key, long left, long right) {
        return key + ":" + left + "~" + right;
    }

    static String listed(String key, String window, List<Long> numbers) {
        StringJoiner all = new StringJoiner(" ");
        numbers.forEach(number -> all.add(number.toString()));
        return key + "@" + window + "=" + all;
    }

    private abstract static class Listing<W extends io.weir.api.window.Window>
            extends ProcessWindowFunction<Tuple2<String, Long>, String, String, W> {
        private static final long serialVersionUID = 1L;

        abstract String name(W window);

        @Override
        public void process(
                String key, Context context, Iterable<Tuple2<String, Long>> records, Collector<String> out) {
            List<Long> numbers = new ArrayList<>();
            records.forEach(record -> numbers.add(record.f1));
            out.collect(listed(key, name(context.window()), numbers));
        }
    }

    private static final class Divided extends ProcessFunction<Tuple2<String, Long>, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Tuple2<String, Long> record, Context context, Collector<String> out) {
            if (record.f1 % 3 == 0) {
                context.output(SIDE, record.f0 + "," + record.f1 + " aside");
            } else {
                out.collect(record.f0 + "," + record.f1);
            }
        }
    }
}
