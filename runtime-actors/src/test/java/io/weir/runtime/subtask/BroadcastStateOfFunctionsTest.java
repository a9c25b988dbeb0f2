package io.weir.runtime.subtask;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.CheckpointedFunction;
import io.weir.api.function.FunctionInitializationContext;
import io.weir.api.function.FunctionSnapshotContext;
import io.weir.api.function.MapFunction;
import io.weir.api.graph.JobGraph;
import io.weir.api.state.BroadcastState;
import io.weir.api.state.MapStateDescriptor;
import io.weir.checkpoint.SubtaskSnapshot;
import io.weir.runtime.environment.ExchangeSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BroadcastStateOfFunctionsTest {
    @Test
    void aFunctionFindsItsBroadcastStateAgainAfterARestore() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
        env.enableCheckpointing(1000);
        env.fromSource(new CountingSource(10), "numbers").map(new Ruled()).sinkTo(new LedgerSink("broadcast-state"));
        JobGraph graph = env.getJobGraph("broadcast-state");
        OneThread first = new OneThread(graph, 1, false, ExchangeSettings.DEFAULT, new HashMap<>(), List.of(), 0);
        assertThat(first.run(10_000)).isTrue();
        first.trigger(1);
        assertThat(first.run(10_000)).isTrue();
        List<SubtaskSnapshot> snapshots = Objects.requireNonNull(first.complete(1));
        assertThat(Ruled.FOUND).containsOnly("nothing");
        Ruled.FOUND.clear();
        new OneThread(graph, 2, false, ExchangeSettings.DEFAULT, first.storage, snapshots, 1);
        assertThat(Ruled.FOUND).containsOnly("rule");
    }

    private static final class Ruled implements MapFunction<Long, String>, CheckpointedFunction {
        static final List<String> FOUND = new ArrayList<>();
        private static final long serialVersionUID = 1L;

        private transient @Nullable BroadcastState<Integer, String> rules;

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            BroadcastState<Integer, String> found = context.getOperatorStateStore()
                    .getBroadcastState(new MapStateDescriptor<>("rules", Integer.class, String.class));
            FOUND.add(Objects.requireNonNullElse(found.get(1), "nothing"));
            found.put(1, "rule");
            rules = found;
        }

        @Override
        public String map(Long value) throws Exception {
            return value + Objects.requireNonNull(Objects.requireNonNull(rules).get(1));
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {}
    }
}
