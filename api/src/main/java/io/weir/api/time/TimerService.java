package io.weir.api.time;

/** Time and timers of the current key, in milliseconds. A timer of one key and one time fires once, however often it was registered. */
public interface TimerService {
    long currentProcessingTime();

    /** {@link Long#MIN_VALUE} before the first watermark. */
    long currentWatermark();

    /** Fires when the processing time reaches {@code time}. */
    void registerProcessingTimeTimer(long time);

    /** Fires when the watermark reaches {@code time}. */
    void registerEventTimeTimer(long time);

    /** Does nothing if there is no such timer. */
    void deleteProcessingTimeTimer(long time);

    /** Does nothing if there is no such timer. */
    void deleteEventTimeTimer(long time);
}
