package io.weir.actors.worker;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.config.WeirConfig;
import io.weir.actors.exchange.ActorTransport;
import io.weir.actors.exchange.Transport;
import io.weir.actors.guard.NodeFatal;
import io.weir.actors.liveness.LivenessClient;
import io.weir.actors.liveness.LivenessSettings;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.actors.protocol.WorkerCommand.Peer;
import io.weir.actors.protocol.WorkerCommand.Placed;
import io.weir.actors.subtask.SubtaskHost;
import io.weir.actors.usercode.ElasticUserThreads;
import io.weir.actors.wire.Parcels;
import io.weir.api.graph.JobGraph;
import io.weir.api.graph.JobGraphs;
import io.weir.checkpoint.SubtaskId;
import io.weir.checkpoint.storage.CheckpointStorage;
import io.weir.checkpoint.storage.CheckpointStorages;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.environment.ExchangeSettings;
import io.weir.runtime.plan.Planner;
import io.weir.state.heap.HeapKeyedBackendFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.jspecify.annotations.Nullable;

/** A real worker on an actor system of its own; the test takes the place of job manager and coordinator. */
final class TestWorker implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);
    private static final Config REMOTE = ConfigFactory.parseString("""
            pekko.actor.provider = remote
            pekko.remote.artery.canonical { hostname = 127.0.0.1, port = 0 }
            pekko.remote.warn-unsafe-watch-outside-cluster = off
            """);

    /** No thread is expected to die. */
    static final NodeFatal NO_DEATH = (thread, why) -> {
        throw new AssertionError(thread, why);
    };

    final ActorTestKit kit;
    final TestProbe<JobManagerCommand> manager;
    final FakeCoordinator coordinator;
    final ActorRef<WorkerCommand> ref;
    final WorkerId id;
    final WorkerServices services;
    final CheckpointStorage storage;
    final LocalDirectory directory;
    final JobCodes codes;
    final WorkerSettings settings;
    final Parcels parcels;
    private final SystemClock clock = new SystemClock(NO_DEATH);
    private final Transport transport;

    private TestWorker(String name, Path folder, Config own, Function<Executor, Transport> network) throws IOException {
        Config config = ConfigFactory.parseString("pekko.log-dead-letters = off, weir.worker.cancel-timeout = 100 ms")
                .withFallback(own)
                .withFallback(WeirConfig.load());
        kit = ActorTestKit.create(name, config);
        id = new WorkerId(name + ":1#1");
        manager = kit.createTestProbe();
        storage = CheckpointStorages.open(folder.resolve("checkpoints").toUri().toString());
        directory = LocalDirectory.open(folder.resolve(name));
        Executor blocking =
                kit.system().dispatchers().lookup(DispatcherSelector.fromConfig("weir.blocking-dispatcher"));
        ClassLoader loader = TestWorker.class.getClassLoader();
        codes = new JobCodes(clock, blocking, 0, directory.root(), loader);
        transport = network.apply(blocking);
        SubtaskHost host = new SubtaskHost(
                "localhost",
                clock,
                transport,
                blocking,
                new ElasticUserThreads(clock, Duration.ofMillis(500)),
                16,
                50_000_000);
        services = new WorkerServices(
                id,
                host,
                ExchangeSettings.DEFAULT,
                uri -> storage,
                settings -> new HeapKeyedBackendFactory(),
                directory,
                codes);
        settings = WorkerSettings.from(config);
        ref = kit.spawn(
                WorkerActor.create(
                        settings,
                        services,
                        lost -> new LivenessClient(id, LivenessSettings.from(config), lost, NO_DEATH),
                        manager.getRef(),
                        leader -> {}),
                WorkerActor.NAME);
        parcels = Parcels.of(kit.system());
        coordinator = new FakeCoordinator(kit, ref, 0, parcels);
    }

    static TestWorker local(Path folder) throws IOException {
        return new TestWorker("alone", folder, ConfigFactory.empty(), any -> new ActorTransport(2 << 20));
    }

    static TestWorker remote(String name, Path folder, Function<Executor, Transport> network) throws IOException {
        return new TestWorker(name, folder, REMOTE, network);
    }

    /** Whose network takes messages of {@code bytes} bytes at most. */
    static TestWorker withSmallMessages(Path folder, int bytes) throws IOException {
        Config small = ConfigFactory.parseString("pekko.remote.artery.advanced.maximum-frame-size = " + 2 * bytes);
        return new TestWorker("small", folder, small, any -> new ActorTransport(2 << 20));
    }

    /** Tells the worker to deploy; all of the job, unless {@code placement} says where. */
    void deploy(JobGraph graph, long term, long epoch, @Nullable List<Placed> placement) throws IOException {
        String blob = storage.putBlob(JobGraphs.toBytes(graph));
        List<Placed> placed = placement == null ? everythingOn(graph, id) : placement;
        coordinator.begin();
        coordinator.say(
                term,
                new WorkerCommand.DeployAttempt(
                        term,
                        "job",
                        epoch,
                        graph.name(),
                        storage.uri(),
                        blob,
                        List.of(),
                        placed,
                        null,
                        coordinator.getRef()));
    }

    static List<Placed> everythingOn(JobGraph graph, WorkerId worker) {
        List<Placed> placed = new ArrayList<>();
        for (SubtaskId subtask : Planner.plan(graph).subtasks()) {
            placed.add(new Placed(subtask.vertex(), subtask.index(), worker));
        }
        return placed;
    }

    List<Peer> expectDeployed() {
        return expect(CoordinatorCommand.AttemptDeployed.class).subtasks();
    }

    <T extends CoordinatorCommand> T expect(Class<T> type) {
        return coordinator.expect(type);
    }

    /** The next message of that type; others are passed over. */
    <T extends CoordinatorCommand> T await(Class<T> type) {
        return coordinator.await(type);
    }

    /** Deploys the whole job here and runs it. */
    List<Peer> run(JobGraph graph, long epoch) throws IOException {
        deploy(graph, 1, epoch, null);
        List<Peer> peers = expectDeployed();
        coordinator.say(1, new WorkerCommand.StartAttempt(1, "job", epoch, peers));
        return peers;
    }

    /** The same subtasks, as another node's actor system sees them. */
    static List<Peer> seenFrom(TestWorker other, List<Peer> peers, TestWorker home) {
        return peers.stream()
                .map(peer -> new Peer(
                        peer.vertex(),
                        peer.index(),
                        ActorRefResolver.get(other.kit.system())
                                .resolveActorRef(
                                        ActorRefResolver.get(home.kit.system()).toSerializationFormat(peer.ref())),
                        peer.exchange()))
                .toList();
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
        transport.close();
        codes.close();
        clock.close();
        directory.close();
    }
}
