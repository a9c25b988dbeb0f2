package io.weir.actors.subtask;

import org.jspecify.annotations.Nullable;

/**
 * The thread that runs a subtask's user code at this moment, if one does: gives it the job's class loader, and lets another thread
 * interrupt it without ever hitting a stranger that the dispatcher runs there next.
 */
public final class UserThread {
    private final ClassLoader userLoader;
    private @Nullable Thread running; // guarded by this
    private @Nullable ClassLoader before; // guarded by this
    private boolean shielded; // guarded by this
    private boolean interruptedMeanwhile; // guarded by this
    private boolean stopped; // guarded by this
    private @Nullable Runnable onStop; // guarded by this

    public UserThread(ClassLoader userLoader) {
        this.userLoader = userLoader;
    }

    synchronized void enter() {
        Thread thread = Thread.currentThread();
        running = thread;
        before = thread.getContextClassLoader();
        thread.setContextClassLoader(userLoader);
    }

    /** Clears the thread's interruption, whoever caused it: it was meant for user code, which is over. */
    @SuppressWarnings("NullAway") // a context class loader may be null
    synchronized void exit() {
        running = null;
        Thread.interrupted();
        Thread.currentThread().setContextClassLoader(before);
        before = null;
    }

    /** From here to {@link #unshield} an interruption waits: what runs is not user code, and must not be disturbed. */
    synchronized void shield() {
        shielded = true;
        interruptedMeanwhile = Thread.interrupted();
    }

    /** User code goes on; if it was interrupted meanwhile, it is now. */
    synchronized void unshield() {
        shielded = false;
        if (interruptedMeanwhile) {
            Thread.currentThread().interrupt();
        }
    }

    /** What to do when {@link #stop} is called, or at once if it was. */
    void whenStopped(Runnable action) {
        synchronized (this) {
            onStop = action;
            if (!stopped) {
                return;
            }
        }
        action.run();
    }

    /** No user code is to be called after the call that runs now; from any thread. */
    public void stop() {
        Runnable action;
        synchronized (this) {
            stopped = true;
            action = onStop;
        }
        if (action != null) {
            action.run();
        }
    }

    /** Interrupts user code that runs now; from any thread. */
    public synchronized void interrupt() {
        Thread thread = running;
        if (shielded) {
            interruptedMeanwhile = true;
        } else if (thread != null) {
            thread.interrupt();
        }
    }
}
