package io.weir.api.function;

/** Which job this is. */
public record JobInfo(String jobId, String jobName) {
    public String getJobId() {
        return jobId;
    }

    public String getJobName() {
        return jobName;
    }
}
