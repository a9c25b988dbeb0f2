package io.weir.connector;

import io.weir.api.connector.CommitterInitContext;
import io.weir.api.connector.ReaderInfo;
import io.weir.api.connector.ReaderOutput;
import io.weir.api.connector.SinkWriter;
import io.weir.api.connector.SourceEvent;
import io.weir.api.connector.SourceReaderContext;
import io.weir.api.connector.SourceSplit;
import io.weir.api.connector.SplitEnumeratorContext;
import io.weir.api.connector.SplitsAssignment;
import io.weir.api.connector.WriterInitContext;
import io.weir.api.function.TaskInfo;
import io.weir.api.time.ProcessingClock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Contexts that a test turns by hand. */
public final class Fakes {
    private Fakes() {}

    /** Time stands still until the test moves it. */
    public static final class Clock implements ProcessingClock {
        private record Timer(long dueNanos, CompletableFuture<Void> future) {}

        private final PriorityQueue<Timer> timers =
                new PriorityQueue<>((a, b) -> Long.compare(a.dueNanos(), b.dueNanos()));
        private long nanos;

        @Override
        public synchronized long currentTimeMillis() {
            return TimeUnit.NANOSECONDS.toMillis(nanos);
        }

        @Override
        public synchronized long nanoTime() {
            return nanos;
        }

        @Override
        public synchronized CompletableFuture<Void> after(long delayNanos) {
            CompletableFuture<Void> future = new CompletableFuture<>();
            if (delayNanos <= 0) {
                future.complete(null);
            } else {
                timers.add(new Timer(nanos + delayNanos, future));
                notifyAll();
            }
            return future;
        }

        public synchronized void advanceMillis(long millis) {
            nanos += TimeUnit.MILLISECONDS.toNanos(millis);
            while (!timers.isEmpty() && timers.peek().dueNanos() <= nanos) {
                timers.remove().future().complete(null);
            }
        }

        /** Blocks until another thread waits for time to pass. */
        public synchronized void awaitTimer() throws InterruptedException {
            while (timers.isEmpty()) {
                wait(); // the test's own timeout bounds it
            }
        }
    }

    /** Keeps what was emitted. */
    public static final class Output<T> implements ReaderOutput<T> {
        public final List<T> records = new ArrayList<>();
        public final List<String> released = new ArrayList<>();

        @Override
        public void releaseOutputForSplit(String splitId) {
            released.add(splitId);
        }

        @Override
        public void collect(T record) {
            records.add(record);
        }

        @Override
        public void collect(T record, long timestamp) {
            records.add(record);
        }

        @Override
        public void emitWatermark(long timestamp) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
    }

    /** One reader's context; counts its requests. */
    public static final class ReaderContext implements SourceReaderContext {
        public final Clock clock = new Clock();
        public int requests;
        private final int subtask;
        private final int parallelism;

        public ReaderContext(int subtask, int parallelism) {
            this.subtask = subtask;
            this.parallelism = parallelism;
        }

        @Override
        public int getIndexOfSubtask() {
            return subtask;
        }

        @Override
        public int currentParallelism() {
            return parallelism;
        }

        @Override
        public void sendSplitRequest() {
            requests++;
        }

        @Override
        public void sendSourceEventToCoordinator(SourceEvent sourceEvent) {
            throw new AssertionError(sourceEvent);
        }

        @Override
        public ClassLoader getUserCodeClassLoader() {
            return Fakes.class.getClassLoader();
        }

        @Override
        public ProcessingClock clock() {
            return clock;
        }
    }

    /** An enumerator's context; what is asynchronous runs when the test says so. */
    public static final class EnumeratorContext<S extends SourceSplit> implements SplitEnumeratorContext<S> {
        public final Map<Integer, List<S>> assigned = new TreeMap<>();
        public final List<Integer> noMoreSplits = new ArrayList<>();
        private final Deque<Runnable> asynchronous = new ArrayDeque<>();
        private final int parallelism;

        public EnumeratorContext(int parallelism) {
            this.parallelism = parallelism;
        }

        public void runAsynchronous() {
            while (!asynchronous.isEmpty()) {
                asynchronous.remove().run();
            }
        }

        @Override
        public int currentParallelism() {
            return parallelism;
        }

        @Override
        public Map<Integer, ReaderInfo> registeredReaders() {
            return Map.of();
        }

        @Override
        public void assignSplits(SplitsAssignment<S> newSplitAssignments) {
            newSplitAssignments
                    .assignment()
                    .forEach((subtask, splits) -> assigned.computeIfAbsent(subtask, s -> new ArrayList<>())
                            .addAll(splits));
        }

        @Override
        public void signalNoMoreSplits(int subtask) {
            noMoreSplits.add(subtask);
        }

        @Override
        public void sendEventToSourceReader(int subtaskId, SourceEvent event) {
            throw new AssertionError(event);
        }

        @Override
        public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
            asynchronous.add(() -> {
                T result = null;
                Exception error = null;
                try {
                    result = callable.call();
                } catch (Exception e) {
                    error = e;
                }
                handler.accept(result, error);
            });
        }

        @Override
        public <T> void callAsync(
                Callable<T> callable, BiConsumer<T, Throwable> handler, long initialDelayMillis, long periodMillis) {
            throw new AssertionError("nothing here is periodic");
        }

        @Override
        public void runInCoordinatorThread(Runnable runnable) {
            runnable.run();
        }
    }

    /** A writer's and a committer's context. */
    public record SinkContext(
            Clock clock, String jobId, String operatorId, TaskInfo taskInfo, OptionalLong restoredCheckpoint)
            implements WriterInitContext, CommitterInitContext {
        public static SinkContext fresh(int subtask, int parallelism) {
            return of("job", subtask, parallelism, 0, OptionalLong.empty());
        }

        public static SinkContext of(
                String jobId, int subtask, int parallelism, int attempt, OptionalLong restoredCheckpoint) {
            return new SinkContext(
                    new Clock(),
                    jobId,
                    "0123456789abcdef0123456789abcdef",
                    new TaskInfo("sink", subtask, parallelism, 128, attempt),
                    restoredCheckpoint);
        }

        @Override
        public TaskInfo getTaskInfo() {
            return taskInfo;
        }

        @Override
        public OptionalLong getRestoredCheckpointId() {
            return restoredCheckpoint;
        }

        @Override
        public ClassLoader getUserCodeClassLoader() {
            return Fakes.class.getClassLoader();
        }
    }

    /** An element without event time. */
    public enum NoTime implements SinkWriter.Context {
        NO_TIME;

        @Override
        public long currentWatermark() {
            return Long.MIN_VALUE;
        }

        @Override
        public Long timestamp() {
            return null;
        }
    }
}
