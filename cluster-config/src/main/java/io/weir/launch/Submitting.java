package io.weir.launch;

import io.weir.api.JobClient;
import io.weir.api.JobExecutionException;
import io.weir.api.JobExecutionResult;
import io.weir.api.JobStatus;
import io.weir.api.execution.JobExecutor;
import io.weir.api.graph.JobGraph;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What a program that {@code weir run} started finds as its executor: the cluster, or this process. */
final class Submitting implements JobExecutor {
    private final JobExecutor executor;
    private final int parallelism;
    private final boolean detached;
    private final Consumer<String> told;
    private volatile boolean submitted;

    Submitting(JobExecutor executor, int parallelism, boolean detached, Consumer<String> told) {
        this.executor = executor;
        this.parallelism = parallelism;
        this.detached = detached;
        this.told = told;
    }

    @Override
    public JobClient submit(JobGraph graph, ClassLoader userCode) throws JobExecutionException {
        JobClient job = executor.submit(graph, userCode);
        submitted = true;
        told.accept(job.getJobId());
        return detached ? new Detached(job, graph.name()) : job;
    }

    @Override
    public int defaultParallelism() {
        return parallelism;
    }

    @Override
    public String programHost() {
        if (detached) {
            throw new IllegalStateException(
                    "[API-197] The results of the job cannot be collected. With -d the program does not wait for the job, "
                            + "and would not be there to take them. Leave -d away, or write to a sink.");
        }
        return executor.programHost();
    }

    boolean submitted() {
        return submitted;
    }

    /** Does not wait: for the program the job is over as soon as it is accepted. */
    private record Detached(JobClient job, String name) implements JobClient {
        @Override
        public String getJobId() {
            return job.getJobId();
        }

        @Override
        public CompletableFuture<JobStatus> getJobStatus() {
            return job.getJobStatus();
        }

        @Override
        public CompletableFuture<Void> cancel() {
            return job.cancel();
        }

        @Override
        public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
            return CompletableFuture.completedFuture(new JobExecutionResult(job.getJobId(), name, Duration.ZERO));
        }
    }
}
