package io.weir.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.connector.SourceEvent;
import io.weir.api.function.SinkFunction;
import io.weir.api.graph.JobGraph;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.ManifestAssembly.CoordinatorState;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.plan.ExecutionPlan;
import io.weir.runtime.plan.Planner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceCoordinatorTest implements SourceCoordinator.Port {
    private final List<String> said = new ArrayList<>();
    private final ExecutionPlan plan = plan();

    private static ExecutionPlan plan() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        env.fromSequence(1, 100).uid("numbers").addSink(new SinkFunction<Long>() {
            private static final long serialVersionUID = 1L;
        });
        JobGraph graph = env.getJobGraph("numbers");
        return Planner.plan(graph);
    }

    private String source() {
        return plan.vertex(0).head().operatorId();
    }

    private CoordinatorState saved(SourceCoordinator sources) throws Exception {
        return Objects.requireNonNull(sources.snapshot(new CheckpointId(1)).get(source()));
    }

    private List<String> take() {
        List<String> taken = List.copyOf(said);
        said.clear();
        return taken;
    }

    @Test
    void everyReaderGetsSplitsAndIsToldWhenThereAreNoMore() throws Exception {
        SourceCoordinator sources = new SourceCoordinator(plan, Map.of(), this);
        sources.start();
        for (int round = 0; round < 8; round++) {
            sources.onSplitRequest(source(), 0, "host");
            sources.onSplitRequest(source(), 1, "");
        }
        assertThat(take()).contains("split to 0.0", "split to 0.1", "no more to 0.0", "no more to 0.1");
        assertThat(saved(sources).exhausted()).isTrue();
    }

    @Test
    void whatWasNotGivenOutIsInTheSnapshotAndGivenOutAfterARestore() throws Exception {
        SourceCoordinator sources = new SourceCoordinator(plan, Map.of(), this);
        CoordinatorState saved = saved(sources);
        assertThat(saved.exhausted()).isFalse();
        sources.close();

        SourceCoordinator restored = new SourceCoordinator(plan, Map.of(source(), saved.bytes()), this);
        restored.start();
        restored.onSplitRequest(source(), 1, "");
        assertThat(take()).contains("split to 0.1");
    }

    @Test
    void afterTheEndNothingIsSaid() {
        SourceCoordinator sources = new SourceCoordinator(plan, Map.of(), this);
        sources.start();
        take();
        sources.close();
        sources.onSplitRequest(source(), 0, "");
        assertThat(take()).isEmpty();
    }

    @Test
    void damagedStateFailsTheAttemptAndNothingElse() {
        Map<String, byte[]> damaged = new TreeMap<>();
        damaged.put(source(), new byte[] {1});
        new SourceCoordinator(plan, damaged, this).start();
        assertThat(take()).hasSize(1).first().asString().startsWith("failed");
    }

    @Test
    void anErrorOfAnEnumeratorIsTheUsersAndFailsTheAttemptOnce() {
        SourceCoordinator sources = new SourceCoordinator(plan, Map.of(), this);
        sources.start();
        take();
        sources.onReaderEvent(source(), 0, () -> {
            throw new NoClassDefFoundError("poison/Missing");
        });
        sources.onSplitRequest(source(), 0, "");

        assertThat(take())
                .singleElement()
                .asString()
                .contains("[JOB-812] The split enumerator of source")
                .contains("java.lang.NoClassDefFoundError: poison/Missing");
    }

    @Override
    public void assignSplits(SubtaskId reader, String operatorId, int version, List<byte[]> splits) {
        said.add("split to " + reader);
    }

    @Override
    public void noMoreSplits(SubtaskId reader, String operatorId) {
        said.add("no more to " + reader);
    }

    @Override
    public void sendToReader(SubtaskId reader, String operatorId, SourceEvent event) {
        said.add("event to " + reader);
    }

    @Override
    public <T> void callAsync(Callable<T> call, BiConsumer<@Nullable T, @Nullable Throwable> handler) {
        throw new AssertionError("not needed here");
    }

    @Override
    public <T> void callAsync(
            Callable<T> call, BiConsumer<@Nullable T, @Nullable Throwable> handler, long initialDelay, long period) {
        throw new AssertionError("not needed here");
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public void failed(String operatorName, Failure failure, Throwable thrown) {
        said.add("failed " + operatorName + ": " + failure.message());
    }
}
