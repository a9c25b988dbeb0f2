package io.weir.api;

import io.weir.api.argument.Argument;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a job that finished.
 *
 * @param accumulatorResults of all accumulators, by name
 */
public record JobExecutionResult(
        String jobId, String jobName, Duration netRuntime, Map<String, Object> accumulatorResults) {
    public JobExecutionResult {
        accumulatorResults = Collections.unmodifiableMap(new TreeMap<>(accumulatorResults));
    }

    /** Without accumulators. */
    public JobExecutionResult(String jobId, String jobName, Duration netRuntime) {
        this(jobId, jobName, netRuntime, Map.of());
    }

    /** What all subtasks added under the name, merged; each record counted once. Null if there is no such accumulator. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the program knows what it added, as in Flink
    public <T> @Nullable T getAccumulatorResult(String accumulatorName) {
        Argument.given(accumulatorName, "accumulatorName");
        return (T) accumulatorResults.get(accumulatorName);
    }

    /** By name, in its order. */
    public Map<String, Object> getAllAccumulatorResults() {
        return accumulatorResults;
    }

    /** As {@link #getAccumulatorResult}, of an {@code IntCounter}. */
    public @Nullable Integer getIntCounterResult(String accumulatorName) {
        Argument.given(accumulatorName, "accumulatorName");
        return getAccumulatorResult(accumulatorName);
    }

    public String getJobId() {
        return jobId;
    }

    /** Flink's spelling of {@link #getJobId()}. */
    public String getJobID() {
        return jobId;
    }

    public String getJobName() {
        return jobName;
    }

    /** In whole units. */
    public long getNetRuntime(TimeUnit desiredUnit) {
        Argument.given(desiredUnit, "desiredUnit");
        return desiredUnit.convert(netRuntime);
    }

    /** From the first attempt's start to the end, in milliseconds. */
    public long getNetRuntime() {
        return netRuntime.toMillis();
    }
}
