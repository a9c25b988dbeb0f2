package io.weir.actors.guard;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Who ends the node of an actor system, for threads that the actor system makes by itself and to which nothing of ours can be handed. Safe for any
 * thread.
 */
public final class NodeFatals {
    private static final Map<Object, NodeFatal> KNOWN = Collections.synchronizedMap(new WeakHashMap<>());

    private NodeFatals() {}

    /**
     * The node of an actor system is known from now on.
     *
     * @param settings of the actor system, the very object; one that is gone is forgotten
     */
    public static void put(Object settings, NodeFatal fatal) {
        KNOWN.put(settings, fatal);
    }

    /** Looks only when a thread has died: by then the node is known. A system without one, as tests have, hears of it as of any uncaught error. */
    public static NodeFatal of(Object settings) {
        return (thread, why) -> {
            NodeFatal fatal = KNOWN.get(settings);
            if (fatal != null) {
                fatal.threadDied(thread, why);
            } else {
                Thread current = Thread.currentThread();
                current.getUncaughtExceptionHandler().uncaughtException(current, why);
            }
        };
    }
}
