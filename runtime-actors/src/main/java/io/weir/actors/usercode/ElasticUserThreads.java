package io.weir.actors.usercode;

import io.weir.api.time.ProcessingClock;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.failure.ThrownText;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link UserThreads} of a real node: daemon threads that are shared by all lanes and end when they are not needed for a while. Their number
 * is bounded by what the lanes allow, and by the code that never ends: such a thread is lost to the process.
 */
public final class ElasticUserThreads implements UserThreads, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ElasticUserThreads.class);
    private static final long KEEP_ALIVE_SECONDS = 10;

    private final ProcessingClock clock;
    private final long stopNanos;
    private final ThreadPoolExecutor pool;

    /** @param stopTimeout as {@link UserCodeSettings#stopTimeout} */
    public ElasticUserThreads(ProcessingClock clock, Duration stopTimeout) {
        this.clock = clock;
        this.stopNanos = stopTimeout.toNanos();
        this.pool = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                UserCodeThread::new,
                (late, ended) -> {}); // after close: the node is gone
    }

    @Override
    public UserLane lane(String name, int atOnce, ClassLoader loader) {
        return new Lane(name, atOnce, loader);
    }

    /** Interrupts all that runs, and runs nothing any more. Does not wait. */
    @Override
    public void close() {
        pool.shutdownNow();
    }

    /** One of these threads; they are known by their class. */
    static final class UserCodeThread extends Thread {
        UserCodeThread(Runnable task) {
            super(task, "weir-user");
            setDaemon(true);
        }
    }

    private final class Lane implements UserLane {
        private final String name;
        private final int atOnce;
        private final ClassLoader loader;
        private final Deque<Runnable> waiting = new ArrayDeque<>(); // guarded by this
        private final List<Run> running = new ArrayList<>(); // guarded by this
        private @Nullable Runnable last; // guarded by this
        private boolean ended; // guarded by this

        Lane(String name, int atOnce, ClassLoader loader) {
            this.name = name;
            this.atOnce = atOnce;
            this.loader = loader;
        }

        @Override
        public synchronized void execute(Runnable task) {
            if (!ended) {
                waiting.add(task);
                beginNext();
            }
        }

        /** Under the lock. */
        private void beginNext() {
            if (waiting.isEmpty() || running.size() >= atOnce) {
                return;
            }
            Run run = new Run(this, waiting.remove());
            running.add(run);
            try {
                pool.execute(run);
            } catch (Throwable noThread) { // the machine has none left
                running.remove(run);
                waiting.addFirst(run.task);
                LOG.error(
                        "[JOB-824] There is no thread for '{}'. {}. It waits for the next occasion; see how many threads this process has and may have.",
                        name,
                        ThrownText.of(noThread));
            }
        }

        /** Under the lock: what this thread does next; null if it is not needed any more. */
        private @Nullable Runnable next() {
            Runnable task = waiting.poll();
            if (task == null && running.size() == 1) {
                task = last;
                last = null;
            }
            return task;
        }

        @Override
        public synchronized void interrupt() {
            for (Run run : running) {
                if (run.thread != null) {
                    run.thread.interrupt();
                }
            }
        }

        @Override
        public void end(Runnable atLast, Consumer<String> abandoned) {
            synchronized (this) {
                if (ended) {
                    return;
                }
                ended = true;
                waiting.clear();
                if (running.isEmpty()) {
                    waiting.add(atLast);
                    beginNext();
                } else {
                    last = atLast;
                }
            }
            CompletableFuture<Void> unused = clock.after(stopNanos).thenRun(this::interrupt);
            CompletableFuture<Void> unusedLater = clock.after(2 * stopNanos).thenRun(() -> abandon(abandoned));
        }

        private void abandon(Consumer<String> abandoned) {
            List<String> where = new ArrayList<>();
            synchronized (this) {
                for (Run run : running) {
                    if (run.thread != null) {
                        where.add(ThreadWords.whereIs(run.thread));
                    }
                }
                last = null;
                waiting.clear();
            }
            if (!where.isEmpty()) {
                interrupt();
                abandoned.accept(String.join("; ", where));
            }
        }
    }

    /** A thread's stay in a lane: runs one task after the other as long as there is one. */
    private static final class Run implements Runnable {
        private final Lane lane;
        private final Runnable task;
        private @Nullable Thread thread; // guarded by lane

        Run(Lane lane, Runnable task) {
            this.lane = lane;
            this.task = task;
        }

        @Override
        public void run() {
            Thread me = Thread.currentThread();
            me.setName("weir-user " + lane.name);
            me.setContextClassLoader(lane.loader);
            Runnable todo = task;
            while (todo != null) {
                synchronized (lane) {
                    thread = me;
                }
                try {
                    todo.run();
                } catch (Throwable failure) { // nobody waits for it
                    LOG.error(
                            "[JOB-825] A task of '{}' threw. It is not repeated. {}",
                            lane.name,
                            ThrownText.trace(failure, Failure.MOST_DETAILS));
                }
                synchronized (lane) {
                    thread = null;
                    Thread.interrupted(); // it was meant for the task
                    todo = lane.next();
                    if (todo == null) {
                        lane.running.remove(this);
                        lane.beginNext();
                    }
                }
            }
            me.setContextClassLoader(ElasticUserThreads.class.getClassLoader());
            me.setName("weir-user");
        }
    }
}
