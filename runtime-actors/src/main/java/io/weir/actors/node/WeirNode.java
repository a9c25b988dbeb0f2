package io.weir.actors.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.client.Gateway;
import io.weir.actors.config.WeirConfig;
import io.weir.actors.exchange.Transport;
import io.weir.actors.guard.NodeFatal;
import io.weir.actors.guard.NodeFatals;
import io.weir.actors.job.JobManager;
import io.weir.actors.job.JobPrograms;
import io.weir.actors.job.JobServices;
import io.weir.actors.job.LeaderWarmUp;
import io.weir.actors.job.Liveness;
import io.weir.actors.job.Membership;
import io.weir.actors.journal.HungLeader;
import io.weir.actors.journal.HungLeaderSettings;
import io.weir.actors.journal.JournalCopy;
import io.weir.actors.journal.JournalRetention;
import io.weir.actors.journal.JournalSettings;
import io.weir.actors.journal.JournalTrial;
import io.weir.actors.journal.Leadership;
import io.weir.actors.liveness.LivenessSettings;
import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.usercode.UserCodeSettings;
import io.weir.actors.worker.JobCodes;
import io.weir.actors.worker.LocalDirectory;
import io.weir.actors.worker.WorkerActor;
import io.weir.actors.worker.WorkerNode;
import io.weir.actors.worker.WorkerServices;
import io.weir.actors.worker.WorkerSettings;
import io.weir.api.graph.JobGraph;
import io.weir.checkpoint.storage.CheckpointStorage;
import io.weir.checkpoint.storage.CheckpointStorages;
import io.weir.runtime.cluster.WorkerId;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.ClusterSingletonSettings;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger LOG = LoggerFactory.getLogger(WeirNode.class);

    /** All phases of an orderly end but the moving of subtasks. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);

    private static final String BLOCKING = "weir.blocking-dispatcher";
    private static final String COORDINATOR = "weir.coordinator-dispatcher";

    private final ActorSystem<Void> system;
    private final Parts parts;
    private final Duration leavePatience;
    private final AtomicBoolean partsClosed = new AtomicBoolean();
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
        this.leavePatience = node.leaveTimeout().plus(ENDS_WITHIN);
        EndWatch watch = clustered ? EndWatch.of(system, node) : null;
        this.ended = system.getWhenTerminated().handle((done, failure) -> {
            closeParts();
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
     * @throws IllegalStateException [CFG-205] if the port is taken, [CFG-214] if it is to lead and cannot open its journal
     * @throws IllegalArgumentException [CFG-204] if checkpoints cannot be stored, [CFG-208] if RocksDB cannot do with its memory
     */
    public static WeirNode start(Config config) {
        return start(config, new ClusterIdentity(), NodeSettings.from(config).exitJvm());
    }

    /**
     * As {@link #start(Config)}.
     *
     * @param identity of the cluster that this process belongs to, as far as it is known
     * @param halts whether the process is there for this node alone: if the node cannot do its part any more, for example because it ran out of
     *     memory, the process is halted with exit code {@value DeadThreadEnd#EXIT_CODE}; in a program in which it is only a part, the node ends
     */
    static WeirNode start(Config config, ClusterIdentity identity, boolean halts) {
        NodeSettings node = NodeSettings.from(config);
        JournalSettings journal = JournalSettings.from(config);
        tryStores(config, node, journal);
        Config all = fatalErrors(halts)
                .withFallback(FirstSeed.patience(node, identity.isKnown()))
                .withFallback(node.pekko())
                .withFallback(journal.pekko())
                .withFallback(config)
                .resolve();
        WeirNode started = create(all, node, journal, WeirNode.class.getClassLoader(), identity, halts);
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

    /** What the first job would fail of, or the first failure of the leader, is said before the node takes part in anything. */
    private static void tryStores(Config config, NodeSettings node, JournalSettings journal) {
        CheckpointStorage unused = CheckpointStorages.open(config.getString("weir.checkpoint.dir"));
        if (node.isCoordinator()) {
            JournalTrial.run(journal);
        }
    }

    /**
     * Starts coordinator and worker in this process alone, without a network, with the journal in memory: for programs that run their jobs
     * themselves.
     *
     * @param config from {@link WeirConfig#load(Config)}
     * @param userCode loads the classes of the jobs
     */
    public static WeirNode local(Config config, ClassLoader userCode) {
        Config alone = fatalErrors(false)
                .withFallback(ConfigFactory.parseString("pekko.actor.provider = local, weir.journal.kind = memory"));
        NodeSettings node = NodeSettings.from(config);
        JournalSettings journal = JournalSettings.from(alone.withFallback(config));
        return create(
                alone.withFallback(journal.pekko()).withFallback(config).resolve(),
                node,
                journal,
                userCode,
                null,
                false);
    }

    /** Whether the actor system ends the process when a thread of its own meets an error that no thread survives. */
    private static Config fatalErrors(boolean halts) {
        return ConfigFactory.parseMap(Map.of("pekko.jvm-exit-on-fatal-error", halts), "the process of the node");
    }

    /** @param identity null for a process alone */
    private static WeirNode create(
            Config config,
            NodeSettings node,
            JournalSettings journal,
            ClassLoader jobLoader,
            @Nullable ClusterIdentity identity,
            boolean halts) {
        CompletableFuture<Parts> ready = new CompletableFuture<>();
        Behavior<Void> guardian = Behaviors.setup(context -> {
            try {
                ready.complete(assemble(context, config, node, journal, jobLoader, identity, halts));
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
            @Nullable ClusterIdentity identity,
            boolean halts) {
        boolean clustered = identity != null;
        ActorSystem<?> system = context.getSystem();
        NodeFatal fatal = new DeadThreadEnd(system, halts);
        NodeFatals.put(Adapter.toClassic(system).settings(), fatal);
        Executor blocking = system.dispatchers().lookup(DispatcherSelector.fromConfig(BLOCKING));
        WorkerId id = clustered
                ? ClusterMembership.idOf(Cluster.get(system).selfMember().uniqueAddress())
                : new WorkerId(
                        "local:0#" + Long.toUnsignedString(system.address().hashCode(), 16));
        Storages storages = new Storages();
        LocalDirectory files = LocalDirectory.open(WorkerSettings.from(config).directory());
        Backends backends = new Backends(config, files.root());
        Transport transport = clustered && node.isWorker()
                ? Transports.open(config, node.host(), blocking, fatal)
                : Transports.inside(config);
        WorkerNode worker = WorkerNode.open(
                system, id, node.host(), transport, files, storages::open, backends::of, jobLoader, fatal);
        String storageUri = config.getString("weir.checkpoint.dir");
        SecureRandom random = new SecureRandom();
        PatienceSettings patience = PatienceSettings.from(config);
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
                worker.userThreads(),
                UserCodeSettings.from(config).threads(),
                storages::open,
                storageUri,
                programs(worker.codes()),
                patience.director(),
                patience.operator(JournalCopy.of(journal)));
        ActorRef<JobManagerCommand> manager = clustered
                ? singleton(system, services, config, node, fatal)
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
            ActorSystem<?> system, JobServices services, Config config, NodeSettings node, NodeFatal fatal) {
        LivenessSettings liveness = LivenessSettings.from(config);
        Behavior<JobManagerCommand> manager = JobManager.create(
                services,
                new ClusterMembership(system),
                gone -> new SocketLiveness(node.host(), liveness, gone, fatal));
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

    /**
     * Leaves the cluster in an orderly way and waits for the end, but not for ever: code of a job that never returns keeps its thread. Nothing
     * happens the second time.
     */
    public void leave() {
        system.terminate();
        try {
            var unused = ended.toCompletableFuture().get(leavePatience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stuck) {
            LOG.warn(
                    "[JOB-826] The node has not ended for {}: code of a job does not return, see JOB-807 and JOB-814 above. What it held is closed; its thread stays until the process ends.",
                    leavePatience);
            closeParts();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the node did not end well", e);
        }
    }

    private void closeParts() {
        if (partsClosed.compareAndSet(false, true)) {
            parts.close();
        }
    }

    @Override
    public void close() {
        leave();
    }
}
