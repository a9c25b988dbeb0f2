package io.weir.api.metrics;

/** Something that can be shown. Changed and read by its subtask's thread only. */
public interface Metric {}
