package io.weir.actors.worker;

import static io.weir.actors.worker.TestJobs.GATES;
import static io.weir.actors.worker.TestJobs.RESULTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.exchange.ExchangeMessage;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.CoordinatorCommand.AttemptRunning;
import io.weir.actors.protocol.CoordinatorCommand.AttemptStopped;
import io.weir.actors.protocol.CoordinatorCommand.CheckpointAcknowledged;
import io.weir.actors.protocol.CoordinatorCommand.SubtaskDrained;
import io.weir.actors.protocol.CoordinatorCommand.SubtaskFailed;
import io.weir.actors.protocol.CoordinatorCommand.WorkerStats;
import io.weir.actors.protocol.JobManagerCommand.RegisterWorker;
import io.weir.actors.protocol.JobManagerCommand.RunningAttempt;
import io.weir.actors.protocol.JobManagerCommand.SubtaskRun;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.actors.protocol.WorkerCommand.AdoptAttempt;
import io.weir.actors.protocol.WorkerCommand.CancelAttempt;
import io.weir.actors.protocol.WorkerCommand.FinishAttempt;
import io.weir.actors.protocol.WorkerCommand.Peer;
import io.weir.actors.protocol.WorkerCommand.QueryStats;
import io.weir.actors.protocol.WorkerCommand.StartAttempt;
import io.weir.actors.protocol.WorkerCommand.TriggerCheckpoint;
import io.weir.actors.protocol.WorkerCommand.Welcome;
import io.weir.api.function.MapFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.function.RichMapFunction;
import io.weir.checkpoint.CheckpointKind;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.element.Watermark;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.subtask.SubtaskStats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkerActorTest {
    private static final int PARALLELISM = 2;
    private static final int SUBTASKS = 2 * PARALLELISM;

    @TempDir
    Path folder;

    private TestWorker worker;
    private String job;

    @BeforeEach
    void start(TestInfo test) throws Exception {
        job = test.getDisplayName();
        worker = TestWorker.local(folder);
    }

    @AfterEach
    void stop() {
        worker.close();
        GATES.clear();
        RESULTS.clear();
    }

    // --- a job's life ---

    @Test
    void aJobRunsToItsEndAndCountsExactly() throws Exception {
        List<Peer> peers = worker.run(TestJobs.counting(job, PARALLELISM, 100_000), 1);
        assertThat(peers).hasSize(SUBTASKS);
        worker.expect(AttemptRunning.class);
        awaitDrained(SUBTASKS);
        worker.ref.tell(new FinishAttempt(1, "job", 1));
        worker.expect(AttemptStopped.class);
        assertThat(TestJobs.results(job)).hasSize(TestJobs.KEYS);
        assertThat(TestJobs.results(job).values()).containsOnly(PARALLELISM * 100_000L / TestJobs.KEYS);
        awaitEmptyFolder();
    }

    @Test
    void everySubtaskAcknowledgesACheckpointAndItsBarrierPassesAfterTheEndToo() throws Exception {
        worker.run(TestJobs.counting(job, PARALLELISM, 1_000), 1);
        worker.expect(AttemptRunning.class);
        awaitDrained(SUBTASKS);
        worker.coordinator.say(1, new TriggerCheckpoint("job", 1, 7, CheckpointKind.CHECKPOINT, 0));
        for (int heard = 0; heard < SUBTASKS; heard++) {
            assertThat(worker.expect(CheckpointAcknowledged.class).checkpoint()).isEqualTo(7);
        }
        worker.coordinator.say(1, new WorkerCommand.CheckpointCompleted("job", 1, 7));
        worker.ref.tell(new FinishAttempt(1, "job", 1));
        worker.expect(AttemptStopped.class);
    }

    @Test
    void countersOfAllSubtasksAreAnsweredTogether() throws Exception {
        worker.run(TestJobs.counting(job, PARALLELISM, 1_000), 1);
        awaitDrained(SUBTASKS);
        worker.ref.tell(new QueryStats("job", 1, worker.coordinator.getRef()));
        List<SubtaskStats> stats = worker.expect(WorkerStats.class).subtasks();
        assertThat(stats).hasSize(SUBTASKS).extracting(SubtaskStats::state).containsOnly("DRAINED");
        assertThat(stats)
                .filteredOn(each -> each.vertex() == 0)
                .extracting(SubtaskStats::recordsOut)
                .containsOnly(1_000L);
        worker.ref.tell(new QueryStats("job", 99, worker.coordinator.getRef()));
        assertThat(worker.expect(WorkerStats.class).subtasks()).isEmpty();
    }

    // --- failures ---

    @ParameterizedTest
    @MethodSource("mishaps")
    void whateverUserCodeThrowsEndsTheAttemptOnceAndTheNodeLives(String name, MapFunction<Long, Long> mishap)
            throws Exception {
        worker.run(TestJobs.build(job, PARALLELISM, 10_000, mishap), 1);
        SubtaskFailed failed = worker.await(SubtaskFailed.class);
        assertThat(failed.failure().kind()).isEqualTo(FailureKind.USER_CODE);
        assertThat(failed.failure().message()).contains("mishap");
        worker.ref.tell(new CancelAttempt(1, "job", 1, worker.coordinator.getRef()));
        CoordinatorCommand next = worker.coordinator.receive();
        while (!(next instanceof AttemptStopped)) {
            assertThat(next).as("the second failure is not news").isNotInstanceOf(SubtaskFailed.class);
            next = worker.coordinator.receive();
        }
        worker.run(TestJobs.counting(job + "again", PARALLELISM, 1_000), 2);
        awaitDrained(SUBTASKS);
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> mishaps() {
        return Stream.of(
                mishap("exception", value -> {
                    throw new IllegalStateException("mishap");
                }),
                mishap("out of memory", value -> {
                    throw new OutOfMemoryError("mishap");
                }),
                mishap("class missing", value -> {
                    throw new NoClassDefFoundError("mishap");
                }));
    }

    private static org.junit.jupiter.params.provider.Arguments mishap(String name, MapFunction<Long, Long> map) {
        return org.junit.jupiter.params.provider.Arguments.of(name, map);
    }

    @Test
    void everySubtaskIsClosedOnceWhetherItFailedOrNot() throws Exception {
        Failing.OPENED.set(0);
        Failing.CLOSED.set(0);
        worker.run(TestJobs.build(job, PARALLELISM, 10_000, new Failing()), 1);
        worker.await(SubtaskFailed.class);
        worker.ref.tell(new CancelAttempt(1, "job", 1, worker.coordinator.getRef()));
        worker.await(AttemptStopped.class);
        assertThat(Failing.OPENED).hasValue(PARALLELISM);
        assertThat(Failing.CLOSED).hasValue(PARALLELISM);
    }

    /** Fails in its first subtask only. */
    private static final class Failing extends RichMapFunction<Long, Long> {
        static final AtomicInteger OPENED = new AtomicInteger();
        static final AtomicInteger CLOSED = new AtomicInteger();

        @Override
        public void open(OpenContext context) {
            OPENED.incrementAndGet();
        }

        @Override
        public Long map(Long value) {
            if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
                throw new IllegalStateException("mishap");
            }
            return value;
        }

        @Override
        public void close() {
            CLOSED.incrementAndGet();
        }
    }

    @Test
    void aJobThatCannotBeReadIsABadJob() throws Exception {
        var graph = TestJobs.counting(job, 1, 1);
        String blob = worker.storage.putBlob(new byte[] {1, 2, 3});
        worker.coordinator.say(
                1,
                new WorkerCommand.DeployAttempt(
                        1,
                        "job",
                        1,
                        job,
                        worker.storage.uri(),
                        blob,
                        List.of(),
                        TestWorker.everythingOn(graph, worker.id),
                        null,
                        worker.coordinator.getRef()));
        SubtaskFailed failed = worker.expect(SubtaskFailed.class);
        assertThat(failed.vertex()).isEqualTo(-1);
        assertThat(failed.failure().kind()).isEqualTo(FailureKind.BAD_JOB);
        assertThat(failed.failure().message()).startsWith("[API-129]");
    }

    @Test
    void aLostMessageOnAChannelFailsTheAttempt() throws Exception {
        GATES.put(job, new CountDownLatch(1));
        List<Peer> peers = worker.run(TestJobs.counting(job, PARALLELISM, 0), 1);
        worker.expect(AttemptRunning.class);
        Peer counter = peers.stream()
                .filter(peer -> peer.vertex() == 1 && peer.index() == 0)
                .findFirst()
                .orElseThrow();
        counter.ref().tell(new ExchangeMessage.Deliver(1, 0, 5, new Watermark(0)));
        SubtaskFailed failed = worker.expect(SubtaskFailed.class);
        assertThat(failed.failure().kind()).isEqualTo(FailureKind.BROKEN_PROTOCOL);
    }

    @Test
    void aMessageOfAnotherEpochIsDropped() throws Exception {
        GATES.put(job, new CountDownLatch(1));
        List<Peer> peers = worker.run(TestJobs.counting(job, PARALLELISM, 0), 3);
        worker.expect(AttemptRunning.class);
        for (Peer peer : peers) {
            peer.ref().tell(new ExchangeMessage.Deliver(2, 0, 5, new Watermark(0)));
            peer.ref().tell(new ExchangeMessage.Deliver(4, 0, 5, new Watermark(0)));
        }
        Objects.requireNonNull(GATES.get(job)).countDown();
        awaitDrained(SUBTASKS); // and no failure before
    }

    // --- what the network does ---

    @Test
    void whatTheNetworkLosesIsRepeatedAndWhatItRepeatsIsHeardOnce() throws Exception {
        FakeCoordinator coordinator = worker.coordinator;
        worker.run(TestJobs.counting(job, PARALLELISM, 1_000), 1);
        List<CoordinatorCommand.Letter> first = new ArrayList<>();
        while (first.size() < 1 + SUBTASKS) { // that it runs, and who has drained: all lost
            CoordinatorCommand.Letter letter =
                    (CoordinatorCommand.Letter) coordinator.probe.receiveMessage(TestWorker.SOON);
            if (letter.content() != null) {
                first.add(letter);
            }
        }
        worker.expect(AttemptRunning.class);
        awaitDrained(SUBTASKS);

        WorkerCommand.Letter lost =
                coordinator.letter(1, new TriggerCheckpoint("job", 1, 7, CheckpointKind.CHECKPOINT, 0));
        WorkerCommand.Letter late = coordinator.letter(1, new WorkerCommand.CheckpointAborted("job", 1, 7, "test"));
        worker.ref.tell(late); // before the trigger: must wait for it
        worker.ref.tell(lost);
        worker.ref.tell(lost);
        for (int heard = 0; heard < SUBTASKS; heard++) {
            assertThat(worker.expect(CheckpointAcknowledged.class).checkpoint()).isEqualTo(7);
        }
        worker.ref.tell(late);
        coordinator.say(1, new TriggerCheckpoint("job", 1, 8, CheckpointKind.CHECKPOINT, 0));
        for (int heard = 0; heard < SUBTASKS; heard++) {
            assertThat(worker.expect(CheckpointAcknowledged.class).checkpoint())
                    .as("7 was triggered once")
                    .isEqualTo(8);
        }
    }

    @Test
    void aLetterOfAConversationThatIsOverChangesNothing() throws Exception {
        worker.run(TestJobs.counting(job, PARALLELISM, 100), 1);
        awaitDrained(SUBTASKS);
        FakeCoordinator successor = new FakeCoordinator(worker.kit, worker.ref, 77, worker.parcels);
        successor.say(1, new AdoptAttempt(1, "job", 1, successor.getRef()));
        successor.await(AttemptRunning.class);
        worker.coordinator.say(1, new TriggerCheckpoint("job", 1, 7, CheckpointKind.CHECKPOINT, 0));
        worker.coordinator.begin();
        worker.coordinator.say(1, new TriggerCheckpoint("job", 1, 8, CheckpointKind.CHECKPOINT, 0));
        successor.say(1, new TriggerCheckpoint("job", 1, 9, CheckpointKind.CHECKPOINT, 0));
        assertThat(successor.await(CheckpointAcknowledged.class).checkpoint()).isEqualTo(9);
    }

    @Test
    void aRequestToFinishThatIsRepeatedIsAnsweredAgainAndTheAttemptIsNamedUntilItIsCancelled() throws Exception {
        worker.run(TestJobs.counting(job, PARALLELISM, 100), 1);
        awaitDrained(SUBTASKS);
        worker.ref.tell(new FinishAttempt(1, "job", 1));
        worker.await(AttemptStopped.class);
        awaitEmptyFolder();
        worker.ref.tell(new FinishAttempt(1, "job", 1));
        assertThat(worker.await(AttemptStopped.class).epoch()).isEqualTo(1);
        awaitRegistration(List.of(new RunningAttempt("job", 1, List.of(), false)));
        worker.ref.tell(new CancelAttempt(1, "job", 1, worker.coordinator.getRef()));
        awaitRegistration(List.of());
    }

    /** The worker is never welcomed here, so it registers all the time. */
    private void awaitRegistration(List<RunningAttempt> running) {
        RegisterWorker next = worker.manager.expectMessageClass(RegisterWorker.class, TestWorker.SOON);
        while (!next.running().equals(running)) {
            next = worker.manager.expectMessageClass(RegisterWorker.class, TestWorker.SOON);
        }
    }

    // --- fences ---

    @Test
    void anOlderTermOrEpochChangesNothing() throws Exception {
        GATES.put(job, new CountDownLatch(1));
        worker.run(TestJobs.counting(job, 1, 0), 5);
        worker.expect(AttemptRunning.class);
        worker.ref.tell(new Welcome(9, "c", worker.manager.getRef(), "", 0));
        worker.ref.tell(
                new CancelAttempt(8, "job", 5, worker.coordinator.getRef())); // of a leader that is none any more
        worker.deploy(TestJobs.counting(job, 1, 0), 9, 5, null); // said twice
        worker.deploy(TestJobs.counting(job, 1, 0), 9, 4, null); // overtaken
        worker.ref.tell(new CancelAttempt(9, "job", 4, worker.coordinator.getRef())); // there is none up to 4
        assertThat(worker.expect(AttemptStopped.class).epoch()).isEqualTo(4);
        worker.ref.tell(new QueryStats("job", 5, worker.coordinator.getRef()));
        assertThat(worker.expect(WorkerStats.class).subtasks())
                .as("attempt 5 goes on")
                .hasSize(2);
    }

    @Test
    void aNewAttemptReplacesTheOld() throws Exception {
        GATES.put(job, new CountDownLatch(1));
        worker.run(TestJobs.counting(job, 1, 0), 1);
        worker.expect(AttemptRunning.class);
        worker.deploy(TestJobs.counting(job, 1, 0), 1, 2, null);
        assertThat(worker.expect(CoordinatorCommand.AttemptDeployed.class).epoch())
                .isEqualTo(2);
        worker.ref.tell(new CancelAttempt(1, "job", 1, worker.coordinator.getRef()));
        assertThat(worker.expect(AttemptStopped.class).epoch()).isEqualTo(1);
    }

    @Test
    void aCancelledEpochCannotBeDeployedLater() throws Exception {
        worker.ref.tell(new CancelAttempt(1, "job", 3, worker.coordinator.getRef()));
        assertThat(worker.expect(AttemptStopped.class).epoch()).isEqualTo(3);
        worker.deploy(TestJobs.counting(job, 1, 0), 1, 3, null);
        worker.deploy(TestJobs.counting(job, 1, 0), 1, 4, null);
        assertThat(worker.expect(CoordinatorCommand.AttemptDeployed.class).epoch())
                .isEqualTo(4);
    }

    @Test
    void userCodeThatBlocksIsInterruptedWhenItsAttemptIsCancelled() throws Exception {
        GATES.put(job, new CountDownLatch(1));
        blocked = new CountDownLatch(1);
        worker.run(
                TestJobs.build(job, 1, 10, value -> {
                    blocked.countDown();
                    new CountDownLatch(1).await();
                    return value;
                }),
                1);
        blocked.await();
        worker.ref.tell(new CancelAttempt(1, "job", 1, worker.coordinator.getRef()));
        worker.await(AttemptStopped.class);
    }

    /** More functions wait for each other than the subtask dispatcher has threads: with those alone, none of them would go on. */
    @Test
    void functionsOfAJobThatSaysSoMayAllWaitAtTheSameTime() throws Exception {
        int many = 2 + 2 * Runtime.getRuntime().availableProcessors();
        blocked = new CountDownLatch(many);
        worker.run(
                TestJobs.build(job, many, 10, true, value -> {
                    blocked.countDown();
                    blocked.await();
                    return value;
                }),
                1);
        awaitDrained(2 * many);
    }

    private static volatile CountDownLatch blocked = new CountDownLatch(1);

    // --- the leader ---

    @Test
    void aWorkerRegistersUntilItIsWelcomed() {
        assertThat(worker.manager
                        .expectMessageClass(RegisterWorker.class, TestWorker.SOON)
                        .running())
                .isEmpty();
        worker.manager.expectMessageClass(RegisterWorker.class, TestWorker.SOON);
        worker.manager.expectMessageClass(RegisterWorker.class, TestWorker.SOON);
    }

    @Test
    void aWorkerTellsANewLeaderWhatRuns() throws Exception {
        GATES.put(job, new CountDownLatch(1));
        List<Peer> peers = worker.run(TestJobs.counting(job, PARALLELISM, 0), 1);
        worker.expect(AttemptRunning.class);
        RegisterWorker next = worker.manager.expectMessageClass(RegisterWorker.class, TestWorker.SOON);
        while (next.running().isEmpty() || !next.running().get(0).started()) {
            next = worker.manager.expectMessageClass(RegisterWorker.class, TestWorker.SOON);
        }
        assertThat(next.running())
                .containsExactly(new RunningAttempt("job", 1, SubtaskRun.of(subtasksOf(peers)), true));
    }

    @Test
    void anAdoptedAttemptRepeatsWhatTheOldCoordinatorMayNotHaveHeard() throws Exception {
        worker.run(TestJobs.counting(job, PARALLELISM, 100), 1);
        awaitDrained(SUBTASKS);
        FakeCoordinator successor = new FakeCoordinator(worker.kit, worker.ref, 77, worker.parcels);
        successor.say(2, new AdoptAttempt(2, "job", 1, successor.getRef()));
        List<CoordinatorCommand> repeated = new ArrayList<>();
        for (int said = 0; said < 1 + SUBTASKS; said++) {
            repeated.add(successor.receive());
        }
        assertThat(repeated).hasAtLeastOneElementOfType(AttemptRunning.class);
        assertThat(repeated).filteredOn(SubtaskDrained.class::isInstance).hasSize(SUBTASKS);
        worker.ref.tell(new FinishAttempt(2, "job", 1));
        successor.expect(AttemptStopped.class);
    }

    @Test
    void anAttemptThatIsNotHereCannotBeAdopted() {
        worker.coordinator.say(2, new AdoptAttempt(2, "job", 1, worker.coordinator.getRef()));
        assertThat(worker.expect(SubtaskFailed.class).failure().kind()).isEqualTo(FailureKind.LOST_WORKER);
    }

    @Test
    void anAttemptStartedWithoutAllAddressesFails() throws Exception {
        worker.deploy(TestJobs.counting(job, PARALLELISM, 0), 1, 1, null);
        worker.expectDeployed();
        worker.coordinator.say(1, new StartAttempt(1, "job", 1, List.of()));
        assertThat(worker.expect(SubtaskFailed.class).failure().message()).startsWith("[NET-704]");
    }

    private void awaitDrained(int subtasks) {
        for (int heard = 0; heard < subtasks; heard++) {
            CoordinatorCommand next = worker.coordinator.receive();
            while (!(next instanceof SubtaskDrained)) {
                assertThat(next).isNotInstanceOf(SubtaskFailed.class);
                next = worker.coordinator.receive();
            }
        }
    }

    /** The attempt's files go after its last word. */
    private void awaitEmptyFolder() throws Exception {
        long deadline = System.nanoTime() + TestWorker.SOON.toNanos();
        Path attempt = worker.directory.ofAttempt("job", 1);
        while (Files.exists(attempt) || worker.codes.size() > 0) {
            assertThat(System.nanoTime()).as("deadline for deleting " + attempt).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static List<SubtaskId> subtasksOf(List<Peer> peers) {
        return peers.stream()
                .map(peer -> new SubtaskId(peer.vertex(), peer.index()))
                .toList();
    }
}
