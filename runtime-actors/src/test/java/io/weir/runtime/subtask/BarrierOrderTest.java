package io.weir.runtime.subtask;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.DataStream;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.connector.Sink;
import io.weir.api.connector.SinkWriter;
import io.weir.api.connector.WriterInitContext;
import io.weir.api.function.CheckpointedFunction;
import io.weir.api.function.FunctionInitializationContext;
import io.weir.api.function.FunctionSnapshotContext;
import io.weir.api.function.MapFunction;
import io.weir.runtime.element.Barrier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens in a subtask between the last record before a checkpoint and the first after it. */
class BarrierOrderTest {
    private static final List<String> DONE = new ArrayList<>();

    @Test
    void firstSinksFlushThenTheBarrierGoesOnThenTheStateIsSaved() throws Exception {
        DONE.clear();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.enableCheckpointing(1000);
        DataStream<Long> numbers =
                env.fromSource(new CountingSource(Long.MAX_VALUE), "numbers").map(new Saved());
        numbers.sinkTo(new Flushed()); // of the same subtask
        numbers.rebalance().map(number -> number).disableChaining().sinkTo(new LedgerSink("barrier-order"));
        OneThread job = new OneThread(
                env.getJobGraph("barrier-order"), 1, false, ExchangeSettings.DEFAULT, new HashMap<>(), List.of(), 0);
        job.sent = element -> {
            if (element instanceof Barrier && !DONE.contains("barrier")) {
                DONE.add("barrier");
            }
        };
        job.run(50);
        assertThat(DONE).isEmpty();
        job.trigger(1);
        job.run(50);
        assertThat(DONE).containsExactly("flush", "barrier", "snapshot");
    }

    private static final class Saved implements MapFunction<Long, Long>, CheckpointedFunction {
        private static final long serialVersionUID = 1L;

        @Override
        public Long map(Long value) {
            return value;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {}

        @Override
        public void snapshotState(FunctionSnapshotContext context) {
            DONE.add("snapshot");
        }
    }

    private record Flushed() implements Sink<Long> {
        @Override
        public SinkWriter<Long> createWriter(WriterInitContext context) {
            return new SinkWriter<>() {
                @Override
                public void write(Long element, Context written) {}

                @Override
                public void flush(boolean endOfInput) {
                    DONE.add("flush");
                }

                @Override
                public void close() {}
            };
        }
    }
}
