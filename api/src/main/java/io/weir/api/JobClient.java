package io.weir.api;

import java.util.concurrent.CompletableFuture;

/** A submitted job, seen from its submitter. Safe for any thread; futures fail with a sentence when the job cannot be reached. */
public interface JobClient {
    String getJobId();

    /** Flink's spelling of {@link #getJobId()}. */
    default String getJobID() {
        return getJobId();
    }

    CompletableFuture<JobStatus> getJobStatus();

    /** Asks the job to stop without a last checkpoint; completes when the request is durable, not when the job has ended. */
    CompletableFuture<Void> cancel();

    /** Completes when the job has finished; fails with {@link JobExecutionException} when it failed or was cancelled. */
    CompletableFuture<JobExecutionResult> getJobExecutionResult();
}
