package io.weir.actors.usercode;

/** Threads of a node for code of users that may block. A job whose code blocks takes threads of its own and none of others. Safe for any thread. */
@FunctionalInterface
public interface UserThreads {
    /**
     * A lane of its own; it has a thread only while it has something to run.
     *
     * @param name as people see it in logs and thread dumps
     * @param atOnce the most tasks that run at the same time; with 1 they run one after the other, in the order in which they came
     * @param loader the context class loader of what runs
     */
    UserLane lane(String name, int atOnce, ClassLoader loader);

    /** Whether the thread is one that lanes run on. */
    static boolean isOne(Thread thread) {
        return thread instanceof ElasticUserThreads.UserCodeThread;
    }
}
