package io.weir.actors.guard;

/**
 * Threads of ours that nothing replaces: each serves its whole node until it is told to end. One that dies of anything, an {@link
 * OutOfMemoryError} too, ends the node: to catch it and go on would leave a member that others count on and that does nothing.
 */
public final class VitalThread {
    /** Returns when the thread was told to end; whatever it throws is its death. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    private VitalThread() {}

    /** A daemon that is not started yet. */
    public static Thread daemon(String name, Work work, NodeFatal fatal) {
        Thread thread = new Thread(() -> run(name, work, fatal), name);
        thread.setDaemon(true);
        return thread;
    }

    /** Does the work on the current thread, which is said to be {@code name}. */
    public static void run(String name, Work work, NodeFatal fatal) {
        try {
            work.run();
        } catch (Throwable death) {
            fatal.threadDied(name, death);
        }
    }
}
