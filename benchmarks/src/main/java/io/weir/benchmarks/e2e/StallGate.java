package io.weir.benchmarks.e2e;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Shared by the source, the sink and the observer of a {@link StalledSink} run; one run a JVM, hence static. */
final class StallGate {
    private static final AtomicLong PRODUCED = new AtomicLong();
    private static final AtomicLong CONSUMED = new AtomicLong();
    private static volatile CountDownLatch open = new CountDownLatch(0);

    private StallGate() {}

    static void close() {
        PRODUCED.set(0);
        CONSUMED.set(0);
        open = new CountDownLatch(1);
    }

    static void open() {
        open.countDown();
    }

    static void produced() {
        PRODUCED.incrementAndGet();
    }

    /** Blocks while the gate is closed, once {@code stallAfter} records have come through. */
    static void consume(long stallAfter) throws InterruptedException {
        if (CONSUMED.incrementAndGet() > stallAfter) {
            open.await();
        }
    }

    static long producedSoFar() {
        return PRODUCED.get();
    }

    static long consumedSoFar() {
        return CONSUMED.get();
    }
}
