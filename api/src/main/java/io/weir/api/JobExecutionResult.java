package io.weir.api;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What is known of a job that finished. */
public record JobExecutionResult(String jobId, String jobName, Duration netRuntime) {
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
        return desiredUnit.convert(netRuntime);
    }

    /** From the first attempt's start to the end, in milliseconds. */
    public long getNetRuntime() {
        return netRuntime.toMillis();
    }
}
