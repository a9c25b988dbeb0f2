package io.weir.benchmarks.e2e;

import io.weir.api.connector.SplitEnumerator;
import io.weir.api.connector.SplitEnumeratorContext;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gives split s to subtask s when it asks. */
final class GeneratorEnumerator implements SplitEnumerator<GeneratorSplit, List<GeneratorSplit>> {
    private final SplitEnumeratorContext<GeneratorSplit> context;
    private final TreeMap<Integer, GeneratorSplit> unassigned = new TreeMap<>();

    GeneratorEnumerator(SplitEnumeratorContext<GeneratorSplit> context, List<GeneratorSplit> splits) {
        this.context = context;
        splits.forEach(split -> unassigned.put(split.instance(), split));
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {
        GeneratorSplit split = unassigned.remove(subtaskId);
        if (split != null) {
            context.assignSplit(split, subtaskId);
        }
    }

    @Override
    public void addSplitsBack(List<GeneratorSplit> splits, int subtaskId) {
        splits.forEach(split -> unassigned.put(split.instance(), split));
    }

    @Override
    public void addReader(int subtaskId) {}

    @Override
    public List<GeneratorSplit> snapshotState(long checkpointId) {
        return List.copyOf(unassigned.values());
    }

    @Override
    public void close() {}
}
