package io.weir.api;

import org.jspecify.annotations.Nullable;

/** A job could not be started, or failed, or was cancelled while somebody waited for its result. */
public class JobExecutionException extends Exception {
    private final @Nullable String jobId;

    /**
     * With a cause.
     *
     * @param jobId null if the job never got one
     */
    public JobExecutionException(@Nullable String jobId, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.jobId = jobId;
    }

    public JobExecutionException(@Nullable String jobId, String message) {
        this(jobId, message, null);
    }

    public @Nullable String getJobId() {
        return jobId;
    }
}
