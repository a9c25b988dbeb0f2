package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.CheckpointedFunction;
import io.weir.api.function.FunctionInitializationContext;
import io.weir.api.function.FunctionSnapshotContext;
import io.weir.api.function.ProcessFunction;
import io.weir.api.function.RichMapFunction;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operator state of a function: what it finds when it is initialized. Each subtask keeps the records it saw, in both kinds of lists. */
class StateOfFunctionsTest {
    /** For each subtask that was initialized: "new" or "checkpoint ID", then what it found. */
    private static final List<String> FOUND = new ArrayList<>();

    @BeforeEach
    void nothingFoundYet() {
        FOUND.clear();
    }

    @Test
    void aFunctionIsInitializedAlsoWhenThereIsNothingToRestoreAndToldFromWhichCheckpointIfThereIs() throws Exception {
        try (OneInputHarness<Integer, Integer> harness = harness()) {
            assertThat(FOUND).containsExactly("new: split [], union []");
            harness.processElements(1, 2);
            harness.restore(harness.snapshot(7));
            assertThat(FOUND).endsWith("checkpoint 7: split [1, 2], union [1, 2]");
        }
    }

    @Test
    void aSplitListIsDividedAndAUnionListGoesWholeToAll() throws Exception {
        try (OneInputHarness<Integer, Integer> harness = harness()) {
            harness.processElements(1, 2, 3, 4);
            HarnessSnapshot snapshot = harness.snapshot(1);
            FOUND.clear();
            harness.restore(snapshot, 2);
            assertThat(FOUND)
                    .containsExactly(
                            "checkpoint 1: split [1, 2], union [1, 2, 3, 4]",
                            "checkpoint 1: split [3, 4], union [1, 2, 3, 4]");
        }
    }

    @Test
    void atTheSameParallelismEachSubtaskKeepsItsOwn() throws Exception {
        try (OneInputHarness<Integer, Integer> harness = harness()) {
            harness.processElements(1, 2, 3);
            harness.restore(harness.snapshot(1), 2); // [1, 2] and [3]
            HarnessSnapshot uneven = harness.snapshot(2);
            FOUND.clear();
            harness.restore(uneven, 2);
            assertThat(FOUND).hasSize(2);
            assertThat(FOUND.get(0)).startsWith("checkpoint 2: split [1, 2]");
            assertThat(FOUND.get(1)).startsWith("checkpoint 2: split [3]");
        }
    }

    private static OneInputHarness<Integer, Integer> harness() {
        return OperatorHarness.oneInput((DataStream<Integer> numbers) ->
                numbers.process(new Remembering()).uid("remembering"));
    }

    private static final class Remembering extends ProcessFunction<Integer, Integer> implements CheckpointedFunction {
        private static final long serialVersionUID = 1L;

        private transient @Nullable ListState<Integer> split;
        private transient @Nullable ListState<Integer> union;

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            ListState<Integer> ofSplit =
                    context.getOperatorStateStore().getListState(new ListStateDescriptor<>("split", Integer.class));
            ListState<Integer> ofUnion = context.getOperatorStateStore()
                    .getUnionListState(new ListStateDescriptor<>("union", Integer.class));
            String from = context.isRestored()
                    ? "checkpoint " + context.getRestoredCheckpointId().getAsLong()
                    : "new";
            FOUND.add(from + ": split " + all(ofSplit) + ", union " + all(ofUnion));
            split = ofSplit;
            union = ofUnion;
        }

        private static List<Integer> all(ListState<Integer> state) throws Exception {
            List<Integer> all = new ArrayList<>();
            state.get().forEach(all::add);
            return all;
        }

        @Override
        public void processElement(Integer number, Context ctx, Collector<Integer> out) throws Exception {
            if (split != null && union != null) {
                split.add(number);
                union.add(number);
            }
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {}
    }

    private static final class Attempt extends RichMapFunction<String, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String map(String record) {
            return record + getRuntimeContext().getTaskInfo().getAttemptNumber();
        }
    }

    @Test
    void attemptsAreCountedFromZeroInAJobAndInTheHarness() throws Exception {
        TestSink<String> sink = new TestSink<>();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.enableCheckpointing(1000);
        env.fromSource(TestSource.<String>of("a", TestSource.CHECKPOINT, TestSource.ABORT, "b"), "letters")
                .map(new Attempt())
                .sinkTo(sink);
        try (JobTest job = JobTest.start(env)) {
            job.runToEnd();
        }
        assertThat(sink.committed()).containsExactly("a0", "b1");

        try (OneInputHarness<String, String> harness =
                OperatorHarness.oneInput((DataStream<String> letters) -> letters.map(new Attempt()))) {
            harness.processElements("a");
            assertThat(harness.output()).containsExactly("a0");
        }
    }
}
