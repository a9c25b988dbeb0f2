package io.weir.actors.local;

import io.weir.actors.node.WeirNode;
import io.weir.api.JobClient;
import io.weir.api.JobExecutionResult;
import io.weir.api.JobStatus;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A job in this process. Its node ends with it; what is asked of it later is answered from memory. */
final class LocalJob implements JobClient {
    private final JobClient job;
    private final CompletableFuture<JobExecutionResult> result = new CompletableFuture<>();
    private volatile @Nullable JobStatus last;

    private LocalJob(JobClient job) {
        this.job = job;
    }

    /** Ends node and folder when the job has ended, tells its end, and only then its result. */
    static JobClient watch(JobClient job, WeirNode node, AutoCloseable folder, ConsoleNews.End end) {
        LocalJob local = new LocalJob(job);
        CompletableFuture<JobExecutionResult> unused = job.getJobExecutionResult()
                .whenComplete((success, failure) -> {
                    Thread ending = new Thread(() -> local.end(node, folder, end, success, failure), "weir-local-end");
                    ending.start(); // the node cannot wait for its own end
                });
        return local;
    }

    private void end(
            WeirNode node,
            AutoCloseable folder,
            ConsoleNews.End end,
            @Nullable JobExecutionResult success,
            @Nullable Throwable failure) {
        Throwable thrown = failure;
        try (folder;
                node) {
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
