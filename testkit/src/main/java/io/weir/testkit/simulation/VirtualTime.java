package io.weir.testkit.simulation;

import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Time that jumps from event to event; nothing else moves it. Events of the same moment come in the order in which they were
 * scheduled, so that one seed gives one history. Nanoseconds count from the start of the simulation.
 */
final class VirtualTime {
    static final long MILLIS = 1_000_000;
    static final long SECONDS = 1_000 * MILLIS;
    private static final long EPOCH_MILLIS = 1_700_000_000_000L;

    private record Event(long atNanos, long sequence, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Thread owner = Thread.currentThread();
    private long now;
    private long scheduled;
    private final AtomicInteger foreign = new AtomicInteger();
    private long ran;

    void at(long atNanos, Runnable what) {
        if (Thread.currentThread() != owner) {
            foreign.incrementAndGet();
            throw new IllegalStateException("thread " + Thread.currentThread().getName()
                    + " entered the simulation; everything in it must run in one thread");
        }
        events.add(new Event(Math.max(now, atNanos), scheduled++, what));
    }

    void in(long nanos, Runnable what) {
        at(now + nanos, what);
    }

    /** Runs the next event; false if there is none. */
    boolean runNext() {
        Event next = events.poll();
        if (next == null) {
            return false;
        }
        now = next.atNanos;
        ran++;
        next.what.run();
        return true;
    }

    long now() {
        return now;
    }

    /** How often another thread tried to enter: must be 0. */
    int foreign() {
        return foreign.get();
    }

    long eventsRan() {
        return ran;
    }

    long currentTimeMillis() {
        return EPOCH_MILLIS + now / MILLIS;
    }
}
