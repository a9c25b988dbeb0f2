package io.weir.testkit.simulation.job;

import io.weir.testkit.simulation.invariant.Invariant;

/** A job of Weir's own simulation: its sink and functions find their {@link OutsideWorld} by its name, from the beginning of the run to its end. */
interface JobInTheWorld extends SimulatedJob {
    /** Name of the {@link OutsideWorld}. */
    String world();

    @Override
    default boolean keepsCheckpointsWhenCancelled() {
        return true;
    }

    @Override
    default void begin(Invariant rules) {
        OutsideWorld.open(world(), rules);
    }

    @Override
    default boolean letFunctionFail() {
        OutsideWorld.of(world()).letFunctionFail();
        return true;
    }

    @Override
    default void close() {
        OutsideWorld.close(world());
    }
}
