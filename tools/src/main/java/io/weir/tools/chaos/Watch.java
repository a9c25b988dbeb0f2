package io.weir.tools.chaos;

import io.weir.actors.client.ClientException;
import io.weir.actors.client.WeirClient;
import io.weir.actors.protocol.ClientReply;
import io.weir.api.JobStatus;
import io.weir.testkit.process.NodeProcess;
import io.weir.tools.processes.ProcessCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the job and the cluster while one waits, takes its output in, and gives up when nothing goes on. Confined to one thread, but for {@link
 * #knownLeader}.
 */
final class Watch {
    private static final long LOOK_MILLIS = 10;
    private static final long READ_EVERY_NANOS = 500_000_000;
    private static final long ASK_EVERY_NANOS = 3_000_000_000L;
    private static final long WHOLE_EVERY_MILLIS = 100;
    private final ProcessCluster cluster;
    private final WeirClient client;
    private final String job;
    private final CommittedOutput output;
    private final long patienceNanos;
    private final Runnable beside;
    private volatile @Nullable NodeProcess lastLeader; // of this thread
    private String lastSeen = "nothing";
    private long readAt;
    private long askedAt = System.nanoTime();

    /**
     * @param patience so long may a job stand still when nothing is broken any more
     * @param beside is run now and then while one waits
     */
    Watch(
            ProcessCluster cluster,
            WeirClient client,
            String job,
            CommittedOutput output,
            Duration patience,
            Runnable beside) {
        this.cluster = cluster;
        this.client = client;
        this.job = job;
        this.output = output;
        this.patienceNanos = patience.toNanos();
        this.beside = beside;
    }

    /** The node that leads, or led when one last knew. */
    NodeProcess leader() {
        try {
            lastLeader = cluster.leader(client.cluster());
        } catch (ClientException | IllegalStateException e) {
            // between two leaders
        }
        NodeProcess known = lastLeader;
        return known == null ? cluster.nodes().get(0) : known;
    }

    /** The node that led when one last asked, or null; from any thread. */
    @Nullable
    NodeProcess knownLeader() {
        return lastLeader;
    }

    /** Waits until all workers are registered and the job runs. */
    void awaitWhole() throws InterruptedException, IOException {
        int workers = cluster.nodes().size();
        Patience patience = new Patience(patienceNanos, System::nanoTime);
        while (!isWhole(workers)) {
            if (patience.isOver()) {
                throw ChaosErrors.notWhole(workers, patienceNanos / 1_000_000_000, lastSeen);
            }
            pause(WHOLE_EVERY_MILLIS);
        }
    }

    private boolean isWhole(int workers) {
        try {
            ClientReply.Cluster now = client.cluster();
            JobStatus status = status();
            lastSeen = now.workers() + " of " + now.leader() + ", the job " + status;
            lastLeader = cluster.leader(now);
            return now.workers().size() == workers && status == JobStatus.RUNNING;
        } catch (ClientException e) {
            lastSeen = String.valueOf(e.getMessage());
            return false;
        }
    }

    private JobStatus status() {
        ClientReply.JobSummary summary = client.query(job).job();
        if (summary.status() == JobStatus.FAILED || summary.status() == JobStatus.CANCELED) {
            throw ChaosErrors.jobEnded(summary.status(), summary.sentence());
        }
        return summary.status();
    }

    /** Waits until output that was begun after {@code mark} is committed; seconds from now, 0 if it is already. */
    double awaitOutput(CommittedOutput.Mark mark, String after) throws InterruptedException, IOException {
        long began = System.nanoTime();
        await("no new output was committed after " + after, () -> output.isPast(mark));
        return (System.nanoTime() - began) / 1e9;
    }

    /** @throws IllegalStateException [CLI-572] if it takes too long, or the job has failed */
    void await(String otherwise, BooleanSupplier reached) throws InterruptedException, IOException {
        Patience patience = new Patience(patienceNanos, System::nanoTime);
        while (!reached.getAsBoolean()) {
            if (patience.isOver()) {
                throw ChaosErrors.stands(otherwise, patienceNanos / 1_000_000_000, lastFailures());
            }
            askNowAndThen();
            pause(LOOK_MILLIS);
        }
    }

    /** A job that has failed makes no output: one need not wait for it. */
    private void askNowAndThen() {
        if (System.nanoTime() - askedAt > ASK_EVERY_NANOS) {
            try {
                var unused = status();
            } catch (ClientException e) {
                // between two leaders
            }
            askedAt = System.nanoTime();
        }
    }

    private String lastFailures() {
        try {
            List<ClientReply.FailureEntry> failures = client.describe(job).failures();
            return failures.isEmpty() ? "none" : failures.get(0).sentence();
        } catch (ClientException e) {
            return String.valueOf(e.getMessage());
        }
    }

    boolean isFinished() {
        try {
            return status() == JobStatus.FINISHED;
        } catch (ClientException e) {
            return false;
        }
    }

    /** Asks until a leader answers. */
    ClientReply.Job describe() throws InterruptedException, IOException {
        ClientReply.Job[] described = new ClientReply.Job[1];
        await("nobody describes the job", () -> {
            try {
                described[0] = client.describe(job);
                return true;
            } catch (ClientException e) {
                return false;
            }
        });
        return described[0];
    }

    /** Lets time pass, and takes output in. */
    void pause(long millis) throws InterruptedException, IOException {
        TimeUnit.MILLISECONDS.sleep(millis);
        beside.run();
        if (System.nanoTime() - readAt > READ_EVERY_NANOS) {
            output.read();
            readAt = System.nanoTime();
        }
    }
}
