package io.weir.api.window.trigger;

/** What is to be done with a window. */
public enum TriggerResult {
    /** Nothing. */
    CONTINUE(false, false),
    /** Emit its result; throw its content away. */
    FIRE_AND_PURGE(true, true),
    /** Emit its result; its content stays. */
    FIRE(true, false),
    /** Throw its content away. */
    PURGE(false, true);

    private final boolean fire;
    private final boolean purge;

    TriggerResult(boolean fire, boolean purge) {
        this.fire = fire;
        this.purge = purge;
    }

    public boolean isFire() {
        return fire;
    }

    public boolean isPurge() {
        return purge;
    }
}
