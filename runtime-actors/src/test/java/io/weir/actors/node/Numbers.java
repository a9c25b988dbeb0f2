package io.weir.actors.node;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.SinkFunction;
import io.weir.api.graph.JobGraph;
import io.weir.api.tuple.Tuple2;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Jobs for tests: numbers counted by key, into a place that the test can look at. */
final class Numbers {
    /** The last count of each key, by the name of the test. */
    static final Map<String, Map<Long, Long>> COUNTS = new ConcurrentHashMap<>();

    static final Map<String, AtomicLong> SEEN = new ConcurrentHashMap<>();

    private Numbers() {}

    /** {@code numbers} of them over ten keys, each counted, a checkpoint every 100 ms. */
    static JobGraph counting(String test, long numbers, int parallelism, String storage) throws Exception {
        COUNTS.put(test, new ConcurrentHashMap<>());
        SEEN.put(test, new AtomicLong());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(parallelism);
        env.enableCheckpointing(100);
        env.getCheckpointConfig().setCheckpointStorage(storage);
        env.fromSequence(0, numbers - 1)
                .uid("numbers")
                .map((Long number) -> {
                    if (SEEN.get(test).incrementAndGet() % 2_000 == 0) {
                        Thread.sleep(1); // so that it takes a while
                    }
                    return new Tuple2<>(number % 10, 1L);
                })
                .keyBy((Tuple2<Long, Long> pair) -> pair.f0)
                .sum(1)
                .uid("count")
                .addSink(new SinkFunction<Tuple2<Long, Long>>() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void invoke(Tuple2<Long, Long> value, Context context) {
                        COUNTS.get(test).merge(value.f0, value.f1, Math::max);
                    }
                });
        return env.getJobGraph(test);
    }
}
