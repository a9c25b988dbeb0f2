package io.weir.testkit;

import io.weir.api.JobClient;
import io.weir.api.JobExecutionResult;
import io.weir.api.JobStatus;
import io.weir.api.execution.JobExecutor;
import io.weir.api.graph.JobGraph;
import io.weir.testkit.simulation.SimulatedCluster;
import io.weir.testkit.simulation.SimulationResult;
import io.weir.testkit.simulation.SimulationSettings;
import io.weir.testkit.simulation.job.SimulatedJob;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Runs each job of a program in a simulated cluster, to its end, before it returns to the program. */
final class SimulatedExecutor implements JobExecutor {
    private final SimulationSettings settings;
    private int jobs;

    SimulatedExecutor(SimulationSettings settings) {
        this.settings = settings;
    }

    int jobs() {
        return jobs;
    }

    @Override
    public int defaultParallelism() {
        return ProgramRun.PARALLELISM;
    }

    @Override
    public JobClient submit(JobGraph graph, ClassLoader userCode) {
        jobs++;
        SimulationResult result = SimulatedCluster.run(settings, SimulatedJob.of(graph, userCode));
        return new Finished(
                new JobExecutionResult("simulated-" + jobs, graph.name(), Duration.ofNanos(result.virtualNanos())));
    }

    /** Results come back over sockets, which a simulation does not have. */
    @Override
    public String programHost() {
        throw new IllegalStateException(
                "[API-197] The results of the job cannot be collected. The job runs in a simulation, which has no way back "
                        + "to the program. End the stream in a TestSink.");
    }

    private record Finished(JobExecutionResult result) implements JobClient {
        @Override
        public String getJobId() {
            return result.jobId();
        }

        @Override
        public CompletableFuture<JobStatus> getJobStatus() {
            return CompletableFuture.completedFuture(JobStatus.FINISHED);
        }

        @Override
        public CompletableFuture<Void> cancel() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
            return CompletableFuture.completedFuture(result);
        }
    }
}
