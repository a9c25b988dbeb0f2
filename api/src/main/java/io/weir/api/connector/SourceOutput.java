package io.weir.api.connector;

/** Where the records of one split, or of a reader, go. Times in milliseconds of event time. */
public interface SourceOutput<T> {
    void collect(T record);

    void collect(T record, long timestamp);

    void emitWatermark(long timestamp);

    /** Others need not wait for the watermark of this output until it is active again. */
    void markIdle();

    void markActive();
}
