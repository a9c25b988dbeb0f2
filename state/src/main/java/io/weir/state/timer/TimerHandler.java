package io.weir.state.timer;

import org.jspecify.annotations.Nullable;

/** Whom a due timer is handed to. */
@FunctionalInterface
public interface TimerHandler {
    /** The timer is gone already; its key and namespace are the backend's current ones. {@code time} is the timer's own, epoch milliseconds. */
    void onTimer(TimerDomain domain, Object key, @Nullable Object namespace, long time) throws Exception;

    /** Asked before each timer: false ends the pass, as if the others were not due. */
    default boolean goesOn() {
        return true;
    }
}
