package io.weir.api;

/** What a restart may do to state and channels. */
public enum CheckpointingMode {
    /** Each record changes the state once, whatever fails. */
    EXACTLY_ONCE,
    /** Barriers do not hold channels back: a record may change the state twice after a restart. */
    AT_LEAST_ONCE
}
