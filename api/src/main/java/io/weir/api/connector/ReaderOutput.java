package io.weir.api.connector;

/** Where a reader emits. Times in milliseconds of event time. */
public interface ReaderOutput<T> {
    void collect(T record);

    void collect(T record, long timestamp);

    void emitWatermark(long timestamp);

    /** Others need not wait for this reader's watermark until it is active again. */
    void markIdle();

    void markActive();
}
