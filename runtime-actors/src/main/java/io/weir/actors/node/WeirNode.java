package io.weir.actors.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.client.Gateway;
import io.weir.actors.config.WeirConfig;
import io.weir.actors.exchange.Transport;
import io.weir.actors.job.JobManager;
import io.weir.actors.job.JobPrograms;
import io.weir.actors.job.JobServices;
import io.weir.actors.job.LeaderWarmUp;
import io.weir.actors.job.Liveness;
import io.weir.actors.job.Membership;
import io.weir.actors.journal.HungLeader;
import io.weir.actors.journal.HungLeaderSettings;
import io.weir.actors.journal.JournalRetention;
import io.weir.actors.journal.JournalSettings;
import io.weir.actors.journal.Leadership;
import io.weir.actors.liveness.LivenessSettings;
import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.worker.JobCodes;
import io.weir.actors.worker.LocalDirectory;
import io.weir.actors.worker.WorkerActor;
import io.weir.actors.worker.WorkerNode;
import io.weir.actors.worker.WorkerServices;
import io.weir.actors.worker.WorkerSettings;
import io.weir.api.graph.JobGraph;
import io.weir.runtime.cluster.WorkerId;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.ClusterSingletonSettings;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.jspecify.annotations.Nullable;

/**
 * One node: an actor system with what its roles ask for. A coordinator may lead (one of them does, as a cluster singleton), a worker
 * runs subtasks, and every node has a gateway for clients.
 *
 * <p>A node ends by {@link #close()}, when its process is told to end (SIGTERM), or when the others have declared it dead. In the first two
 * cases its subtasks move elsewhere before it goes, from a fresh checkpoint.
 */
public final class WeirNode implements AutoCloseable {
    /** All nodes of a cluster have this name. */
    public static final String SYSTEM = "weir";

    private static final String BLOCKING = "weir.blocking-dispatcher";
    private static final String COORDINATOR = "weir.coordinator-dispatcher";

    private final ActorSystem<Void> system;
    private final Parts parts;
    private final CompletionStage<NodeEnd> ended;

    /** What runs on the node. */
    private record Parts(
            ActorRef<JobManagerCommand> manager,
            ActorRef<ClientCommand> gateway,
            WorkerNode worker,
            Backends backends) {
        void close() {
            worker.close();
            backends.close();
        }
    }

    private WeirNode(ActorSystem<Void> system, Parts parts, NodeSettings node, boolean clustered) {
        this.system = system;
        this.parts = parts;
        EndWatch watch = clustered ? EndWatch.of(system, node) : null;
        this.ended = system.getWhenTerminated().handle((done, failure) -> {
            parts.close();
            return watch == null ? NodeErrors.told(node, "its program has closed it") : watch.end();
        });
        if (clustered && node.isWorker()) {
            moveSubtasksWhenLeaving(node.leaveTimeout());
        }
    }

    // ------------------------------------------------------------------------------------------------ start

    /**
     * Starts a node of a cluster and lets it join; returns before it has.
     *
     * @param config from {@link WeirConfig#load(Config)}
     * @throws ConfigException with a sentence if a setting is wrong
     * @throws IllegalStateException [CFG-205] if the port is taken
     */
    public static WeirNode start(Config config) {
        return start(config, new ClusterIdentity());
    }

    /** @param identity of the cluster that this process belongs to, as far as it is known */
    static WeirNode start(Config config, ClusterIdentity identity) {
        NodeSettings node = NodeSettings.from(config);
        JournalSettings journal = JournalSettings.from(config);
        Config all = FirstSeed.patience(node)
                .withFallback(node.pekko())
                .withFallback(journal.pekko())
                .withFallback(config)
                .resolve();
        WeirNode started = create(all, node, journal, WeirNode.class.getClassLoader(), identity);
        Cluster cluster = Cluster.get(started.system);
        if (node.seeds().isEmpty()) {
            cluster.manager().tell(Join.create(cluster.selfMember().address()));
        } else {
            List<Address> seeds = node.seeds().stream()
                    .map(seed -> AddressFromURIString.parse("pekko://" + SYSTEM + "@" + seed))
                    .toList();
            cluster.manager().tell(new JoinSeedNodes(seeds));
        }
        return started;
    }

