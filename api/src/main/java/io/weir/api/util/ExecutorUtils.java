package io.weir.api.util;

import io.weir.api.argument.Argument;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends the threads of a function in its {@code close}. */
public final class ExecutorUtils {
    private ExecutorUtils() {}

    /** Lets tasks end within the time, together; interrupts those that do not. An interrupt of the caller ends the wait and stays set. */
    public static void gracefulShutdown(long timeout, TimeUnit unit, ExecutorService... executorServices) {
        Argument.allGiven(executorServices, "executorServices");
        for (ExecutorService service : executorServices) {
            service.shutdown();
        }
        long end = System.nanoTime() + Argument.given(unit, "unit").toNanos(timeout);
        boolean interrupted = false;
        for (ExecutorService service : executorServices) {
            try {
                if (interrupted || !service.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    service.shutdownNow();
                }
            } catch (InterruptedException e) {
                interrupted = true;
                service.shutdownNow();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** As {@link #gracefulShutdown}, in another thread; the future completes when all were told to end. */
    public static CompletableFuture<Void> nonBlockingShutdown(
            long timeout, TimeUnit unit, ExecutorService... executorServices) {
        Argument.given(unit, "unit");
        Argument.allGiven(executorServices, "executorServices");
        return CompletableFuture.runAsync(() -> gracefulShutdown(timeout, unit, executorServices));
    }
}
