package io.weir.runtime.job;

/** Where an operator wants a job that has ended to go on. */
public enum RestartFrom {
    /** From its newest completed checkpoint, as after any failure. */
    NEWEST,
    /** From the newest that journal and storage share and of which every file is what was written. */
    NEWEST_INTACT,
    /** From one that is named. */
    CHECKPOINT,
    /** From the beginning, without state. */
    SCRATCH
}
