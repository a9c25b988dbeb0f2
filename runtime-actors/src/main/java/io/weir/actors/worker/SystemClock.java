package io.weir.actors.worker;

import io.weir.actors.guard.NodeFatal;
import io.weir.actors.guard.VitalThread;
import io.weir.actors.subtask.SubtaskThread;
import io.weir.api.time.ProcessingClock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Real time, one per node: one daemon thread that sleeps until the next moment somebody waits for, precise to well below a millisecond (the
 * actor system's own scheduler ticks every 40 ms). What depends on a future of {@link #after} runs on that thread and must be quick.
 */
public final class SystemClock implements ProcessingClock, AutoCloseable {
    private static final String THREAD = "weir-clock";

    private final ScheduledThreadPoolExecutor scheduler;

    /** @param fatal told if the clock's thread dies: what waits for a time would wait for ever */
    public SystemClock(NodeFatal fatal) {
        scheduler = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = VitalThread.daemon(THREAD, task::run, fatal);
            thread.setContextClassLoader(SystemClock.class.getClassLoader()); // not the one of the job that asks first
            return thread;
        });
        scheduler.setRemoveOnCancelPolicy(true);
        scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public long currentTimeMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    /** Cancelling the future frees its timer. After {@link #close} futures never complete. */
    @Override
    public CompletableFuture<Void> after(long nanos) {
        if (nanos <= 0) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> here = SubtaskThread.after(nanos);
        if (here != null) {
            return here;
        }
        CompletableFuture<Void> elapsed = new CompletableFuture<>();
        Future<?> timer;
        try {
            timer = scheduler.schedule(() -> elapsed.complete(null), nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            return elapsed;
        }
        CompletableFuture<Void> unused = elapsed.whenComplete((done, cancelled) -> {
            if (elapsed.isCancelled()) {
                timer.cancel(false);
            }
        });
        return elapsed;
    }

    /** Timers that wait, for tests of leaks. */
    int waiting() {
        return scheduler.getQueue().size();
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
