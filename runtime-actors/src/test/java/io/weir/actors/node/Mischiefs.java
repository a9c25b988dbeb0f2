package io.weir.actors.node;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** What misbehaving programs and the test that runs them both see: it is loaded by the node. By the name of the job. */
public final class Mischiefs {
    private static final Map<String, CountDownLatch> REACHED = new ConcurrentHashMap<>();
    private static final Map<String, AtomicLong> SEEN = new ConcurrentHashMap<>();
    private static final Map<String, AtomicLong> READS = new ConcurrentHashMap<>();
    private static volatile CountDownLatch released = new CountDownLatch(1);

    private Mischiefs() {}

    static void reset() {
        REACHED.clear();
        released = new CountDownLatch(1);
    }

    /** Whoever blocks goes on. */
    static void release() {
        released.countDown();
    }

    /** The job is about to misbehave. */
    static CountDownLatch reached(String job) {
        return Objects.requireNonNull(REACHED.computeIfAbsent(job, none -> new CountDownLatch(1)));
    }

    /** Records that the sink of a job has seen. */
    public static AtomicLong seen(String job) {
        return Objects.requireNonNull(SEEN.computeIfAbsent(job, none -> new AtomicLong()));
    }

    /** How often the graph of a job was read. */
    public static AtomicLong reads(String job) {
        return Objects.requireNonNull(READS.computeIfAbsent(job, none -> new AtomicLong()));
    }

    public static void reach(String job) {
        reached(job).countDown();
    }

    public static void waitForRelease() throws InterruptedException {
        released.await();
    }

    public static boolean isReleased() {
        return released.getCount() == 0;
    }
}
