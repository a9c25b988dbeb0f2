package io.weir.samples.earthquakes;

import io.weir.api.time.Watermark;
import io.weir.api.time.WatermarkGenerator;
import io.weir.api.time.WatermarkOutput;

/**
 * The watermark follows each report at once, so that what is late does not depend on how fast the file is read. ({@code
 * WatermarkStrategy.forBoundedOutOfOrderness} looks five times a second.)
 */
final class AfterEachReport implements WatermarkGenerator<Earthquake> {
    private final long patienceMillis;
    private long newest = Long.MIN_VALUE;

    AfterEachReport(long patienceMillis) {
        this.patienceMillis = patienceMillis;
    }

    @Override
    public void onEvent(Earthquake earthquake, long millis, WatermarkOutput output) {
        if (millis > newest) {
            newest = millis;
            output.emitWatermark(new Watermark(millis - patienceMillis - 1));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
}
