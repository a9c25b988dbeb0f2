package io.weir.actors.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.config.WeirConfig;
import io.weir.actors.journal.JournalRetention;
import io.weir.actors.journal.JournalSettings;
import io.weir.actors.journal.Leadership;
import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.protocol.ManagerEvent;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.actors.usercode.DirectUserThreads;
import io.weir.api.JobStatus;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.SinkFunction;
import io.weir.api.graph.JobGraph;
import io.weir.api.graph.JobGraphs;
import io.weir.checkpoint.storage.CheckpointStorage;
import io.weir.checkpoint.storage.CheckpointStorages;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.job.DirectorSettings;
import io.weir.runtime.plan.Planner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Job manager and coordinators with a journal in memory; the workers are probes that answer as the test says. */
class JobManagerTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final WorkerId A = new WorkerId("a:1#1");
    private static final WorkerId B = new WorkerId("b:1#1");

    @TempDir
    Path folder;

    private final AtomicInteger ids = new AtomicInteger();
    private final List<String> resigned = new CopyOnWriteArrayList<>();
    private final Leadership leadership = new TestLeadership(resigned::add);
    private ActorTestKit kit;
    private TestProbe<ClientReply> client;
    private FakeWorker worker;
    private CheckpointStorage storage;
    private String graphBlob;

    @BeforeEach
    void start() throws Exception {
        Config root = WeirConfig.load(ConfigFactory.parseString("weir.journal.kind = memory"));
        kit = ActorTestKit.create(ConfigFactory.parseString("pekko.actor.provider = local, pekko.loglevel = WARNING")
                .withFallback(JournalSettings.from(root).pekko())
                .withFallback(root)
                .resolve());
        client = kit.createTestProbe();
        worker = new FakeWorker(kit);
        storage = CheckpointStorages.open("file://" + folder);
        graphBlob = storage.putBlob(JobGraphs.toBytes(graph()));
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private static JobGraph graph() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.enableCheckpointing(60_000);
        env.fromSequence(1, 10).uid("numbers").addSink(new Nowhere());
        return env.getJobGraph("words");
    }

    static final class Nowhere implements SinkFunction<Long> {
        private static final long serialVersionUID = 1L;
    }

    private JobServices services(String node) {
        return new JobServices(
                node,
                () -> "00ab" + "%028d".formatted(ids.incrementAndGet()),
                () -> 0.5,
                System::currentTimeMillis,
                leadership,
                JournalRetention.DEFAULT,
                Runnable::run,
                new DirectUserThreads(),
                1,
                uri -> storage,
                "file://" + folder,
                (job, from) -> new JobPrograms.Program() {
                    @Override
                    public JobGraph graph() {
                        try {
                            return JobGraphs.fromBytes(
                                    from.getBlob(job.graphBlob()), JobManagerTest.class.getClassLoader());
                        } catch (java.io.IOException e) {
                            throw new IllegalArgumentException(e.getMessage(), e);
                        }
                    }

                    @Override
                    public ClassLoader loader() {
                        return JobManagerTest.class.getClassLoader();
                    }

                    @Override
                    public void close() {}
                },
                DirectorSettings.DEFAULT);
    }

    private ActorRef<JobManagerCommand> lead(String node) {
        Behavior<JobManagerCommand> manager = JobManager.create(services(node), membership(), Liveness.none());
        return kit.spawn(manager, node + UUID.randomUUID());
    }

    private WorkerCommand.Welcome register(ActorRef<JobManagerCommand> manager, WorkerId id) {
        manager.tell(new JobManagerCommand.RegisterWorker(id, null, 1, worker.ref(), List.of(), 0));
        return worker.expect(WorkerCommand.Welcome.class);
    }

    private String submit(ActorRef<JobManagerCommand> manager, String request) {
        manager.tell(new ClientCommand.SubmitJob(request, "words", graphBlob, List.of(), null, client.ref()));
        return client.expectMessageClass(ClientReply.JobAccepted.class, SOON).jobId();
    }

    private WorkerCommand.DeployAttempt runs(String job) {
        WorkerCommand.DeployAttempt deploy = worker.expect(WorkerCommand.DeployAttempt.class);
        assertThat(deploy.jobId()).isEqualTo(job);
        WorkerId where = deploy.placement().get(0).worker();
        worker.say(
                where, deploy.coordinator(), new CoordinatorCommand.AttemptDeployed(deploy.epoch(), where, List.of()));
        worker.expect(WorkerCommand.StartAttempt.class);
        worker.say(where, deploy.coordinator(), new CoordinatorCommand.AttemptRunning(deploy.epoch(), where));
        return deploy;
    }

    private WorkerCommand skipSplits() {
        WorkerCommand next = worker.receive();
        while (next instanceof WorkerCommand.AssignSplits || next instanceof WorkerCommand.NoMoreSplits) {
            next = worker.receive();
        }
        return next;
    }

    @Test
    void theSameRequestIsTheSameJob() {
        ActorRef<JobManagerCommand> manager = lead("n1");
        String job = submit(manager, "r1");
        assertThat(submit(manager, "r1")).isEqualTo(job);
        assertThat(submit(manager, "r2")).isNotEqualTo(job);
        manager.tell(new ClientCommand.QueryJob("00ab", client.ref()));
        assertThat(client.expectMessageClass(ClientReply.Refused.class, SOON).sentence())
                .startsWith("[CLI-501] '00ab' may be any of");
        manager.tell(new ClientCommand.QueryJob(job, client.ref()));
        assertThat(client.expectMessageClass(ClientReply.JobIs.class, SOON)
                        .job()
                        .jobId())
                .isEqualTo(job);
    }

    @Test
    void aJobWaitsForAWorkerAndIsDeployedWithATermAndAnEpoch() {
        ActorRef<JobManagerCommand> manager = lead("n1");
        String job = submit(manager, "r1");
        assertThat(register(manager, A).term()).isEqualTo(1);
        WorkerCommand.DeployAttempt deploy = runs(job);
        assertThat(deploy.term()).isEqualTo(1);
        assertThat(deploy.epoch()).isEqualTo(1);
        assertThat(deploy.restore()).isNull();
    }

    @Test
    void splitsThatTheNetworkLosesReachTheReaderBeforeTheCheckpointThatNoLongerHoldsThem() {
        ActorRef<JobManagerCommand> manager = lead("n1");
        register(manager, A);
        WorkerCommand.DeployAttempt deploy = runs(submit(manager, "r1"));
        String source = Planner.plan(graph()).vertex(0).head().operatorId();
        worker.say(A, deploy.coordinator(), new CoordinatorCommand.SplitRequested(1, 0, 0, source, "host"));
        WorkerCommand.Letter lost = worker.probe.expectMessageClass(WorkerCommand.Letter.class, SOON);
        while (!(lost.content() instanceof WorkerCommand.AssignSplits)) {
            lost = worker.probe.expectMessageClass(WorkerCommand.Letter.class, SOON);
        }
        manager.tell(new JobManagerCommand.WorkerLeaving(A)); // asks for a checkpoint
        assertThat(worker.receive()).isInstanceOf(WorkerCommand.AssignSplits.class);
        WorkerCommand next = worker.receive();
        while (!(next instanceof WorkerCommand.TriggerCheckpoint)) {
            assertThat(next).isInstanceOfAny(WorkerCommand.AssignSplits.class, WorkerCommand.NoMoreSplits.class);
            next = worker.receive();
        }
    }

    @Test
    void aLostWorkerMovesItsJobWithAHigherEpoch() {
        ActorRef<JobManagerCommand> manager = lead("n1");
        register(manager, A);
        String job = submit(manager, "r1");
        runs(job);
        manager.tell(new ManagerMessage.WorkerGone(A, "test"));
        manager.tell(new JobManagerCommand.RegisterWorker(B, null, 1, worker.ref(), List.of(), 0));
        WorkerCommand next = skipSplits();
        while (!(next instanceof WorkerCommand.DeployAttempt)) {
            next = skipSplits();
        }
        assertThat(((WorkerCommand.DeployAttempt) next).epoch()).isEqualTo(2);
        assertThat(((WorkerCommand.DeployAttempt) next).placement())
                .allMatch(placed -> placed.worker().equals(B));
    }

    @Test
    void aJobThatCannotGoOnFailsWithItsSentence() {
        ActorRef<JobManagerCommand> manager = lead("n1");
        register(manager, A);
        String job = submit(manager, "r1");
        WorkerCommand.DeployAttempt deploy = runs(job);
        worker.say(
                A,
                deploy.coordinator(),
                new CoordinatorCommand.SubtaskFailed(
                        1, A, 0, 0, new Failure(FailureKind.BAD_JOB, "[X-1] no such class", "")));
        WorkerCommand.CancelAttempt cancel = (WorkerCommand.CancelAttempt) skipSplits();
        cancel.replyTo().tell(new CoordinatorCommand.AttemptStopped(cancel.epoch(), A));
        ClientReply.JobSummary end = client.awaitAssert(SOON, () -> {
            manager.tell(new ClientCommand.QueryJob(job, client.ref()));
            ClientReply.JobSummary now =
                    client.expectMessageClass(ClientReply.JobIs.class).job();
            assertThat(now.status()).isEqualTo(JobStatus.FAILED);
            return now;
        });
        assertThat(end.sentence()).contains("[X-1] no such class");
    }

    @Test
    void aGraphThatIsNoneFailsTheJob() throws Exception {
        graphBlob = storage.putBlob(new byte[] {1, 2, 3});
        ActorRef<JobManagerCommand> manager = lead("n1");
        String job = submit(manager, "r1");
        client.awaitAssert(SOON, () -> {
            manager.tell(new ClientCommand.QueryJob(job, client.ref()));
            ClientReply.JobSummary now =
                    client.expectMessageClass(ClientReply.JobIs.class).job();
            assertThat(now.status()).isEqualTo(JobStatus.FAILED);
            assertThat(now.sentence()).startsWith("[API-129]");
            return now;
        });
    }

    @Test
    void aLateRegistrationOfADeadWorkerBringsNoSlotsBack() {
        ActorRef<JobManagerCommand> manager = lead("n1");
        register(manager, A);
        manager.tell(new ManagerMessage.WorkerGone(A, "its connection closed"));
        manager.tell(
                new JobManagerCommand.RegisterWorker(A, null, 1, worker.ref(), List.of(), 0)); // sent before it died
        assertThat(slots(manager)).isZero();
        manager.tell(
                new JobManagerCommand.RegisterWorker(A, null, 1, worker.ref(), List.of(), 1)); // it lost us, and lives
        assertThat(slots(manager)).isEqualTo(1);
        worker.expect(WorkerCommand.Welcome.class);
        reachable = false;
        manager.tell(new JobManagerCommand.RegisterWorker(B, null, 1, worker.ref(), List.of(), 0));
        assertThat(slots(manager)).as("B is no member").isEqualTo(1);
    }

    private int slots(ActorRef<JobManagerCommand> manager) {
        manager.tell(new ClientCommand.DescribeCluster(client.ref()));
        return client.expectMessageClass(ClientReply.Cluster.class, SOON).slots();
    }

    private volatile boolean reachable = true;

    private Membership membership() {
        return new Membership() {
            @Override
            public boolean isReachable(WorkerId worker) {
                return reachable;
            }

            @Override
            public AutoCloseable watch(Consumer<WorkerId> gone, Consumer<WorkerId> back) {
                return () -> {};
            }
        };
    }

    @Test
    void attemptsOfJobsNobodyKnowsAreStopped() {
        ActorRef<JobManagerCommand> manager = lead("n1");
        manager.tell(new JobManagerCommand.RegisterWorker(
                A,
                null,
                1,
                worker.ref(),
                List.of(new JobManagerCommand.RunningAttempt("gone", 4, List.of(), true)),
                0));
        worker.expect(WorkerCommand.Welcome.class);
        WorkerCommand.CancelAttempt cancel = worker.expect(WorkerCommand.CancelAttempt.class);
        assertThat(cancel.jobId()).isEqualTo("gone");
        assertThat(cancel.epoch()).isEqualTo(4);
    }

    @Test
    void anotherLeaderGoesOnWhereTheJournalEndsWithAHigherTerm() {
        ActorRef<JobManagerCommand> first = lead("n1");
        register(first, A);
        String job = submit(first, "r1");
        runs(job);
        kit.stop(first);
        ActorRef<JobManagerCommand> second = lead("n2");
        second.tell(new JobManagerCommand.RegisterWorker(A, null, 1, worker.ref(), List.of(), 0));
        WorkerCommand next = skipSplits();
        assertThat(next).isInstanceOf(WorkerCommand.Welcome.class);
        assertThat(((WorkerCommand.Welcome) next).term()).isEqualTo(2);
        while (!(next instanceof WorkerCommand.DeployAttempt)) {
            next = skipSplits(); // it reported that it runs nothing: a restart
        }
        assertThat(((WorkerCommand.DeployAttempt) next).term()).isEqualTo(2);
        assertThat(((WorkerCommand.DeployAttempt) next).epoch()).isEqualTo(2);
        assertThat(((WorkerCommand.DeployAttempt) next).jobId()).isEqualTo(job);
    }

    @Test
    void aWorkerOfAnotherClusterIsNotTouchedAndTheLeaderMakesRoom() {
        ActorRef<JobManagerCommand> manager = lead("n1");
        manager.tell(new JobManagerCommand.RegisterWorker(
                A,
                "another",
                1,
                worker.ref(),
                List.of(new JobManagerCommand.RunningAttempt("theirs", 4, List.of(), true)),
                0));
        client.expectTerminated(manager, SOON);
        assertThat(resigned).singleElement().asString().startsWith("[NET-663]").contains("another");
        worker.probe.expectNoMessage(Duration.ofMillis(1));
    }

    @Test
    void aLeaderThatCannotListenToItsWorkersSaysSoAndMakesRoom() {
        ActorRef<JobManagerCommand> manager = kit.spawn(JobManager.create(services("n1"), membership(), gone -> {
            throw new UncheckedIOException("[CFG-205] The port is taken.", new IOException("in use"));
        }));
        client.expectTerminated(manager, SOON);
        assertThat(resigned).containsExactly("[CFG-205] The port is taken.");
    }

    @Test
    void oneWorkerThatKnowsTheClusterOutweighsAnyThatSaysOtherwise() {
        ActorRef<JobManagerCommand> manager = lead("n1");
        String cluster = register(manager, A).clusterId();
        manager.tell(new JobManagerCommand.RegisterWorker(A, cluster, 1, worker.ref(), List.of(), 0));
        worker.expect(WorkerCommand.Welcome.class);
        manager.tell(new JobManagerCommand.RegisterWorker(B, "another", 1, worker.ref(), List.of(), 0));
        manager.tell(new ClientCommand.DescribeCluster(client.ref()));
        assertThat(client.expectMessageClass(ClientReply.Cluster.class, SOON).workers())
                .extracting(ClientReply.Worker::worker)
                .containsExactly(A);
        assertThat(resigned).isEmpty();
    }

    @Test
    void aLeaderThatWasReplacedUnnoticedIsNotAcknowledgedAndMakesRoom() {
        ActorRef<JobManagerCommand> first = lead("n1");
        submit(first, "r1");
        ActorRef<JobManagerCommand> second = lead("n2");
        submit(second, "r2");
        first.tell(new ManagerMessage.Superseded("any"));
        client.expectTerminated(first, SOON);
        assertThat(resigned).singleElement().asString().startsWith("[NET-662]");
    }

    @Test
    void aCoordinatorOfAnOldTermStopsForGood() {
        ActorRef<JobManagerCommand> manager = lead("n1");
        register(manager, A);
        submit(manager, "r1");
        worker.expect(WorkerCommand.DeployAttempt.class);
        kit.stop(manager);
        ActorRef<JobManagerCommand> second = lead("n2"); // term 2 takes over the job
        manager = second;
        manager.tell(new JobManagerCommand.RegisterWorker(A, null, 1, worker.ref(), List.of(), 0));
        while (!(worker.receive() instanceof WorkerCommand.DeployAttempt)) {
            // until it has journaled its lead
        }
        ManagerEvent.JobSubmitted job = new ManagerEvent.JobSubmitted(
                "00ab" + "%028d".formatted(1), "r1", "words", graphBlob, List.of(), "file://" + folder, 1);
        ActorRef<CoordinatorCommand> zombie = kit.spawn(JobCoordinator.create(
                services("n1"), job, 1, kit.<JobManagerCommand>createTestProbe().ref()));
        client.expectTerminated(zombie, SOON);
    }
}
