package io.weir.api.state;

/** State of which two can be made one, as session windows do. */
public interface MergingState<IN, OUT> extends AppendingState<IN, OUT> {}
