package io.weir.testkit;

import io.weir.api.connector.SplitEnumerator;
import io.weir.api.connector.SplitEnumeratorContext;
import io.weir.api.connector.SplitsAssignment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the one split of a {@link TestSource} to whoever asks first. */
final class TestSourceEnumerator implements SplitEnumerator<TestSource.Position, Boolean> {
    private final SplitEnumeratorContext<TestSource.Position> context;
    private boolean assigned;

    TestSourceEnumerator(SplitEnumeratorContext<TestSource.Position> context, boolean assigned) {
        this.context = context;
        this.assigned = assigned;
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, @Nullable String requesterHostname) {
        if (!assigned) {
            assigned = true;
            context.assignSplits(new SplitsAssignment<>(Map.of(subtask, List.of(new TestSource.Position(0)))));
        }
        context.signalNoMoreSplits(subtask);
    }

    @Override
    public void addSplitsBack(List<TestSource.Position> splits, int subtask) {
        assigned = assigned && splits.isEmpty();
    }

    @Override
    public void addReader(int subtask) {}

    @Override
    public Boolean snapshotState(long checkpointId) {
        return assigned;
    }

    @Override
    public void close() {}
}
