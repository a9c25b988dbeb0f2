package io.weir.actors.subtask;

import io.weir.actors.guard.NodeFatal;
import io.weir.actors.guard.VitalThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A thread of {@link SubtaskThreads}. All but {@link #run} is for what runs on it. */
public final class SubtaskThread extends Thread {
    /** One chain of subtasks must not keep all others from this thread. */
    private static final int MOST_IN_A_ROW = 8;

    private final SubtaskThreads threads;
    private final NodeFatal fatal;
    private final AtomicLong turns = new AtomicLong(); // written by this thread alone
    private final Consumer<SubtaskThread> ended;
    private @Nullable Runnable next;
    private boolean last;
    private int inARow;
    private @Nullable SubtaskDeployment subtask; // read by others, who may see an older one
    private volatile boolean replaced;
    private volatile boolean waits;

    SubtaskThread(SubtaskThreads threads, String name, NodeFatal fatal, Consumer<SubtaskThread> ended) {
        super(name);
        this.threads = threads;
        this.fatal = fatal;
        this.ended = ended;
    }

    /** The current thread, if it is one. */
    private static @Nullable SubtaskThread current() {
        return Thread.currentThread() instanceof SubtaskThread thread ? thread : null;
    }

    /** A subtask begins something: who was told something before must not wait for the end of it. */
    static void begins(@Nullable SubtaskDeployment subtask) {
        SubtaskThread thread = current();
        if (thread != null) {
            thread.subtask = subtask;
            thread.share();
        }
    }

    /** The subtask that runs here is about to end its turn: who is told something now runs here next, and nobody else need wake up for it. */
    static void ends() {
        SubtaskThread thread = current();
        if (thread != null) {
            thread.last = true;
        }
    }

    /** What may take long, and what nobody but its own job waits for. */
    interface Waiting<E extends Exception> {
        void run() throws E;
    }

    /** Runs something that may wait for a disk or a network, while the subtasks that this thread would serve next are served by others. */
    static <E extends Exception> void whileOthersWork(Waiting<E> waiting) throws E {
        SubtaskThread thread = current();
        if (thread == null) {
            waiting.run();
            return;
        }
        thread.share();
        thread.waits = true;
        thread.threads.somebodyWaits();
        try {
            waiting.run();
        } finally {
            thread.waits = false;
        }
    }

    /** Whether what it does may wait for something outside, as it has said. From any thread. */
    boolean waits() {
        return waits;
    }

    /** A timer that some subtask's thread fires, without a hop; null if this is no such thread. To cancel it frees it. */
    public static @Nullable CompletableFuture<Void> after(long nanos) {
        SubtaskThread thread = current();
        return thread == null || thread.threads.isShutdown() ? null : thread.threads.after(nanos);
    }

    /** Another took its place: it ends when it comes back. From any thread. */
    void replaced() {
        replaced = true;
    }

    boolean isReplaced() {
        return replaced;
    }

    /** Another number says that it has begun something new since. From any thread. */
    long turns() {
        return turns.getOpaque();
    }

    /** Whose code it ran last, in words. From any thread. */
    String whose() {
        SubtaskDeployment seen = subtask;
        return seen == null ? "no subtask" : seen.inWords();
    }

    private void share() {
        last = false;
        Runnable waiting = next;
        if (waiting != null) {
            next = null;
            threads.offer(waiting);
        }
    }

    /** Whether this thread does it next, by itself. */
    boolean keeps(SubtaskThreads of, Runnable task) {
        if (!last || next != null || threads != of) {
            return false;
        }
        next = task;
        return true;
    }

    @Override
    public void run() {
        try {
            VitalThread.run(getName(), this::workOn, fatal);
        } finally {
            ended.accept(this);
        }
    }

    private void workOn() {
        Runnable task = take();
        while (task != null) {
            work(task);
            task = take();
        }
    }

    /** Null when there is nothing any more, for ever. */
    private @Nullable Runnable take() {
        while (true) {
            if (replaced) {
                share();
                return null;
            }
            fireTimers();
            if (inARow >= MOST_IN_A_ROW) {
                share();
            }
            Runnable task = next;
            next = null;
            inARow = task == null ? 0 : inARow + 1;
            if (task == null) {
                task = threads.poll();
            }
            if (task != null) {
                return task;
            }
            if (!threads.sleep(this)) {
                return null;
            }
        }
    }

    private void fireTimers() {
        CompletableFuture<Void> due = threads.pollDue();
        while (due != null) {
            last = true;
            due.complete(null);
            due = threads.pollDue();
        }
        last = false;
    }

    private void work(Runnable task) {
        turns.setOpaque(turns.getPlain() + 1);
        threads.leavesTimers();
        try {
            task.run();
        } catch (Throwable failure) { // as a pool of the JDK does: told, and the thread goes on
            getUncaughtExceptionHandler().uncaughtException(this, failure);
        } finally {
            last = false;
        }
    }
}
