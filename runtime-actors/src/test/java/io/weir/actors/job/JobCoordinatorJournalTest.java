package io.weir.actors.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.protocol.ManagerEvent;
import io.weir.api.JobStatus;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.job.JobEvent;
import io.weir.runtime.job.JobHistory;
import io.weir.runtime.job.RestartFrom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the coordinator of a job journals at each command, before it acts, and what the next one finds. */
class JobCoordinatorJournalTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final WorkerId A = new WorkerId("a:1#1");

    @TempDir
    Path folder;

    private JournalFixture node;
    private TestProbe<JobManagerCommand> manager;
    private EventSourcedBehaviorTestKit<CoordinatorCommand, JobEvent, JobHistory> job;

    @BeforeEach
    void lead() throws Exception {
        node = new JournalFixture(folder);
        manager = node.kit.createTestProbe();
        node.leadership.take("n1");
        job = EventSourcedBehaviorTestKit.create(
                node.kit.system(),
                JobCoordinator.create(node.services("n1"), node.job(), 1, manager.ref()),
                JournalFixture.TRIP);
        await(ManagerMessage.SlotsWanted.class);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private <T extends ManagerMessage> T await(Class<T> type) {
        JobManagerCommand next = manager.receiveMessage(SOON);
        while (!type.isInstance(next)) {
            next = manager.receiveMessage(SOON);
        }
        return type.cast(next);
    }

    private JobEvent.AttemptStarted start() {
        return job.runCommand(new JobMessage.SlotsGranted(List.of(A))).eventOfType(JobEvent.AttemptStarted.class);
    }

    @Test
    void theLeadIsJournaledBeforeAnythingElse() {
        assertThat(job.persistenceTestKit().persistedInStorage("job-00aa"))
                .containsExactly(new JobEvent.LeadershipTaken(1, "n1"));
        assertThat(job.getState().leader()).isEqualTo("n1");
    }

    @Test
    void anAttemptIsJournaledWithItsEpochAndItsWorkers() {
        assertThat(start()).isEqualTo(new JobEvent.AttemptStarted(1, 1, null, List.of(A), 1_000));
        assertThat(job.getState().epoch()).isEqualTo(1);
        assertThat(job.getState().firstAttemptAtMillis()).isEqualTo(1_000);
    }

    @Test
    void aFailureIsJournaledOnceWithItsKindAndWhenTheNextAttemptMayBegin() {
        start();
        Failure boom = new Failure(FailureKind.USER_CODE, "boom", "");
        CoordinatorCommand failed = new CoordinatorCommand.SubtaskFailed(1, A, 0, 0, boom);
        JobEvent.AttemptEnded ended = job.runCommand(failed).eventOfType(JobEvent.AttemptEnded.class);
        assertThat(ended.kind()).isEqualTo(FailureKind.USER_CODE);
        assertThat(ended.restartAtMillis())
                .as("after the delay of the strategy")
                .isGreaterThan(1_000);
        assertThat(job.getState().restarts()).isEqualTo(1);
        assertThat(job.runCommand(failed).hasNoEvents()).isTrue();
    }

    @Test
    void aMessageOfAnotherEpochJournalsNothing() {
        start();
        Failure boom = new Failure(FailureKind.USER_CODE, "boom", "");
        assertThat(job.runCommand(new CoordinatorCommand.SubtaskFailed(2, A, 0, 0, boom))
                        .hasNoEvents())
                .isTrue();
        assertThat(job.runCommand(new CoordinatorCommand.Letter(
                                1, A, 99, 1, 0, new CoordinatorCommand.SubtaskFailed(1, A, 0, 0, boom)))
                        .hasNoEvents())
                .as("of a conversation that is not ours")
                .isTrue();
    }

    @Test
    void aCancellationIsJournaledBeforeItIsAccepted() {
        var cancelled = job.<ClientReply>runCommand(
                replyTo -> new JobMessage.Asked(new ClientCommand.CancelJob("r", "00aa", replyTo)));
        assertThat(cancelled.events())
                .containsExactly(
                        new JobEvent.JobCancelRequested(1_000),
                        new JobEvent.JobTerminated(JobStatus.CANCELED, "", 1_000, List.of()));
        assertThat(cancelled.reply()).isEqualTo(new ClientReply.CancelAccepted("00aa"));
        assertThat(await(ManagerMessage.JobEnded.class).status()).isEqualTo(JobStatus.CANCELED);
    }

    @Test
    void aCoordinatorThatBeginsAgainFindsItsAttemptAndAsksWhoRunsIt() {
        start();
        JobHistory before = job.getState();
        job.restart();
        assertThat(await(ManagerMessage.WhoIsGone.class).workers()).containsExactly(A);
        assertThat(job.getState()).as("it leads already").isEqualTo(before);
    }

    // --- restarts

    private static ManagerEvent.JobRestarted wanted(String request) {
        return new ManagerEvent.JobRestarted("00aa", request, null, 5);
    }

    private void failForGood() {
        start();
        Failure bad = new Failure(FailureKind.BAD_JOB, "[X-1] no", "");
        job.runCommand(new CoordinatorCommand.SubtaskFailed(1, A, 0, 0, bad));
        job.runCommand(new CoordinatorCommand.AttemptStopped(1, A));
        assertThat(await(ManagerMessage.JobEnded.class).restart()).isEmpty();
    }

    private ManagerMessage.RestartReady askedToRestart(String request) {
        job.runCommand(new JobMessage.Asked(new ClientCommand.RestartJob(
                request, "00aa", RestartFrom.NEWEST, 0, false, node.kit.system().ignoreRef())));
        return await(ManagerMessage.RestartReady.class);
    }

    @Test
    void aRestartIsJournaledAfterTheJobManagerHasDoneSoAndTheJobAsksForSlotsAgain() {
        failForGood();
        ManagerMessage.RestartReady ready = askedToRestart("again");
        assertThat(ready.fromCheckpoint()).isNull();
        assertThat(job.getState().terminated()).as("nothing yet").isNotNull();
        JobMessage.Restart restart = new JobMessage.Restart(wanted("again"));
        assertThat(job.runCommand(restart).event()).isEqualTo(new JobEvent.JobRestarted("again", null, 5));
        await(ManagerMessage.SlotsWanted.class);
        assertThat(job.runCommand(restart).hasNoEvents()).as("twice is once").isTrue();
        assertThat(start().epoch()).as("above all before").isEqualTo(2);
        Failure bad = new Failure(FailureKind.BAD_JOB, "[X-1] no", "");
        job.runCommand(new CoordinatorCommand.SubtaskFailed(2, A, 0, 0, bad));
        job.runCommand(new CoordinatorCommand.AttemptStopped(2, A));
        assertThat(await(ManagerMessage.JobEnded.class).restart())
                .as("the end says which restart it follows")
                .isEqualTo("again");
    }

    @Test
    void aJobThatRunsRefusesToBeRestarted() {
        start();
        var refused = job.<ClientReply>runCommand(replyTo -> new JobMessage.Asked(
                new ClientCommand.RestartJob("again", "00aa", RestartFrom.NEWEST, 0, false, replyTo)));
        assertThat(refused.hasNoEvents()).isTrue();
        assertThat(refused.replyOfType(ClientReply.Refused.class).sentence()).startsWith("[JOB-830]");
        assertThat(job.runCommand(new JobMessage.Restart(wanted("again"))).hasNoEvents())
                .isTrue();
    }

    /** The job manager has journaled the restart, then all crashed: the next coordinator begins with it. */
    @Test
    void theNextCoordinatorDoesARestartThatTheOneBeforeDidNotLiveToDo() throws Exception {
        failForGood();
        var events = job.persistenceTestKit().persistedInStorage("job-00aa");
        assertThat(events).noneMatch(JobEvent.JobRestarted.class::isInstance);
        for (int leader = 2; leader <= 3; leader++) {
            assertThat(node.leadership.take("n" + leader).number()).isEqualTo(leader);
            var next = node.kit.spawn(JobCoordinator.create(
                    node.services("n" + leader),
                    new CoordinatorStart(node.job(), wanted("again"), "", new DeletionGate(node.clock::get)),
                    leader,
                    manager.ref()));
            await(ManagerMessage.SlotsWanted.class);
            node.kit.stop(next);
            assertThat(job.persistenceTestKit().persistedInStorage("job-00aa").stream()
                            .filter(JobEvent.JobRestarted.class::isInstance))
                    .as("leader %d; it is done once", leader)
                    .hasSize(1);
        }
    }

    @Test
    void aSuspendedJobIsNotLoadedAnswersQuestionsAndStopsWhatStillRunsOfIt() throws Exception {
        start();
        node.leadership.take("n2");
        node.loads.set(0);
        TestProbe<ClientReply> client = node.kit.createTestProbe();
        FakeWorker worker = new FakeWorker(node.kit);
        var suspended = node.kit.spawn(JobCoordinator.create(
                node.services("n2"),
                new CoordinatorStart(node.job(), null, "[CLI-513] suspended", new DeletionGate(node.clock::get)),
                2,
                manager.ref()));
        suspended.tell(new JobMessage.Asked(new ClientCommand.DescribeJob("00aa", client.ref())));
        ClientReply.Job seen = client.expectMessageClass(ClientReply.Job.class, SOON);
        assertThat(seen.summary().status()).isEqualTo(JobStatus.SUSPENDED);
        assertThat(seen.summary().sentence()).isEqualTo("[CLI-513] suspended");
        suspended.tell(new JobMessage.WorkerRegistered(
                A, worker.ref(), new JobManagerCommand.RunningAttempt("00aa", 1, List.of(), true)));
        assertThat(worker.expect(io.weir.actors.protocol.WorkerCommand.CancelAttempt.class)
                        .epoch())
                .isEqualTo(1);
        assertThat(node.loads).as("its code was not touched").hasValue(0);

        suspended.tell(new JobMessage.Asked(new ClientCommand.CancelJob("r", "00aa", client.ref())));
        client.expectMessage(new ClientReply.CancelAccepted("00aa"));
        assertThat(await(ManagerMessage.JobEnded.class).status()).isEqualTo(JobStatus.CANCELED);
        assertThat(node.loads).hasValue(0);
    }

    @Test
    void aSuspendedJobGoesOnWhenItIsResumed() throws Exception {
        start();
        node.leadership.take("n2");
        var suspended = node.kit.spawn(JobCoordinator.create(
                node.services("n2"),
                new CoordinatorStart(node.job(), null, "[CLI-513] suspended", new DeletionGate(node.clock::get)),
                2,
                manager.ref()));
        suspended.tell(JobMessage.Resume.INSTANCE);
        assertThat(await(ManagerMessage.WhoIsGone.class).workers()).containsExactly(A);
    }
}
