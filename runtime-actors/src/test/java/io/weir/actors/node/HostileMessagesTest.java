package io.weir.actors.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.client.WeirClient;
import io.weir.actors.exchange.ExchangeMessage;
import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.actors.wire.Mishap;
import io.weir.actors.wire.Mutants;
import io.weir.api.JobClient;
import io.weir.checkpoint.CheckpointKind;
import io.weir.runtime.cluster.Part;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.subtask.SnapshotTimes;
import java.io.NotSerializableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSelection;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.util.Try;

/**
 * Goal: nobody who can reach a node's port stops it by a message. Method: every control message, each of its fields spoiled in each way, and
 * as it is but of an older term, an older epoch or another job, through the real serializer to every receiver of a real node that runs a
 * job; then the job, the leader and the gateway must go on, and nothing may have thrown.
 */
class HostileMessagesTest {
    private static final long PATIENCE_NANOS = Duration.ofMinutes(2).toNanos();
    private static final int ROUNDS = 3;
    private static final long MOST_GROWTH_BYTES = 64L << 20;

    @TempDir
    Path folder;

    private WeirNode node;
    private WeirClient client;
    private Serialization serialization;
    private final List<Mishap> mishaps = new CopyOnWriteArrayList<>();
    private TestProbe<Object> stranger;
    private JobClient job;
    private int told;
    private int refused;

    @BeforeEach
    void start() throws Exception {
        node = WeirNode.start(WeirNodeTest.config(folder, 0));
        client = WeirClient.connect(List.of(node.address()), List.of(), Duration.ofSeconds(60));
        ActorSystem classic = Adapter.toClassic(node.system());
        serialization = SerializationExtension.get(classic);
        stranger = TestProbe.create("stranger", Object.class, node.system());
        org.apache.pekko.actor.typed.ActorRef<Mishap> listener = node.system()
                .systemActorOf(
                        Behaviors.receive(Mishap.class)
                                .onAnyMessage(mishap -> {
                                    mishaps.add(mishap);
                                    return Behaviors.same();
                                })
                                .build(),
                        "mishaps",
                        Props.empty());
        classic.eventStream().subscribe(Adapter.toClassic(listener), Mishap.class);
        job = client.submit(
                Numbers.counting("hostile", Long.MAX_VALUE / 2, 2, "file://" + folder.resolve("checkpoints")),
                getClass().getClassLoader());
        awaitCheckpoints(1);
    }

    @AfterEach
    void stop() {
        client.close();
        node.close();
    }

    private void awaitCheckpoints(long more) {
        long before = client.describe(job.getJobId()).completedCheckpoints();
        eventually(
                more + " checkpoints more than " + before,
                () -> client.describe(job.getJobId()).completedCheckpoints() >= before + more);
    }

