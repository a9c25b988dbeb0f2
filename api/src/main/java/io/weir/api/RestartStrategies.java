package io.weir.api;

import io.weir.api.argument.Argument;
import io.weir.api.graph.RestartStrategySpec;
import io.weir.api.time.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether and when a failed job runs again, for {@link StreamExecutionEnvironment#setRestartStrategy}. */
public final class RestartStrategies {
    private RestartStrategies() {}

    public static RestartStrategySpec noRestart() {
        return new RestartStrategySpec.NoRestart();
    }

    /** The default: exponential delay with checkpoints, none without. */
    public static @Nullable RestartStrategySpec fallBackRestart() {
        return null;
    }

    /**
     * So often, after the same delay each time.
     *
     * @param delayBetweenAttempts milliseconds
     */
    public static RestartStrategySpec fixedDelayRestart(int restartAttempts, long delayBetweenAttempts) {
        return new RestartStrategySpec.FixedDelay(restartAttempts, delayBetweenAttempts);
    }

    public static RestartStrategySpec fixedDelayRestart(int restartAttempts, Time delayInterval) {
        return fixedDelayRestart(
                restartAttempts, Argument.given(delayInterval, "delayInterval").toMilliseconds());
    }

    public static RestartStrategySpec fixedDelayRestart(int restartAttempts, Duration delayInterval) {
        return fixedDelayRestart(restartAttempts, Argument.saturatedMillis(delayInterval, "delayInterval"));
    }

    /** After a delay that grows from failure to failure, and starts again after the job ran long enough. */
    public static RestartStrategySpec exponentialDelayRestart(
            Duration initialBackoff,
            Duration maxBackoff,
            double backoffMultiplier,
            Duration resetBackoffThreshold,
            double jitterFactor) {
        return new RestartStrategySpec.ExponentialDelay(
                Argument.saturatedMillis(initialBackoff, "initialBackoff"),
                Argument.saturatedMillis(maxBackoff, "maxBackoff"),
                backoffMultiplier,
                Argument.saturatedMillis(resetBackoffThreshold, "resetBackoffThreshold"),
                jitterFactor,
                Integer.MAX_VALUE);
    }

    public static RestartStrategySpec exponentialDelayRestart(
            Time initialBackoff,
            Time maxBackoff,
            double backoffMultiplier,
            Time resetBackoffThreshold,
            double jitterFactor) {
        return exponentialDelayRestart(
                Argument.given(initialBackoff, "initialBackoff").toDuration(),
                Argument.given(maxBackoff, "maxBackoff").toDuration(),
                backoffMultiplier,
                Argument.given(resetBackoffThreshold, "resetBackoffThreshold").toDuration(),
                jitterFactor);
    }

    /** Until it fails more than so often within an interval. */
    public static RestartStrategySpec failureRateRestart(
            int failureRate, Duration failureInterval, Duration delayInterval) {
        return new RestartStrategySpec.FailureRate(
                failureRate,
                Argument.saturatedMillis(failureInterval, "failureInterval"),
                Argument.saturatedMillis(delayInterval, "delayInterval"));
    }

    public static RestartStrategySpec failureRateRestart(int failureRate, Time failureInterval, Time delayInterval) {
        return failureRateRestart(
                failureRate,
                Argument.given(failureInterval, "failureInterval").toDuration(),
                Argument.given(delayInterval, "delayInterval").toDuration());
    }
}
