package io.weir.tools.chaos;

import io.weir.api.connector.SplitEnumerator;
import io.weir.api.connector.SplitEnumeratorContext;
import io.weir.api.connector.SplitsAssignment;
import io.weir.tools.chaos.LedgerSource.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Gives partition {@code p} to reader {@code p % parallelism}, all of a reader's at once. */
final class LedgerEnumerator implements SplitEnumerator<Partition, List<Partition>> {
    private final SplitEnumeratorContext<Partition> context;
    private final SortedSet<Integer> left;

    LedgerEnumerator(SplitEnumeratorContext<Partition> context, SortedSet<Integer> left) {
        this.context = context;
        this.left = left;
    }

    @Override
    public void start() {}

    @Override
    public void addReader(int subtask) {}

    @Override
    public void addSplitsBack(List<Partition> splits, int subtask) {
        splits.forEach(split -> left.add(split.index()));
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String hostname) {
        List<Partition> its = new ArrayList<>();
        for (int index : List.copyOf(left)) {
            if (index % context.currentParallelism() == subtask) {
                left.remove(index);
                its.add(new Partition(index, 0));
            }
        }
        if (!its.isEmpty()) {
            context.assignSplits(new SplitsAssignment<>(Map.of(subtask, its)));
        }
        context.signalNoMoreSplits(subtask);
    }

    @Override
    public List<Partition> snapshotState(long checkpoint) {
        return left.stream().map(index -> new Partition(index, 0)).toList();
    }

    @Override
    public void close() {}
}
