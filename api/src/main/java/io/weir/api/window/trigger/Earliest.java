package io.weir.api.window.trigger;

import io.weir.api.argument.Argument;
import io.weir.api.function.ReduceFunction;
import java.time.Duration;

/** The smaller of two times. */
final class Earliest implements ReduceFunction<Long> {
    @Override
    public Long reduce(Long a, Long b) {
        return Math.min(a, b);
    }

    /** The milliseconds of an interval. */
    static long checked(Duration interval) {
        long millis = Argument.millis(interval, "interval");
        if (millis <= 0) {
            throw new IllegalArgumentException("[API-130] A trigger was given an interval of " + millis
                    + " ms. It must be above 0 to come to an end. Give a longer one.");
        }
        return millis;
    }
}
