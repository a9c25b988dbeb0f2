package io.weir.actors.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.api.JobStatus;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.job.JobEvent;
import io.weir.runtime.job.JobHistory;
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
                replyTo -> new JobMessage.Asked(new ClientCommand.CancelJob("00aa", replyTo)));
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
}
