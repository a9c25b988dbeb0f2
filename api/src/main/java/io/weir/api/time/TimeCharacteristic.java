package io.weir.api.time;

/** The old way to choose between clocks: accepted where Flink programs have it. Today each window, timer and strategy names its clock. */
public enum TimeCharacteristic {
    /** {@code timeWindow} is of processing time; no watermarks are made periodically. */
    ProcessingTime,
    /**
     * The same as {@link #EventTime}. Sources give no time of their own: add {@code assignTimestampsAndWatermarks} with an {@link
     * IngestionTimeAssigner} behind the source, else event-time windows refuse its records [API-106].
     */
    IngestionTime,
    /** {@code timeWindow} is of event time. The default. */
    EventTime
}
