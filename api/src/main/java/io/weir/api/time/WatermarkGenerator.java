package io.weir.api.time;

/**
 * Says how far event time is, from the records that it sees: at once (punctuated), or when it is asked (periodic). There is one for each
 * subtask of {@code assignTimestampsAndWatermarks}, and one for each split of a source. Confined to the subtask's thread.
 */
public interface WatermarkGenerator<T> {
    /**
     * A record was emitted: comes after it, so that a watermark emitted here follows its record.
     *
     * @param eventTimestamp {@link TimestampAssigner#NO_TIMESTAMP} if it has none
     */
    void onEvent(T event, long eventTimestamp, WatermarkOutput output);

    /** Called every {@code ExecutionConfig.getAutoWatermarkInterval()} milliseconds; never if that is 0. */
    void onPeriodicEmit(WatermarkOutput output);
}
