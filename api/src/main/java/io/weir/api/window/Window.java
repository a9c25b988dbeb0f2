package io.weir.api.window;

/**
 * A part of a stream. Windows are values: equal ones are the same window, and {@code equals} and {@code hashCode} must be stable, because
 * state and timers are found by them. A window class of your own needs a codec, as every value does: make it a plain object.
 */
public abstract class Window {
    /** The last millisecond that belongs to the window; it is also the timestamp of the window's results. */
    public abstract long maxTimestamp();
}
