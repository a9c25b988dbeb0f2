package mischief;

import io.weir.actors.node.Mischiefs;
import io.weir.api.RestartStrategies;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.MapFunction;
import io.weir.api.function.SinkFunction;
import io.weir.api.graph.JobGraph;
import io.weir.api.time.WatermarkStrategy;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Jobs of two subtasks that tick, with one function and one enumerator that may misbehave. */
public final class Programs {
    /** The record with which a function misbehaves, counted from 0. */
    public static final long POISON = 3;

    private Programs() {}

    /** Restarts once, at once. */
    public static JobGraph job(
            String name, @Nullable Mischief ofFunction, @Nullable Mischief ofEnumerator, String storage) {
        return graph(name, new Picky(name, ofFunction), ofEnumerator, storage);
    }

    /** Its code blocks while its graph is read for the {@code time}-th time, counted from 1: by the coordinator first, then by the worker. */
    public static JobGraph readForEver(String name, int time, String storage) {
        return graph(name, new BlocksWhenRead(name, time), null, storage);
    }

    private static JobGraph graph(
            String name, MapFunction<Long, Long> function, @Nullable Mischief ofEnumerator, String storage) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        env.enableCheckpointing(200);
        env.getCheckpointConfig().setCheckpointStorage(storage);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(1, Duration.ZERO));
        env.fromSource(new TickSource(name, ofEnumerator), WatermarkStrategy.noWatermarks(), "ticks")
                .uid("ticks")
                .map(function)
                .name("picky")
                .uid("picky")
                .addSink(new Seen(name));
        return env.getJobGraph(name);
    }

    private static final class Picky implements MapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;
        private final String job;
        private final @Nullable Mischief mischief;

        Picky(String job, @Nullable Mischief mischief) {
            this.job = job;
            this.mischief = mischief;
        }

        @Override
        public Long map(Long value) throws Exception {
            if (mischief != null && value == POISON) {
                mischief.happen(job);
            }
            return value;
        }
    }

    private static final class BlocksWhenRead implements MapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;
        private final String job;

        private final int time;

        BlocksWhenRead(String job, int time) {
            this.job = job;
            this.time = time;
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            try {
                if (Mischiefs.reads(job).incrementAndGet() == time) {
                    Mischief.IGNORES_INTERRUPTS.happen(job);
                }
            } catch (Exception e) {
                throw new IOException(e);
            }
        }

        @Override
        public Long map(Long value) {
            return value;
        }
    }

    private static final class Seen implements SinkFunction<Long> {
        private static final long serialVersionUID = 1L;
        private final String job;

        Seen(String job) {
            this.job = job;
        }

        @Override
        public void invoke(Long value, Context context) {
            Mischiefs.seen(job).incrementAndGet();
        }
    }
}
