package io.weir.state.timer;

/** The two clocks a timer can wait for. */
public enum TimerDomain {
    /** The watermark of the operator. */
    EVENT_TIME,
    /** The clock on the wall. */
    PROCESSING_TIME
}
