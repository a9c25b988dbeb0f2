package io.weir.connector.file;

import io.weir.api.connector.SplitEnumerator;
import io.weir.api.connector.SplitEnumeratorContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists the files once, when it starts for the first time, and gives their ranges to the readers that ask, in order. Files that appear later are not
 * read, nor is what is appended later: the source is bounded.
 */
final class FileSplitEnumerator implements SplitEnumerator<FileSourceSplit, FileSplits> {
    private final SplitEnumeratorContext<FileSourceSplit> context;
    private final List<String> paths;
    private final boolean splittable;
    private final Deque<FileSourceSplit> remaining;
    /** Readers that asked before the files were listed. */
    private final Set<Integer> waiting = new LinkedHashSet<>();

    private boolean discovered;

    FileSplitEnumerator(
            SplitEnumeratorContext<FileSourceSplit> context,
            List<String> paths,
            boolean splittable,
            FileSplits restored) {
        this.splittable = splittable;
        this.context = context;
        this.paths = paths;
        this.discovered = restored.discovered();
        this.remaining = new ArrayDeque<>(restored.remaining());
    }

    @Override
    public void start() {
        if (!discovered) {
            int parallelism = context.currentParallelism();
            context.callAsync(() -> FileRanges.of(paths, splittable, parallelism), this::onDiscovered);
        }
    }

    private void onDiscovered(@Nullable List<FileSourceSplit> found, @Nullable Throwable error) {
        if (found == null) {
            throw error instanceof IOException io
                    ? new UncheckedIOException(io.getMessage(), io)
                    : new IllegalStateException(error);
        }
        discovered = true;
        remaining.addAll(found);
        waiting.forEach(this::give);
        waiting.clear();
    }

    @Override
    public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {
        if (discovered) {
            give(subtaskId);
        } else {
            waiting.add(subtaskId);
        }
    }

    private void give(int subtaskId) {
        FileSourceSplit next = remaining.poll();
        if (next != null) {
            context.assignSplit(next, subtaskId);
        }
        if (remaining.isEmpty()) {
            context.signalNoMoreSplits(
                    subtaskId); // at once: when all know it, readers do without an enumerator, so a new leader need not
            // restart them
        }
    }

    /** The failed reader's ranges come first again, in their order: what was begun early ends early. */
    @Override
    public void addSplitsBack(List<FileSourceSplit> splits, int subtaskId) {
        waiting.remove(subtaskId); // it asks again when it is back
        for (int i = splits.size() - 1; i >= 0; i--) {
            remaining.addFirst(splits.get(i));
        }
    }

    @Override
    public void addReader(int subtaskId) {
        if (discovered && remaining.isEmpty()) {
            context.signalNoMoreSplits(subtaskId); // it may read what it had; else it asks when it needs something
        }
    }

    @Override
    public FileSplits snapshotState(long checkpointId) {
        return new FileSplits(discovered, new ArrayList<>(remaining));
    }

    @Override
    public void close() {}
}