    /**
     * Starts coordinator and worker in this process alone, without a network, with the journal in memory: for programs that run their jobs
     * themselves.
     *
     * @param config from {@link WeirConfig#load(Config)}
     * @param userCode loads the classes of the jobs
     */
    public static WeirNode local(Config config, ClassLoader userCode) {
        Config alone = ConfigFactory.parseString("pekko.actor.provider = local, weir.journal.kind = memory");
        NodeSettings node = NodeSettings.from(config);
        JournalSettings journal = JournalSettings.from(alone.withFallback(config));
        return create(
                alone.withFallback(journal.pekko()).withFallback(config).resolve(), node, journal, userCode, null);
    }

    /** @param identity null for a process alone */
    private static WeirNode create(
            Config config,
            NodeSettings node,
            JournalSettings journal,
            ClassLoader jobLoader,
            @Nullable ClusterIdentity identity) {
        CompletableFuture<Parts> ready = new CompletableFuture<>();
        Behavior<Void> guardian = Behaviors.setup(context -> {
            try {
                ready.complete(assemble(context, config, node, journal, jobLoader, identity));
                return Behaviors.empty();
            } catch (RuntimeException e) {
                ready.completeExceptionally(e);
                return Behaviors.stopped();
            }
        });
        ActorSystem<Void> system;
        try {
            system = ActorSystem.create(guardian, SYSTEM, config);
        } catch (RuntimeException e) {
            throw NodeErrors.notStarted(node, e);
        }
        try {
            return new WeirNode(system, ready.join(), node, identity != null);
        } catch (CompletionException e) {
            system.terminate();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static Parts assemble(
            ActorContext<Void> context,
            Config config,
            NodeSettings node,
            JournalSettings journal,
            ClassLoader jobLoader,
            @Nullable ClusterIdentity identity) {
        boolean clustered = identity != null;
        ActorSystem<?> system = context.getSystem();
        Executor blocking = system.dispatchers().lookup(DispatcherSelector.fromConfig(BLOCKING));
        WorkerId id = clustered
                ? ClusterMembership.idOf(Cluster.get(system).selfMember().uniqueAddress())
                : new WorkerId(
                        "local:0#" + Long.toUnsignedString(system.address().hashCode(), 16));
        Storages storages = new Storages();
        LocalDirectory files = LocalDirectory.open(WorkerSettings.from(config).directory());
        Backends backends = new Backends(config, files.root());
        Transport transport = clustered && node.isWorker()
                ? Transports.open(config, node.host(), blocking)
                : Transports.inside(config);
        WorkerNode worker =
                WorkerNode.open(system, id, node.host(), transport, files, storages::open, backends::of, jobLoader);
        String storageUri = config.getString("weir.checkpoint.dir");
        SecureRandom random = new SecureRandom();
        JobServices services = new JobServices(
                clustered ? system.address() + "#" + id : id.value(),
                () -> newJobId(random),
                random::nextDouble,
                SteadyClock.start(),
                identity == null || journal.kind() == JournalSettings.Kind.MEMORY
                        ? Leadership.alone()
                        : leadership(system, config, node, journal, identity, id),
                JournalRetention.DEFAULT,
                blocking,
                storages::open,
                storageUri,
                programs(worker.codes()),
                PatienceSettings.from(config).director());
        ActorRef<JobManagerCommand> manager = clustered
                ? singleton(system, services, config, node)
                : context.spawn(
                        JobManager.create(services, Membership.alone(), Liveness.none()),
                        "job-manager",
                        DispatcherSelector.fromConfig(COORDINATOR));
        ActorRef<ClientCommand> gateway = context.spawn(
                Gateway.create(manager, storages::open, storageUri, blocking),
                Gateway.NAME,
                DispatcherSelector.fromConfig(COORDINATOR));
        if (identity != null && journal.kind() != JournalSettings.Kind.MEMORY) {
            context.spawn(ClusterIdentity.watch(identity, manager), "cluster-identity");
        }
        if (node.isWorker() || !clustered) {
            context.spawn(
                    clustered
                            ? WhenMember.become(
                                    worker.worker(manager, new DeadLeader(system, blocking)::connectionLost))
                            : worker.worker(manager, nobody -> {}),
                    WorkerActor.NAME);
        }
        if (node.isWorker() && clustered && worker.settings().warmUp()) {
            context.spawn(WhenMember.become(worker.warmUp()), "warm-up");
        }
        if (clustered && node.isCoordinator() && journal.warmUp() && journal.kind() != JournalSettings.Kind.MEMORY) {
            context.spawn(
                    WhenMember.become(LeaderWarmUp.create(
                            journal, ClusterSettings.from(config).name(), config, worker.directory(), blocking)),
                    "leader-warm-up");
        }
        return new Parts(manager, gateway, worker, backends);
    }

    private static Leadership leadership(
            ActorSystem<?> system,
            Config config,
            NodeSettings node,
            JournalSettings journal,
            ClusterIdentity identity,
            WorkerId id) {
        Leadership lead =
                new NodeLeadership(journal, ClusterSettings.from(config).name(), identity, why -> resign(system, why));
        if (journal.kind() != JournalSettings.Kind.H2) {
            return lead;
        }
        HungLeader guarded = new HungLeader(
                lead,
                HungLeaderSettings.from(config),
                journal.file(),
                id.value(),
                RemovedMembers.of(system)::contains,
                System::nanoTime);
        guarded.sayHowItEnded(node.host() + ":" + node.port());
        return guarded;
    }

    private static ActorRef<JobManagerCommand> singleton(
            ActorSystem<?> system, JobServices services, Config config, NodeSettings node) {
        LivenessSettings liveness = LivenessSettings.from(config);
        Behavior<JobManagerCommand> manager = JobManager.create(
                services, new ClusterMembership(system), gone -> new SocketLiveness(node.host(), liveness, gone));
        return ClusterSingleton.get(system)
                .init(SingletonActor.of(manager, "job-manager")
                        .withProps(DispatcherSelector.fromConfig(COORDINATOR))
                        .withSettings(ClusterSingletonSettings.create(system).withRole(NodeSettings.COORDINATOR)));
    }

    private static String newJobId(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static JobPrograms programs(JobCodes codes) {
        return (job, storage) -> {
            WorkerServices.Code lease =
                    codes.lease(new JobCodes.Key(job.jobId(), job.graphBlob(), job.jarBlobs()), storage);
            return new JobPrograms.Program() {
                @Override
                public JobGraph graph() {
                    return lease.graph();
                }

                @Override
                public ClassLoader loader() {
                    return lease.loader();
                }

                @Override
                public void close() {
                    lease.close();
                }
            };
        };
    }

    // ------------------------------------------------------------------------------------------------ what others need

    public ActorSystem<?> system() {
        return system;
    }

    /** This process as a worker. */
    public WorkerId workerId() {
        return parts.worker.id();
    }

    /** {@code host:port} under which others reach it. */
    public String address() {
        Address address = system.address();
        return address.getHost().orElse("local") + ":" + address.getPort().orElse(0);
    }

    /** Reaches whoever leads. */
    public ActorRef<JobManagerCommand> manager() {
        return parts.manager;
    }

    /** Where clients in this process knock. */
    public ActorRef<ClientCommand> gateway() {
        return parts.gateway;
    }

    /** Completes when the node has ended, however it did, and keeps nothing open any more; says why it ended. */
    public CompletionStage<NodeEnd> whenEnded() {
        return ended;
    }

    // ------------------------------------------------------------------------------------------------ end

    /** Before the node leaves the cluster, its subtasks move; bounded by {@code weir.node.leave-timeout}. */
    private void moveSubtasksWhenLeaving(Duration patience) {
        CoordinatedShutdown.get(system)
                .addTask(
                        CoordinatedShutdown.PhaseBeforeServiceUnbind(),
                        "weir-move-subtasks",
                        () -> isRemoved() || isResigned()
                                ? CompletableFuture.completedFuture(Done.getInstance())
                                : Departure.of(system, parts.manager, workerId(), patience));
    }

    /** The others do not listen any more, and have given its subtasks to others: nothing is left to wait for. */
    private boolean isRemoved() {
        return CoordinatedShutdown.get(system)
                .getShutdownReason()
                .filter(CoordinatedShutdown.clusterDowningReason()::equals)
                .isPresent();
    }

    /** This node was to lead and must not: it leaves at once, so that another does. */
    record Resigned(String sentence) implements CoordinatedShutdown.Reason {}

    private static void resign(ActorSystem<?> system, String sentence) {
        CoordinatedShutdown.get(system).runAll(new Resigned(sentence));
    }

    /** While this node waits for its subtasks to move, nobody leads who could move them. */
    private boolean isResigned() {
        return CoordinatedShutdown.get(system)
                .getShutdownReason()
                .filter(Resigned.class::isInstance)
                .isPresent();
    }

    /** Leaves the cluster in an orderly way and waits for the end; nothing happens the second time. */
    public void leave() {
        system.terminate();
        var unused = ended.toCompletableFuture().join();
    }

    @Override
    public void close() {
        leave();
    }
}
