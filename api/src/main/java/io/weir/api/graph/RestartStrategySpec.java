package io.weir.api.graph;

import java.io.Serializable;

/** Whether and when a failed job runs again. Times in milliseconds. */
public sealed interface RestartStrategySpec extends Serializable {
    record NoRestart() implements RestartStrategySpec {}

    record FixedDelay(int attempts, long delayMs) implements RestartStrategySpec {}

    /**
     * The delay grows from failure to failure.
     *
     * @param resetThresholdMs after running so long the delay starts at {@code initialMs} again
     * @param jitter the delay varies by this part of it, 0 to 1
     * @param attempts {@link Integer#MAX_VALUE} for no limit
     */
    record ExponentialDelay(
            long initialMs, long maxMs, double multiplier, long resetThresholdMs, double jitter, int attempts)
            implements RestartStrategySpec {
        public static final ExponentialDelay DEFAULT =
                new ExponentialDelay(1_000, 60_000, 1.5, 3_600_000, 0.1, Integer.MAX_VALUE);
    }

    /** Fails the job when it failed more than {@code maxFailures} times within {@code intervalMs}. */
    record FailureRate(int maxFailures, long intervalMs, long delayMs) implements RestartStrategySpec {}
}
