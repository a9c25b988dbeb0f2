package io.weir.testkit.simulation;

import io.weir.actors.job.JobManager;
import io.weir.actors.job.JobPrograms;
import io.weir.actors.job.JobServices;
import io.weir.actors.job.Liveness;
import io.weir.actors.job.Membership;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.api.graph.JobGraph;
import io.weir.checkpoint.storage.CheckpointStorage;
import io.weir.runtime.cluster.WorkerId;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * The process of a leader: runs the product's {@code JobManager}, and through it the coordinator of the job. There may be two for a moment;
 * the journal lets only one of them write.
 */
final class SimulatedLeader extends SimulatedNode {
    private static final int USER_THREADS = 4;

    private final CheckpointStorage storage;
    private @Nullable ActorRef<JobManagerCommand> manager;
    private @Nullable Consumer<WorkerId> disconnected;
    private @Nullable Consumer<WorkerId> gone;
    private @Nullable Consumer<WorkerId> back;
    private boolean leads;
    private long knownEpoch;

    SimulatedLeader(SimulatedCluster cluster, String name) {
        super(cluster, name);
        this.storage = new NodeStorage(this);
    }

    void start() {
        say("starts");
        in(cluster.latency(5 * VirtualTime.MILLIS), () -> {
            JobServices services = new JobServices(
                    name,
                    cluster::nextJobId,
                    cluster.random::nextDouble,
                    clock::steadyMillis,
                    new SimulatedLeadership(this),
                    cluster.retention,
                    blocking(),
                    userThreads,
                    USER_THREADS,
                    uri -> storage,
                    cluster.storage.uri(),
                    (job, from) -> program(job.jobId()),
                    cluster.patience);
            manager = cluster.actors.spawn(this, JobManager.create(services, new Members(), this::connections), "");
        });
    }

    private JobPrograms.Program program(String jobId) {
        if (!jobId.equals(SimulatedCluster.JOB_ID)) {
            throw new NoSuchJob(jobId);
        }
        return new JobPrograms.Program() {
            @Override
            public JobGraph graph() {
                return cluster.graph;
            }

            @Override
            public ClassLoader loader() {
                return cluster.userLoader();
            }

            @Override
            public void close() {}
        };
    }

    /** Null while the process starts. */
    @Nullable
    ActorRef<JobManagerCommand> manager() {
        return manager;
    }

    boolean leads() {
        return leads;
    }

    /** It stands in the journal. */
    void onLeads() {
        leads = true;
    }

    /** The newest attempt of the job that the journal has shown to it. */
    long knownEpoch() {
        return knownEpoch;
    }

    void knows(long epoch) {
        knownEpoch = Math.max(knownEpoch, epoch);
    }

    /** Without a stack trace: production logs it, and it is no news. */
    private static final class NoSuchJob extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        NoSuchJob(String jobId) {
            super("there is no graph of " + jobId);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    // --- what it hears of workers ---

    /** A worker's connection to this process broke. */
    void onDisconnected(WorkerId worker) {
        tell(disconnected, worker);
    }

    /** The membership has given a worker up. */
    void onGone(WorkerId worker) {
        tell(gone, worker);
    }

    /** The membership sees a worker again that it had given up. */
    void onBack(WorkerId worker) {
        tell(back, worker);
    }

    private void tell(@Nullable Consumer<WorkerId> listener, WorkerId worker) {
        if (listener != null) {
            run(() -> listener.accept(worker));
        }
    }

    private Liveness connections(Consumer<WorkerId> workerGone) {
        disconnected = workerGone;
        return new Liveness() {
            @Override
            public String host() {
                return name;
            }

            @Override
            public int port() {
                return 1;
            }

            @Override
            public void close() {
                disconnected = null;
            }
        };
    }

    private final class Members implements Membership {
        @Override
        public boolean isReachable(WorkerId worker) {
            return cluster.isReachable(worker);
        }

        @Override
        public AutoCloseable watch(Consumer<WorkerId> nowGone, Consumer<WorkerId> nowBack) {
            gone = nowGone;
            back = nowBack;
            return () -> {
                gone = null;
                back = null;
            };
        }
    }
}
