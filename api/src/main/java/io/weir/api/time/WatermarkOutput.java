package io.weir.api.time;

/** Where a generator says how far event time is. */
public interface WatermarkOutput {
    /** A watermark that is not above the last one changes nothing. Makes the output active if it was idle. */
    void emitWatermark(Watermark watermark);

    /** Others need not wait for this output's watermark until it emits one, or is marked active. */
    void markIdle();

    void markActive();
}
