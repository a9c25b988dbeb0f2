package io.weir.actors.client;

import io.weir.actors.protocol.ClientReply;
import io.weir.api.JobClient;
import io.weir.api.JobExecutionException;
import io.weir.api.JobExecutionResult;
import io.weir.api.JobStatus;
import io.weir.api.accumulator.Accumulators;
import io.weir.api.serde.CodecRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;

/** A job on a cluster. Waits for its end by asking again and again, so that it outlives every leader. */
final class RemoteJob implements JobClient {
    private static final Duration ASK_EVERY = Duration.ofMillis(100);

    private final WeirClient client;
    private final ActorSystem<?> system;
    private final Executor blocking;
    private final String jobId;
    private final CodecRegistry codecs;

    /** @param codecs of the job, to read its accumulators */
    RemoteJob(WeirClient client, ActorSystem<?> system, String jobId, CodecRegistry codecs) {
        this.codecs = codecs;
        this.client = client;
        this.system = system;
        this.blocking = system.dispatchers().lookup(DispatcherSelector.fromConfig("weir.blocking-dispatcher"));
        this.jobId = jobId;
    }

    @Override
    public String getJobId() {
        return jobId;
    }

    @Override
    public CompletableFuture<JobStatus> getJobStatus() {
        return CompletableFuture.supplyAsync(() -> client.query(jobId).job().status(), blocking);
    }

    @Override
    public CompletableFuture<Void> cancel() {
        return CompletableFuture.runAsync(() -> client.cancel(jobId), blocking);
    }

    @Override
    public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
        CompletableFuture<JobExecutionResult> result = new CompletableFuture<>();
        blocking.execute(() -> look(result));
        return result;
    }

    private void look(CompletableFuture<JobExecutionResult> result) {
        if (result.isDone()) {
            return;
        }
        try {
            ClientReply.JobIs now = client.query(jobId);
            if (now.job().status().isGloballyTerminalState()) {
                end(now, result);
            } else {
                system.scheduler()
                        .scheduleOnce(ASK_EVERY, () -> blocking.execute(() -> look(result)), system.executionContext());
            }
        } catch (RuntimeException e) {
            result.completeExceptionally(new JobExecutionException(jobId, String.valueOf(e.getMessage()), e));
        }
    }

    private void end(ClientReply.JobIs end, CompletableFuture<JobExecutionResult> result) {
        ClientReply.JobSummary job = end.job();
        if (job.status() == JobStatus.FINISHED) {
            long from = end.startedAtMillis() == 0 ? job.submittedAtMillis() : end.startedAtMillis();
            result.complete(new JobExecutionResult(
                    jobId,
                    job.name(),
                    Duration.ofMillis(job.endedAtMillis() - from),
                    Accumulators.results(end.accumulators(), codecs)));
        } else {
            result.completeExceptionally(new JobExecutionException(
                    jobId, job.status() == JobStatus.CANCELED ? "Job " + jobId + " was cancelled." : job.sentence()));
        }
    }
}
