package io.weir.api.time;

import java.time.Duration;

/** The highest timestamp so far, less one; periodic. */
public class AscendingTimestampsWatermarks<T> extends BoundedOutOfOrdernessWatermarks<T> {
    public AscendingTimestampsWatermarks() {
        super(Duration.ZERO);
    }
}