    private static void eventually(String what, BooleanSupplier holds) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as(what).isNegative();
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** As they are on the wire, about this job; what would be obeyed if it came whole is of an older attempt, or of a stranger. */
    private List<Object> messages() {
        String id = job.getJobId();
        WorkerId worker = node.workerId();
        var coordinator = stranger.getRef().<CoordinatorCommand>unsafeUpcast();
        var replyTo = stranger.getRef().<ClientReply>unsafeUpcast();
        var ref = stranger.getRef().<ExchangeMessage>unsafeUpcast();
        byte[] bytes = {1, 2, 3};
        Part part = new Part(1, "coordinator.attempt-deployed", 0, 2, bytes);
        List<WorkerCommand.Peer> peers = List.of(new WorkerCommand.Peer(0, 0, ref, "x"));
        Failure failure = new Failure(FailureKind.USER_CODE, "[X-1] stranger", "");
        List<Object> all = new ArrayList<>();
        all.add(new JobManagerCommand.RegisterWorker(
                worker,
                null,
                4,
                stranger.getRef().<WorkerCommand>unsafeUpcast(),
                List.of(new JobManagerCommand.RunningAttempt(
                        id, 0, List.of(new JobManagerCommand.SubtaskRun(0, 0, 1)), true)),
                0));
        all.add(new JobManagerCommand.WorkerLeaving(new WorkerId("stranger:1#1")));
        all.add(new JobManagerCommand.RegistrationPart(worker, part));
        List<WorkerCommand.Payload> toAttempt = List.of(
                new WorkerCommand.DeployAttempt(
                        1,
                        id,
                        0,
                        "n",
                        "file:///x",
                        "blob",
                        List.of("jar"),
                        List.of(new WorkerCommand.Placed(0, 0, worker)),
                        null,
                        coordinator),
                new WorkerCommand.StartAttempt(1, id, 1, peers),
                new WorkerCommand.AdoptAttempt(1, id, 0, coordinator),
                new WorkerCommand.TriggerCheckpoint(id, 1, 3, CheckpointKind.CHECKPOINT, 4),
                new WorkerCommand.CheckpointCompleted(id, 1, 3),
                new WorkerCommand.CheckpointAborted(id, 1, 3, "why"),
                new WorkerCommand.AssignSplits(id, 1, 0, 0, "op", 1, List.of(bytes)),
                new WorkerCommand.NoMoreSplits(id, 1, 0, 0, "op"),
                new WorkerCommand.EventToReader(id, 1, 0, 0, "op", bytes),
                new WorkerCommand.PayloadPart(id, 1, part));
        for (WorkerCommand.Payload said : toAttempt) {
            all.add(said);
            all.add(new WorkerCommand.Letter(1, id, said.epoch(), 7, 1, 0, said));
        }
        all.add(new WorkerCommand.Welcome(0, "c", stranger.getRef().unsafeUpcast(), "localhost", 1));
        all.add(new WorkerCommand.CancelAttempt(1, id, 0, coordinator));
        all.add(new WorkerCommand.FinishAttempt(1, id, 0));
        all.add(new WorkerCommand.QueryStats(id, 1, coordinator));
        List<CoordinatorCommand.Payload> toCoordinator = List.of(
                new CoordinatorCommand.AttemptDeployed(1, worker, peers),
                new CoordinatorCommand.AttemptRunning(1, worker),
                new CoordinatorCommand.SubtaskDrained(0, 0, 0, List.of(bytes)),
                new CoordinatorCommand.SubtaskFailed(0, worker, 0, 0, failure),
                new CoordinatorCommand.CheckpointAcknowledged(1, 2, 0, 0, bytes, new SnapshotTimes(1, 2, 3)),
                new CoordinatorCommand.CheckpointDeclined(1, 2, 0, 0, "why"),
                new CoordinatorCommand.SplitRequested(1, 0, 0, "op", "host"),
                new CoordinatorCommand.EventToEnumerator(0, 0, 0, "op", bytes),
                new CoordinatorCommand.PayloadPart(1, part));
        for (CoordinatorCommand.Payload said : toCoordinator) {
            all.add(said);
            all.add(new CoordinatorCommand.Letter(said.epoch(), worker, 7, 1, 0, said));
        }
        all.add(new CoordinatorCommand.AttemptStopped(0, worker));
        all.add(new CoordinatorCommand.WorkerStats(1, worker, List.of()));
        all.add(new CoordinatorCommand.StatsPart(1, worker, part));
        all.add(new ClientCommand.Upload("sha", 0, 9, bytes, "file:///x", replyTo));
        all.add(new ClientCommand.SubmitJob("r", "name", "blob", List.of("jar"), null, replyTo));
        all.add(new ClientCommand.ListJobs(replyTo));
        all.add(new ClientCommand.DescribeCluster(replyTo));
        all.add(new ClientCommand.DescribeJob(id, replyTo));
        all.add(new ClientCommand.QueryJob(id, replyTo));
        all.add(new ClientCommand.CancelJob("r", "stranger", replyTo));
        all.add(new ClientCommand.ListCheckpoints(id, replyTo));
        all.add(new ClientReply.UploadDone("sha"));
        all.add(new ClientReply.ReplyPart(part));
        return all;
    }

    /** Gateway, job manager, coordinator, worker and attempt. */
    private List<ActorSelection> receivers() {
        ActorSystem classic = Adapter.toClassic(node.system());
        List<ActorSelection> all = new ArrayList<>();
        for (String path : List.of(
                "/user/gateway",
                "/system/singletonManager*/job-manager",
                "/system/singletonManager*/job-manager/job-*",
                "/user/worker",
                "/user/worker/*")) {
            all.add(classic.actorSelection(path));
        }
        return all;
    }

    private void tellAll() throws NotSerializableException {
        List<ActorSelection> receivers = receivers();
        for (Object message : messages()) {
            SerializerWithStringManifest serializer =
                    (SerializerWithStringManifest) serialization.serializerFor(message.getClass());
            String manifest = serializer.manifest(message);
            byte[] whole = serialization.serialize(message).get();
            tell(receivers, whole, serializer, manifest);
            for (Mutants.Mutant mutant : Mutants.of(whole)) {
                tell(receivers, mutant.bytes(), serializer, manifest);
            }
        }
    }

    private void tell(
            List<ActorSelection> receivers, byte[] bytes, SerializerWithStringManifest serializer, String manifest) {
        Try<Object> decoded = serialization.deserialize(bytes, serializer.identifier(), manifest);
        if (decoded.isSuccess()) {
            told++;
            receivers.forEach(receiver -> receiver.tell(decoded.get(), ActorRef.noSender()));
        } else { // the network drops it
            assertThat(decoded.failed().get()).isInstanceOf(NotSerializableException.class);
            refused++;
        }
    }

    private static long usedBytes() {
        System.gc();
        Runtime now = Runtime.getRuntime();
        return now.totalMemory() - now.freeMemory();
    }

    @Test
    void noMessageEndsAnythingAndTheJobGoesOn() throws Exception {
        tellAll();
        assertThat(told).isGreaterThan(500);
        assertThat(refused).isGreaterThan(1_000);
        awaitCheckpoints(2);
        long before = usedBytes();
        for (int round = 0; round < ROUNDS; round++) {
            tellAll();
            awaitCheckpoints(1);
        }
        awaitCheckpoints(3);
        assertThat(mishaps).isEmpty();
        assertThat(client.cluster().term()).as("the leader leads on").isEqualTo(1);
        assertThat(client.cluster().slots()).isPositive();
        assertThat(usedBytes() - before).as("memory").isLessThan(MOST_GROWTH_BYTES);
    }
}
