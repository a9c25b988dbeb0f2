package io.weir.testkit.simulation;

import io.weir.actors.liveness.LeaderConnection;
import io.weir.actors.node.Departure;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.subtask.SubtaskHost;
import io.weir.actors.worker.WorkerActor;
import io.weir.actors.worker.WorkerServices;
import io.weir.actors.worker.WorkerSettings;
import io.weir.api.graph.JobGraph;
import io.weir.checkpoint.SubtaskId;
import io.weir.checkpoint.storage.CheckpointStorage;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.subtask.Subtask;
import io.weir.state.KeyedBackendFactory;
import io.weir.state.heap.HeapKeyedBackendFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** The process of a worker: runs the product's {@code WorkerActor}, with its attempts and their subtasks. */
final class SimulatedWorker extends SimulatedNode {
    private static final Duration LEAVE_PATIENCE = Duration.ofSeconds(4);
    private static final int USER_THREADS = 4;
    private static final long CREDIT_REPEAT_NANOS = 50 * VirtualTime.MILLIS;

    final WorkerId id;
    /** Counted from 0; its successor after a crash has the same. */
    final int host;

    private final TreeMap<Long, Map<SubtaskId, Subtask>> open = new TreeMap<>();
    private final Connection connection = new Connection();
    private @Nullable ActorRef<JobManagerCommand> toLeader;

    SimulatedWorker(SimulatedCluster cluster, int host, String name) {
        super(cluster, name);
        this.host = host;
        this.id = new WorkerId(name);
    }

    void start() {
        say("starts");
        CheckpointStorage storage = new NodeStorage(this);
        KeyedBackendFactory heap = new HeapKeyedBackendFactory();
        WorkerServices services = new WorkerServices(
                id,
                new SubtaskHost(
                        name,
                        clock,
                        new NodeTransport(this),
                        blocking(),
                        userThreads,
                        USER_THREADS,
                        CREDIT_REPEAT_NANOS),
                cluster.exchange,
                uri -> storage,
                wanted -> heap,
                cluster.folder,
                (key, from) -> code());
        WorkerSettings settings = new WorkerSettings(
                cluster.slotsPerNode,
                Path.of("unused"),
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                Duration.ofMillis(400),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                false,
                Duration.ofSeconds(60));
        ActorRef<JobManagerCommand> proxy = cluster.actors.spawn(this, cluster.toWhoeverLeads(), "to-leader");
        toLeader = proxy;
        cluster.actors.spawn(this, WorkerActor.create(settings, services, connection::opened, proxy, leader -> {}), "");
    }

    private WorkerServices.Code code() {
        return new WorkerServices.Code() {
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

    /** Its connection to the leader is lost. */
    void onLeaderLost() {
        run(connection::isLost);
    }

    /** Says that it goes, waits until nothing runs here any more, but not for ever, and goes. */
    void leave(Runnable gone) {
        ActorRef<JobManagerCommand> leader = toLeader;
        if (leader != null) {
            cluster.actors.spawn(
                    this,
                    Departure.create(leader, id, LEAVE_PATIENCE, () -> {
                        end("leaves");
                        gone.run();
                    }),
                    "departure-" + cluster.time.eventsRan());
        }
    }

    /** The worker's end of what tells it that the leader may be gone. */
    private static final class Connection implements LeaderConnection {
        private @Nullable Runnable lost;
        private boolean holds;

        LeaderConnection opened(Runnable ifLost) {
            lost = ifLost;
            return this;
        }

        void isLost() {
            Runnable news = lost;
            if (news != null && holds) {
                news.run();
            }
        }

        @Override
        public void follow(String host, int port) {
            holds = true;
        }

        @Override
        public void close() {
            holds = false;
        }
    }

    // --- a look inside ---

    void onOpened(SubtaskId subtask, SubtaskShell shell) {
        open.computeIfAbsent(shell.epoch(), none -> new TreeMap<>()).put(subtask, shell.subtask());
    }

    void onClosed(SubtaskId subtask, SubtaskShell shell) {
        Map<SubtaskId, Subtask> ofAttempt = open.get(shell.epoch());
        if (ofAttempt != null) {
            ofAttempt.remove(subtask);
            if (ofAttempt.isEmpty()) {
                open.remove(shell.epoch());
            }
        }
    }

    /** An operator of the newest attempt, for tests that look into it; null if it is not here or does not run. */
    @Nullable
    OperatorContext contextOf(SubtaskId subtask, String operatorId) {
        Map.Entry<Long, Map<SubtaskId, Subtask>> newest = open.lastEntry();
        Subtask found = newest == null ? null : newest.getValue().get(subtask);
        return found == null ? null : found.contextOf(operatorId);
    }

    /** The simulation is over: what user code holds is given back. */
    void closeAll() {
        open.values()
                .forEach(subtasks -> subtasks.values().forEach(subtask -> {
                    try {
                        subtask.close();
                    } catch (Exception harmless) { // production logs it: what had to be durable is
                        say("a subtask did not close cleanly: " + harmless);
                    }
                }));
        open.clear();
    }
}
