package io.weir.actors.subtask;

import java.util.Comparator;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Moments that somebody waits for. Times are nanoseconds of any monotonic clock that is never negative. Safe for any thread. */
final class Timers {
    /** Of {@link #earliest}: nobody waits for anything. */
    static final long NEVER = Long.MAX_VALUE;

    private static final Comparator<Timer> BY_TIME =
            Comparator.comparingLong((Timer timer) -> timer.at).thenComparingLong(timer -> timer.number);

    private final TreeSet<Timer> waiting = new TreeSet<>(BY_TIME); // guarded by this
    private long numbers; // guarded by this
    private volatile long earliest = NEVER;

    private record Timer(long at, long number, CompletableFuture<Void> elapsed) {}

    /** Completed by whoever {@link #pollDue polls} it; to cancel it takes it out. */
    CompletableFuture<Void> add(long at) {
        CompletableFuture<Void> elapsed = new CompletableFuture<>();
        Timer timer;
        synchronized (this) {
            timer = new Timer(at, numbers++, elapsed);
            waiting.add(timer);
            earliest = waiting.first().at;
        }
        CompletableFuture<Void> unused = elapsed.whenComplete((done, cancelled) -> {
            if (elapsed.isCancelled()) {
                remove(timer);
            }
        });
        return elapsed;
    }

    private synchronized void remove(Timer timer) {
        waiting.remove(timer);
        earliest = waiting.isEmpty() ? NEVER : waiting.first().at;
    }

    /** The next that is due, in the order of their times; null if there is none. */
    @Nullable
    CompletableFuture<Void> pollDue(long now) {
        if (now < earliest) {
            return null;
        }
        synchronized (this) {
            Timer first = waiting.isEmpty() ? null : waiting.first();
            if (first == null || first.at > now) {
                return null;
            }
            remove(first);
            return first.elapsed;
        }
    }

    /** When the next is due, or {@link #NEVER}. */
    long earliest() {
        return earliest;
    }

    synchronized int size() {
        return waiting.size();
    }
}
