package io.weir.api.connector.builtin;

import io.weir.api.connector.SplitEnumerator;
import io.weir.api.connector.SplitEnumeratorContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gives reader r, of P readers, the split with the indices r, r + P, r + 2P and so on. */
final class IndexEnumerator implements SplitEnumerator<IndexSplit, List<IndexSplit>> {
    private final SplitEnumeratorContext<IndexSplit> context;
    private final Map<Integer, List<IndexSplit>> pending = new TreeMap<>();

    private IndexEnumerator(SplitEnumeratorContext<IndexSplit> context) {
        this.context = context;
    }

    static IndexEnumerator create(SplitEnumeratorContext<IndexSplit> context, long count) {
        List<IndexSplit> all = new ArrayList<>();
        int step = context.currentParallelism();
        for (int ordinal = 0; ordinal < step && ordinal < count; ordinal++) {
            all.add(new IndexSplit(ordinal, ordinal, step, count));
        }
        return restore(context, all);
    }

    /** With what was not given out when the checkpoint was taken; parallelism may be another now. */
    static IndexEnumerator restore(SplitEnumeratorContext<IndexSplit> context, List<IndexSplit> notGivenOut) {
        IndexEnumerator enumerator = new IndexEnumerator(context);
        for (IndexSplit split : notGivenOut) {
            enumerator
                    .pendingFor(split.ordinal() % context.currentParallelism())
                    .add(split);
        }
        return enumerator;
    }

    @Override
    public void start() {}

    @Override
    public void addReader(int subtaskId) {
        giveOut(subtaskId);
    }

    @Override
    public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {
        giveOut(subtaskId);
    }

    @Override
    public void addSplitsBack(List<IndexSplit> splits, int subtaskId) {
        pendingFor(subtaskId).addAll(splits);
        if (context.registeredReaders().containsKey(subtaskId)) {
            giveOut(subtaskId);
        }
    }

    @Override
    public List<IndexSplit> snapshotState(long checkpointId) {
        return pending.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public void close() {}

    private void giveOut(int subtask) {
        List<IndexSplit> splits = pending.remove(subtask);
        if (splits != null) {
            splits.forEach(split -> context.assignSplit(split, subtask));
        }
        context.signalNoMoreSplits(subtask);
    }

    private List<IndexSplit> pendingFor(int subtask) {
        return pending.computeIfAbsent(subtask, key -> new ArrayList<>());
    }
}
