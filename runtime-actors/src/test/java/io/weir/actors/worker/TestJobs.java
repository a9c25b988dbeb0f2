package io.weir.actors.worker;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.MapFunction;
import io.weir.api.function.ParallelSourceFunction;
import io.weir.api.function.SinkFunction;
import io.weir.api.graph.JobGraph;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;

/** Small jobs, and where their results can be seen. A job's results are told apart by its name. */
final class TestJobs {
    /** By job name: the last value of each key. */
    static final Map<String, ConcurrentMap<Long, Long>> RESULTS = new ConcurrentHashMap<>();

    /** By job name: opened by whoever wants the job's source to end. */
    static final Map<String, CountDownLatch> GATES = new ConcurrentHashMap<>();

    static final int KEYS = 10;

    private TestJobs() {}

    static Map<Long, Long> results(String job) {
        return Objects.requireNonNull(RESULTS.get(job), job);
    }

    /** Counts how often each of {@value #KEYS} keys occurs in the numbers below {@code count}, which each source subtask emits. */
    static JobGraph counting(String name, int parallelism, long count) {
        return build(name, parallelism, count, value -> value);
    }

    /** As {@link #counting}, with a function of the test's between source and key. */
    static JobGraph build(String name, int parallelism, long count, MapFunction<Long, Long> map) {
        return build(name, parallelism, count, false, map);
    }

    static JobGraph build(String name, int parallelism, long count, boolean blocking, MapFunction<Long, Long> map) {
        RESULTS.put(name, new ConcurrentHashMap<>());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(parallelism);
        env.setMaxParallelism(128);
        env.enableCheckpointing(600_000);
        env.setBlockingUserCode(blocking);
        env.addSource(new Numbers(name, count))
                .uid("numbers")
                .map(map)
                .map(value -> new Count(value % KEYS, 1))
                .keyBy(Count::key)
                .reduce((a, b) -> new Count(a.key(), a.count() + b.count()))
                .uid("counts")
                .addSink(new Collect(name));
        return env.getJobGraph(name);
    }

    record Count(long key, long count) {}

    /** Emits, then waits for the job's gate if it has one. */
    static final class Numbers implements ParallelSourceFunction<Long> {
        private final String job;
        private final long count;
        private volatile boolean cancelled;

        Numbers(String job, long count) {
            this.job = job;
            this.count = count;
        }

        @Override
        public void run(SourceContext<Long> context) throws Exception {
            for (long next = 0; next < count && !cancelled; next++) {
                context.collect(next);
            }
            CountDownLatch gate = GATES.get(job);
            if (gate != null) {
                gate.await();
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            CountDownLatch gate = GATES.get(job);
            if (gate != null) {
                gate.countDown();
            }
        }
    }

    static final class Collect implements SinkFunction<Count> {
        private final String job;

        Collect(String job) {
            this.job = job;
        }

        @Override
        public void invoke(Count value) {
            results(job).put(value.key(), value.count());
        }
    }
}
