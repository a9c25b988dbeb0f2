package io.weir.actors.client;

import io.weir.api.JobClient;
import io.weir.api.JobExecutionResult;
import io.weir.api.JobStatus;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A job whose node, or whose connection to one, ends with it. What is asked of the job later is answered from memory. */
public final class ClosingJob implements JobClient {
    private final JobClient job;
    private final CompletableFuture<JobExecutionResult> result = new CompletableFuture<>();
    private volatile @Nullable JobStatus last;

    private ClosingJob(JobClient job) {
        this.job = job;
    }

    /** Hears how a job ended, before its result is told to anybody else. */
    @FunctionalInterface
    public interface End {
        /** With the sentence of the failure, if there is one. */
        void told(JobStatus status, @Nullable String sentence);
    }

    /** Closes something when the job has ended, tells its end, and only then its result. */
    public static JobClient watch(JobClient job, AutoCloseable way, End end) {
        ClosingJob closing = new ClosingJob(job);
        CompletableFuture<JobExecutionResult> unused = job.getJobExecutionResult()
                .whenComplete((success, failure) -> {
                    Thread ending = new Thread(() -> closing.end(way, end, success, failure), "weir-job-end");
                    ending.start(); // a node cannot wait for its own end
                });
        return closing;
    }

    private void end(AutoCloseable way, End end, @Nullable JobExecutionResult success, @Nullable Throwable failure) {
        Throwable thrown = failure;
        try (way) {
            last = job.getJobStatus().join();
        } catch (Exception e) {
            thrown = failure == null ? e : failure;
        }
        end.told(statusOf(thrown), thrown == null ? null : thrown.getMessage());
        if (thrown == null) {
            result.complete(success);
        } else {
            result.completeExceptionally(thrown);
        }
    }

    private JobStatus statusOf(@Nullable Throwable thrown) {
        JobStatus known = last;
        if (known != null && known.isGloballyTerminalState()) {
            return known;
        }
        return thrown == null ? JobStatus.FINISHED : JobStatus.FAILED;
    }

    @Override
    public String getJobId() {
        return job.getJobId();
    }

    @Override
    public CompletableFuture<JobStatus> getJobStatus() {
        JobStatus known = last;
        return known != null ? CompletableFuture.completedFuture(known) : job.getJobStatus();
    }

    @Override
    public CompletableFuture<Void> cancel() {
        return last != null ? CompletableFuture.completedFuture(null) : job.cancel();
    }

    @Override
    public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
        return result.copy();
    }
}
