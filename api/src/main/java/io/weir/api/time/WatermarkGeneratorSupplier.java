package io.weir.api.time;

import java.io.Serializable;

/** Makes generators; travels with the job, the generators need not. */
@FunctionalInterface
public interface WatermarkGeneratorSupplier<T> extends Serializable {
    WatermarkGenerator<T> createWatermarkGenerator(Context context);

    /** What a generator finds around it. */
    interface Context {
        /** Stands still while the input could not be read: under backpressure, and while alignment holds it. Idleness is measured with it. */
        RelativeClock getInputActivityClock();

        /** The clock of the runtime, virtual in a simulation: the only other one a generator may use. */
        ProcessingClock getProcessingClock();
    }
}
