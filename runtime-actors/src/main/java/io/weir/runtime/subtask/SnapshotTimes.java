package io.weir.runtime.subtask;

/** How long one subtask took over one checkpoint, in nanoseconds: waiting for barriers, the synchronous and the asynchronous part. */
public record SnapshotTimes(long alignmentNanos, long syncNanos, long asyncNanos) {}
