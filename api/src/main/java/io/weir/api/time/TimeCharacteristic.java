package io.weir.api.time;

/** The old way to choose between clocks: accepted where Flink programs have it. Today each window, timer and strategy names its clock. */
public enum TimeCharacteristic {
    /** {@code timeWindow} is of processing time; no watermarks are made periodically. */
    ProcessingTime,
    /** The same as {@link #EventTime}; records get the time at which the source emits them. */
    IngestionTime,
    /** {@code timeWindow} is of event time. The default. */
    EventTime
}
