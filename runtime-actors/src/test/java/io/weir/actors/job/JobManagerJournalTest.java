package io.weir.actors.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.protocol.ManagerEvent;
import io.weir.actors.protocol.ManagerState;
import io.weir.api.JobStatus;
import io.weir.runtime.job.EndedFiles;
import io.weir.runtime.job.RestartFrom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResult;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the job manager journals at each command, and what a new leader finds. */
class JobManagerJournalTest {
    @TempDir
    Path folder;

    private JournalFixture node;
    private EventSourcedBehaviorTestKit<JobManagerCommand, ManagerEvent, ManagerState> manager;

    @BeforeEach
    void lead() throws Exception {
        node = new JournalFixture(folder);
        manager = EventSourcedBehaviorTestKit.create(
                node.kit.system(),
                Behaviors.setup(context -> JobManager.ofTerm(
                        node.services("n1"), node.leadership.take("n1"), Membership.alone(), Liveness.none())),
                JournalFixture.TRIP);
        assertThat(describe().term()).isEqualTo(1);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private ClientReply.Cluster describe() {
        return manager.<ClientReply>runCommand(ClientCommand.DescribeCluster::new)
                .replyOfType(ClientReply.Cluster.class);
    }

    private CommandResultWithReply<JobManagerCommand, ManagerEvent, ManagerState, ClientReply> submit(
            String request, String name) {
        return manager.runCommand(
                replyTo -> new ClientCommand.SubmitJob(request, name, node.graphBlob, List.of(), null, replyTo));
    }

    @Test
    void theLeadIsJournaledBeforeAnythingElse() {
        assertThat(manager.persistenceTestKit().persistedInStorage("job-manager"))
                .containsExactly(new ManagerEvent.LeadershipTaken(1, "n1"));
    }

    @Test
    void aJobIsJournaledBeforeItIsAcceptedAndOnceForEachRequest() {
        var first = submit("r1", "words");
        ManagerEvent.JobSubmitted job = first.eventOfType(ManagerEvent.JobSubmitted.class);
        assertThat(first.state().alive())
                .extracting(ManagerState.Entry::submitted)
                .containsExactly(job);
        assertThat(first.reply()).isEqualTo(new ClientReply.JobAccepted(job.jobId()));

        var again = submit("r1", "words");
        assertThat(again.hasNoEvents()).isTrue();
        assertThat(again.reply()).isEqualTo(first.reply());
    }

    @Test
    void whatIsRefusedIsNotJournaled() {
        var refused = submit("r1", "x".repeat(201));
        assertThat(refused.hasNoEvents()).isTrue();
        assertThat(refused.replyOfType(ClientReply.Refused.class).sentence()).startsWith("[CLI-510]");
        assertThat(refused.state().jobs()).isEmpty();
    }

    @Test
    void theEndOfAJobIsJournaledOnceAndThatOfAnUnknownOneNever() {
        String job = submit("r1", "words")
                .eventOfType(ManagerEvent.JobSubmitted.class)
                .jobId();
        ManagerMessage.JobEnded end = new ManagerMessage.JobEnded(job, JobStatus.FINISHED, "", 7, List.of());
        CommandResult<JobManagerCommand, ManagerEvent, ManagerState> ended = manager.runCommand(end);
        assertThat(ended.event())
                .isEqualTo(new ManagerEvent.JobTerminated(job, JobStatus.FINISHED, "", 7, List.of(), EndedFiles.KEPT));
        assertThat(ended.state().alive()).isEmpty();
        assertThat(manager.runCommand(end).hasNoEvents()).isTrue();
        assertThat(manager.runCommand(new ManagerMessage.JobEnded("00ff", JobStatus.FAILED, "", 8, List.of()))
                        .hasNoEvents())
                .isTrue();
    }

    @Test
    void theNextLeaderFindsTheSameJobsAndTakesAHigherTerm() {
        submit("r1", "words");
        ManagerState before = manager.getState();
        manager.restart();
        assertThat(describe().term()).isEqualTo(2);
        ManagerState after = manager.getState();
        assertThat(after.jobs()).isEqualTo(before.jobs());
        assertThat(after.term()).isEqualTo(2);
    }

    // --- holds

    private CommandResultWithReply<JobManagerCommand, ManagerEvent, ManagerState, ClientReply> hold(long millis) {
        return manager.runCommand(replyTo -> new ClientCommand.HoldDeletions(millis, replyTo));
    }

    @Test
    void aHoldIsJournaledBeforeItIsAcknowledgedAndSurvivesAChangeOfTheLeader() {
        var held = hold(60_000);
        assertThat(held.event()).isEqualTo(new ManagerEvent.DeletionsHeld(1_000, 61_000));
        assertThat(held.reply()).isEqualTo(new ClientReply.DeletionsAre(61_000));
        manager.restart();
        assertThat(describe().deletionsHeldUntilMillis()).isEqualTo(61_000);

        var released = manager.<ClientReply>runCommand(ClientCommand.ReleaseDeletions::new);
        assertThat(released.event()).isEqualTo(new ManagerEvent.DeletionsReleased(1_000));
        assertThat(describe().deletionsHeldUntilMillis()).isZero();
        assertThat(manager.<ClientReply>runCommand(ClientCommand.ReleaseDeletions::new)
                        .hasNoEvents())
                .isTrue();
    }

    @Test
    void aHoldEndsByItself() {
        hold(60_000);
        node.clock.set(61_000);
        assertThat(describe().deletionsHeldUntilMillis()).isZero();
    }

    @Test
    void aHoldOfNoSensibleLengthIsRefusedAndNotJournaled() {
        var refused = hold(-5);
        assertThat(refused.hasNoEvents()).isTrue();
        assertThat(refused.replyOfType(ClientReply.Refused.class).sentence()).startsWith("[CKP-411]");
    }

    private static ManagerMessage.JobEnded end(String job, JobStatus status, EndedFiles files, String restart) {
        return new ManagerMessage.JobEnded(job, status, "why", 7, List.of(), files, restart);
    }

    private String submitted() {
        return submit("r1", "words")
                .eventOfType(ManagerEvent.JobSubmitted.class)
                .jobId();
    }

    private boolean isStored(String job) {
        return Files.exists(folder.resolve(job));
    }

    private void store(String job) throws IOException {
        Files.createDirectories(folder.resolve(job + "/chk-1"));
        Files.write(folder.resolve(job + "/chk-1/manifest-e1"), new byte[] {1});
    }

    @Test
    void whatAnEndedJobWroteIsDeletedAfterTheHoldThoughTheLeaderChangedMeanwhile() throws IOException {
        String job = submitted();
        store(job);
        hold(60_000);
        manager.runCommand(end(job, JobStatus.FINISHED, EndedFiles.DELETED, ""));
        assertThat(isStored(job)).as("held").isTrue();
        manager.restart();
        assertThat(describe().term()).isEqualTo(2);
        assertThat(isStored(job)).as("held by the next leader too").isTrue();
        assertThat(manager.getState().toDelete()).hasSize(1);

        manager.<ClientReply>runCommand(ClientCommand.ReleaseDeletions::new);
        assertThat(isStored(job)).isFalse();
        describe(); // behind the news that it is gone
        assertThat(manager.getState().toDelete()).isEmpty();
    }

    @Test
    void whatAnEndedJobWroteIsDeletedByTheNextLeaderIfTheFirstDiedBeforeItWasGone() throws IOException {
        String job = submitted();
        hold(60_000); // as if it had died: nothing is deleted
        manager.runCommand(end(job, JobStatus.FINISHED, EndedFiles.DELETED, ""));
        store(job);
        node.clock.set(70_000);
        manager.restart();
        describe();
        assertThat(isStored(job)).isFalse();
    }

    // --- restarts

    private CommandResultWithReply<JobManagerCommand, ManagerEvent, ManagerState, ClientReply> restart(
            String request, String job, RestartFrom from) {
        return manager.runCommand(replyTo -> new ClientCommand.RestartJob(request, job, from, 0, false, replyTo));
    }

    private ManagerMessage.RestartReady ready(String request, String job) {
        return new ManagerMessage.RestartReady(
                new ClientCommand.RestartJob(
                        request,
                        job,
                        RestartFrom.NEWEST,
                        0,
                        false,
                        node.kit.system().ignoreRef()),
                job,
                4L,
                List.of());
    }

    @Test
    void aRestartIsJournaledOnceAndTheJobLivesAgain() {
        String job = submitted();
        manager.runCommand(end(job, JobStatus.FAILED, EndedFiles.KEPT_FOR_RESTART, ""));
        var restarted = manager.runCommand(ready("again", job));
        assertThat(restarted.event()).isEqualTo(new ManagerEvent.JobRestarted(job, "again", 4L, 1_000));
        assertThat(restarted.state().alive()).hasSize(1);
        assertThat(manager.runCommand(ready("again", job)).hasNoEvents())
                .as("it is the same restart")
                .isTrue();
        assertThat(restart("again", job, RestartFrom.NEWEST).reply())
                .as("an answer that was lost is given again")
                .isEqualTo(new ClientReply.RestartAccepted(job, false, 4L, List.of()));
    }

    @Test
    void anEndFromBeforeTheRestartDoesNotEndTheJobAgain() {
        String job = submitted();
        manager.runCommand(end(job, JobStatus.FAILED, EndedFiles.KEPT, ""));
        manager.runCommand(ready("again", job));
        assertThat(manager.runCommand(end(job, JobStatus.FAILED, EndedFiles.KEPT, ""))
                        .hasNoEvents())
                .isTrue();
        assertThat(manager.runCommand(end(job, JobStatus.FAILED, EndedFiles.KEPT, "again"))
                        .eventOfType(ManagerEvent.JobTerminated.class)
                        .status())
                .isEqualTo(JobStatus.FAILED);
    }

    @Test
    void theNextLeaderFindsTheRestartAndTheJobAlive() {
        String job = submitted();
        manager.runCommand(end(job, JobStatus.FAILED, EndedFiles.KEPT, ""));
        manager.runCommand(ready("again", job));
        manager.restart();
        assertThat(describe().term()).isEqualTo(2);
        assertThat(manager.getState().alive())
                .extracting(entry -> entry.restartRequest())
                .containsExactly("again");
    }

    @Test
    void aJobThatRunsOrFinishedOrKeptNothingIsNotRestarted() {
        String job = submitted();
        assertThat(restart("a", job, RestartFrom.NEWEST)
                        .replyOfType(ClientReply.Refused.class)
                        .sentence())
                .startsWith("[JOB-830]");
        manager.runCommand(end(job, JobStatus.CANCELED, EndedFiles.DELETED, ""));
        assertThat(restart("a", job, RestartFrom.SCRATCH)
                        .replyOfType(ClientReply.Refused.class)
                        .sentence())
                .startsWith("[JOB-834]");
        assertThat(manager.runCommand(ready("late", job)).hasNoEvents())
                .as("decided before its files went")
                .isTrue();
    }

    @Test
    void theSameCancellationIsAcceptedAgainWhenItHasEndedTheJob() {
        String job = submitted();
        manager.runCommand(end(job, JobStatus.FAILED, EndedFiles.KEPT_FOR_RESTART, ""));
        assertThat(cancels("mine", job)).isEqualTo(new ClientReply.CancelAccepted(job));

        assertThat(cancels("mine", job)).as("the answer was late").isEqualTo(new ClientReply.CancelAccepted(job));
        manager.restart();
        assertThat(cancels("mine", job)).as("another leader").isEqualTo(new ClientReply.CancelAccepted(job));
        assertThat(cancels("another", job)).isInstanceOf(ClientReply.Refused.class);
    }

    private ClientReply cancels(String request, String job) {
        return manager.<ClientReply>runCommand(replyTo -> new ClientCommand.CancelJob(request, job, replyTo))
                .reply();
    }

    @Test
    void whoeverCancelsAFailedJobGivesUpWhatWasKeptForARestart() throws IOException {
        String job = submitted();
        store(job);
        manager.runCommand(end(job, JobStatus.FAILED, EndedFiles.KEPT_FOR_RESTART, ""));
        assertThat(isStored(job)).isTrue();
        var cancelled = manager.<ClientReply>runCommand(replyTo -> new ClientCommand.CancelJob("first", job, replyTo));
        assertThat(cancelled.reply()).isEqualTo(new ClientReply.CancelAccepted(job));
        assertThat(isStored(job)).isFalse();
        assertThat(manager.<ClientReply>runCommand(replyTo -> new ClientCommand.CancelJob("second", job, replyTo))
                        .replyOfType(ClientReply.Refused.class)
                        .sentence())
                .startsWith("[CLI-504]");
    }

    @Test
    void aFailedJobThatLeavesTheListTakesItsFilesAlong() {
        ManagerState state = ManagerState.EMPTY;
        for (int job = 0; job <= ManagerState.ENDED_KEPT; job++) {
            state = state.with(new ManagerEvent.JobSubmitted("j" + job, "r" + job, "n", "g", List.of(), "s", 1))
                    .with(new ManagerEvent.JobTerminated(
                            "j" + job, JobStatus.FAILED, "", 1, List.of(), EndedFiles.KEPT_FOR_RESTART));
        }
        assertThat(state.byId("j0")).isNull();
        assertThat(state.toDelete()).containsExactly(new ManagerState.ToDelete("j0", "s"));
    }
}
