package io.weir.actors.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.api.JobStatus;
import io.weir.runtime.job.EndedFiles;
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
        assertThat(ended.event()).isEqualTo(new ManagerEvent.JobTerminated(job, JobStatus.FINISHED, "", 7, List.of(), EndedFiles.KEPT));
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
}
