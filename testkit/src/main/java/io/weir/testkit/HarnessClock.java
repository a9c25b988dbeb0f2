package io.weir.testkit;

import io.weir.api.time.ProcessingClock;
import io.weir.api.time.RelativeClock;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;

/** A clock that stands still unless it is told; it starts at 0. */
final class HarnessClock implements ProcessingClock, RelativeClock {
    private static final long NANOS_A_MILLI = 1_000_000;

    private record Alarm(long atNanos, long sequence, CompletableFuture<Void> future) implements Comparable<Alarm> {
        @Override
        public int compareTo(Alarm other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
    private long nanos;
    private long sequence;

    @Override
    public long currentTimeMillis() {
        return Math.floorDiv(nanos, NANOS_A_MILLI);
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public long relativeTimeMillis() {
        return currentTimeMillis();
    }

    @Override
    public long relativeTimeNanos() {
        return nanos;
    }

    @Override
    public CompletableFuture<Void> after(long delayNanos) {
        CompletableFuture<Void> elapsed = new CompletableFuture<>();
        if (delayNanos <= 0) {
            elapsed.complete(null);
        } else {
            alarms.add(new Alarm(nanos + delayNanos, sequence++, elapsed));
        }
        return elapsed;
    }

    /** The earliest moment at which somebody waits for the clock; {@link Long#MAX_VALUE} if nobody does. */
    long nextAlarmMillis() {
        Alarm next = alarms.peek();
        return next == null ? Long.MAX_VALUE : Math.floorDiv(next.atNanos + NANOS_A_MILLI - 1, NANOS_A_MILLI);
    }

    /** Goes forward and completes what is due. */
    void advanceTo(long millis) {
        long target = Math.max(nanos, millis * NANOS_A_MILLI);
        while (!alarms.isEmpty() && alarms.peek().atNanos <= target) {
            Alarm due = alarms.remove();
            nanos = due.atNanos;
            due.future.complete(null);
        }
        nanos = target;
    }
}
