package io.weir.api.connector;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What an enumerator may do. To be used from its own thread, except {@link #callAsync} and {@link #runInCoordinatorThread}. */
public interface SplitEnumeratorContext<SplitT extends SourceSplit> {
    int currentParallelism();

    /** By subtask. */
    Map<Integer, ReaderInfo> registeredReaders();

    void assignSplits(SplitsAssignment<SplitT> newSplitAssignments);

    default void assignSplit(SplitT split, int subtask) {
        assignSplits(new SplitsAssignment<>(Map.of(subtask, List.of(split))));
    }

    void signalNoMoreSplits(int subtask);

    void sendEventToSourceReader(int subtaskId, SourceEvent event);

    /**
     * Runs {@code callable} where it may block, then {@code handler} on the enumerator's thread with the result or the error; the
     * other is null.
     */
    <T> void callAsync(Callable<T> callable, BiConsumer<@Nullable T, @Nullable Throwable> handler);

    /** The same again and again, {@code periodMillis} after the previous call began. */
    <T> void callAsync(
            Callable<T> callable,
            BiConsumer<@Nullable T, @Nullable Throwable> handler,
            long initialDelayMillis,
            long periodMillis);

    void runInCoordinatorThread(Runnable runnable);
}
