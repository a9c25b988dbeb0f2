package io.weir.actors.worker;

import com.typesafe.config.Config;
import io.weir.actors.exchange.Transport;
import io.weir.actors.guard.NodeFatal;
import io.weir.actors.liveness.LivenessClient;
import io.weir.actors.liveness.LivenessSettings;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.actors.subtask.SubtaskHost;
import io.weir.actors.usercode.ElasticUserThreads;
import io.weir.actors.usercode.UserCodeSettings;
import io.weir.actors.usercode.UserThreads;
import io.weir.api.graph.StateBackendSettings;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.environment.ExchangeSettings;
import io.weir.state.KeyedBackendFactory;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;

/**
 * What a node needs to be a worker, made from its configuration: clock, code of jobs, ports of the data plane. One per actor system; to be closed
 * after the system has terminated.
 */
public final class WorkerNode implements AutoCloseable {
    private static final String BLOCKING_DISPATCHER = "weir.blocking-dispatcher";

    private final WorkerSettings settings;
    private final LivenessSettings liveness;
    private final SystemClock clock;
    private final ElasticUserThreads userThreads;
    private final JobCodes codes;
    private final NodeFatal fatal;
    private final WorkerServices services;

    private WorkerNode(
            WorkerSettings settings,
            LivenessSettings liveness,
            SystemClock clock,
            ElasticUserThreads userThreads,
            JobCodes codes,
            NodeFatal fatal,
            WorkerServices services) {
        this.settings = settings;
        this.liveness = liveness;
        this.clock = clock;
        this.userThreads = userThreads;
        this.codes = codes;
        this.fatal = fatal;
        this.services = services;
    }

    /**
     * Reads the settings.
     *
     * @param host of this node, for enumerators that place splits near their data
     * @param transport of its data; this closes it
     * @param directory for its local files; this closes it
     * @param backends as {@link WorkerServices#backends}
     * @param nodeLoader as in {@link JobCodes}
     * @param fatal told if a thread that the worker needs dies
     * @throws com.typesafe.config.ConfigException if a setting is wrong
     */
    public static WorkerNode open(
            ActorSystem<?> system,
            WorkerId id,
            String host,
            Transport transport,
            LocalDirectory directory,
            WorkerServices.Storages storages,
            Function<StateBackendSettings, KeyedBackendFactory> backends,
            ClassLoader nodeLoader,
            NodeFatal fatal) {
        Config config = system.settings().config();
        WorkerSettings settings = WorkerSettings.from(config);
        LivenessSettings liveness = LivenessSettings.from(config);
        ExchangeSettings exchange = exchangeSettings(config);
        long creditRepeatNanos =
                config.getDuration("weir.exchange.credit-repeat").toNanos();
        Executor blocking = system.dispatchers().lookup(DispatcherSelector.fromConfig(BLOCKING_DISPATCHER));
        SystemClock clock = new SystemClock(fatal);
        JobCodes codes = new JobCodes(clock, blocking, settings.keepCode().toNanos(), directory.root(), nodeLoader);
        UserCodeSettings userCode = UserCodeSettings.from(config);
        ElasticUserThreads userThreads = new ElasticUserThreads(clock, userCode.stopTimeout());
        SubtaskHost subtaskHost =
                new SubtaskHost(host, clock, transport, blocking, userThreads, userCode.threads(), creditRepeatNanos);
        return new WorkerNode(
                settings,
                liveness,
                clock,
                userThreads,
                codes,
                fatal,
                new WorkerServices(id, subtaskHost, exchange, storages, backends, directory, codes));
    }

    /** The section {@code weir.exchange}, as the core knows it. */
    static ExchangeSettings exchangeSettings(Config config) {
        Config section = config.getConfig("weir.exchange");
        return new ExchangeSettings(
                section.getInt("window-batches"),
                section.getInt("batch-records"),
                Math.toIntExact(section.getBytes("buffer-bytes")),
                section.getDuration("linger").toNanos(),
                section.getBoolean("check-records"));
    }

    /**
     * The worker, to be spawned as {@link WorkerActor#NAME} under the guardian.
     *
     * @param leaderLost told the node of a leader whose liveness connection was lost; must not block
     */
    public Behavior<WorkerCommand> worker(ActorRef<JobManagerCommand> manager, Consumer<Address> leaderLost) {
        return WorkerActor.create(
                settings,
                services,
                lost -> new LivenessClient(services.id(), liveness, lost, fatal),
                manager,
                leaderLost);
    }

    /** Runs a small job by itself, once a process, so that a real one finds its way warm; to be spawned when the node is up. */
    public Behavior<?> warmUp() {
        return WarmUp.create(services, settings);
    }

    public WorkerId id() {
        return services.id();
    }

    public WorkerSettings settings() {
        return settings;
    }

    /** For files of this node that need not survive it. */
    public Path directory() {
        return services.directory().root();
    }

    public SystemClock clock() {
        return clock;
    }

    /** For code of users; a coordinator here uses them too. */
    public UserThreads userThreads() {
        return userThreads;
    }

    /** The code of jobs on this node; a coordinator here uses it too. */
    public JobCodes codes() {
        return codes;
    }

    @Override
    public void close() {
        services.host().transport().close();
        userThreads.close();
        codes.close();
        clock.close();
        services.directory().close();
    }
}
