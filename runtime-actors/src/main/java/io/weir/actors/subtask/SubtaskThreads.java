package io.weir.actors.subtask;

import io.weir.actors.guard.NodeFatal;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The threads of subtasks, and their timers. What a subtask tells another at the end of its turn runs next on the same thread, and a thread that
 * sleeps wakes by itself when a timer is due and runs what it fires: a record that is due, its source, and the subtask behind it cost one
 * thread waking up, where a timer thread and a common pool take three. On a quiet node that is most of what it pays.
 *
 * <p>Timers: a thread that sleeps watches for the next one. A thread that fires one looks after the others when it is done, which
 * is soon; if one is due within {@link #SOON_NANOS}, another thread is woken to watch. A second sleeper looks each {@link #WATCH_NANOS}, so that
 * a turn that takes long cannot delay the timers of others by more as long as a thread is free. A thread whose turn does not end is replaced
 * ({@link StuckThreads}).
 */
final class SubtaskThreads extends AbstractExecutorService {
    static final long WATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** A record often follows the last within microseconds. */
    private static final int SPINS = 50;

    private static final long ORIGIN = System.nanoTime();

    private final Queue<Runnable> ready = new ConcurrentLinkedQueue<>();
    private final Timers timers = new Timers();
    private final String name;
    private final NodeFatal fatal;
    private final UnaryOperator<SubtaskThread> wired;
    private final StuckThreads watcher;
    private volatile boolean shutdown;

    private final Object lock = new Object();
    private final List<Sleeper> sleepers = new ArrayList<>(); // guarded by lock
    private final List<SubtaskThread> alive = new ArrayList<>(); // guarded by lock
    private int started; // guarded by lock
    /** Of {@link #sleepers}; written under the lock. */
    private volatile int asleep;
    /** When the first sleeper wakes by itself; written under the lock. */
    private volatile long watched = Timers.NEVER;

    /** @param wakesAt or {@link Timers#NEVER} */
    private record Sleeper(SubtaskThread thread, long wakesAt) {}

    /**
     * Starts them.
     *
     * @param stuck how long a thread may be in one turn before another takes its place
     * @param fatal told if one of them dies
     * @param wired makes a new thread a daemon, and the like, before it is started
     */
    SubtaskThreads(
            String name, int count, StuckThreads.Settings stuck, NodeFatal fatal, UnaryOperator<SubtaskThread> wired) {
        this.name = name;
        this.fatal = fatal;
        this.wired = wired;
        for (int number = 1; number <= count; number++) {
            startOne();
        }
        watcher = new StuckThreads(this, name + "-watch", stuck, fatal);
        watcher.start();
    }

    /** One thread more. */
    void startOne() {
        SubtaskThread thread;
        synchronized (lock) {
            started++;
            thread = wired.apply(new SubtaskThread(this, name + "-" + started, fatal, this::ended));
            alive.add(thread);
        }
        try {
            thread.start();
        } catch (Throwable none) { // the machine has no more
            ended(thread);
            throw none;
        }
    }

    /** One of them is about to wait for something outside: if it takes long, another takes its place. */
    void somebodyWaits() {
        watcher.lookSoon();
    }

    private void ended(SubtaskThread thread) {
        synchronized (lock) {
            alive.remove(thread);
            lock.notifyAll();
        }
    }

    /** Those that have something to do, or are about to look whether they have. */
    List<SubtaskThread> awake() {
        synchronized (lock) {
            List<SubtaskThread> awake = new ArrayList<>(alive);
            sleepers.forEach(sleeper -> awake.remove(sleeper.thread));
            return awake;
        }
    }

    /** Monotonic, never negative. */
    private static long now() {
        return System.nanoTime() - ORIGIN;
    }

    @Override
    public void execute(Runnable task) {
        if (Thread.currentThread() instanceof SubtaskThread thread && thread.keeps(this, task)) {
            return;
        }
        if (shutdown) {
            throw new RejectedExecutionException("these threads have ended");
        }
        offer(task);
        if (shutdown && ready.remove(task)) { // the last thread may have missed it
            throw new RejectedExecutionException("these threads have ended");
        }
    }

    /** Any thread does it; one that sleeps, if there is one. */
    void offer(Runnable task) {
        ready.add(task);
        wakeOne();
    }

    @Nullable
    Runnable poll() {
        return ready.poll();
    }

    CompletableFuture<Void> after(long nanos) {
        long now = now();
        return timers.add(now + Math.min(nanos, Timers.NEVER - 1 - now)); // centuries away is no overflow
    }

    @Nullable
    CompletableFuture<Void> pollDue() {
        return timers.earliest() == Timers.NEVER ? null : timers.pollDue(now());
    }

    /** The thread is about to do something: if a timer is due so soon that it may come too late to it, another thread watches. */
    void leavesTimers() {
        if (asleep > 0 && timers.earliest() < watched && timers.earliest() - now() < SOON_NANOS) {
            wakeOne();
        }
    }

    private void wakeOne() {
        if (asleep == 0) {
            return;
        }
        Sleeper woken = null;
        synchronized (lock) {
            for (Sleeper sleeper : sleepers) {
                if (woken == null
                        || sleeper.wakesAt >= woken.wakesAt) { // who watches goes on to, if another can be had
                    woken = sleeper;
                }
            }
            sleepers.remove(woken);
            counted();
        }
        if (woken != null) {
            LockSupport.unpark(woken.thread);
        }
    }

    /** Sleeps until there may be something to do; false if there will be nothing any more. */
    boolean sleep(SubtaskThread thread) {
        for (int spin = 0; spin < SPINS; spin++) {
            if (!ready.isEmpty()) {
                return true;
            }
            Thread.onSpinWait();
        }
        Thread.interrupted(); // somebody's who is gone; it would not let this thread sleep
        Sleeper me;
        synchronized (lock) {
            me = new Sleeper(thread, wakeTime());
            sleepers.add(me);
            counted();
        }
        // Whoever offers from here on sees the sleeper; what was offered before is seen here.
        boolean ends = shutdown;
        if (ready.isEmpty() && !ends) {
            if (me.wakesAt == Timers.NEVER) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, Math.max(1, me.wakesAt - now()));
            }
        }
        synchronized (lock) {
            sleepers.remove(me);
            counted();
        }
        return !ends || !ready.isEmpty();
    }

    /** Under the lock: the first sleeper wakes for the next timer, the second now and then, the others when they are told. */
    private long wakeTime() {
        long due = timers.earliest();
        if (due < watched) {
            return due;
        }
        int watching = 0;
        for (Sleeper sleeper : sleepers) {
            watching += sleeper.wakesAt == Timers.NEVER ? 0 : 1;
        }
        return watching > 1 ? Timers.NEVER : now() + WATCH_NANOS;
    }

    private void counted() {
        long first = Timers.NEVER;
        for (Sleeper sleeper : sleepers) {
            first = Math.min(first, sleeper.wakesAt);
        }
        watched = first;
        asleep = sleepers.size();
    }

    /** What was taken is done; timers that wait never come. */
    @Override
    public void shutdown() {
        shutdown = true;
        List<Sleeper> all;
        synchronized (lock) {
            all = List.copyOf(sleepers);
        }
        all.forEach(sleeper -> LockSupport.unpark(sleeper.thread));
        LockSupport.unpark(watcher);
    }

    /** What runs is not disturbed. */
    @Override
    public List<Runnable> shutdownNow() {
        List<Runnable> never = new ArrayList<>();
        for (Runnable task = ready.poll(); task != null; task = ready.poll()) {
            never.add(task);
        }
        shutdown();
        return never;
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        synchronized (lock) {
            return alive.isEmpty();
        }
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        long until = System.nanoTime() + unit.toNanos(timeout);
        synchronized (lock) {
            long left = until - System.nanoTime();
            while (!alive.isEmpty() && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(lock, left);
                left = until - System.nanoTime();
            }
            return alive.isEmpty();
        }
    }

    /** Timers that wait, for tests of leaks. */
    int waitingTimers() {
        return timers.size();
    }
}
