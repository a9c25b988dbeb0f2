package io.weir.actors.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.protocol.ManagerEvent;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.api.JobStatus;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.job.EndedFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job manager that could not journal reads its journal anew and leads on: nothing that went well before may be lost by that. */
class JobManagerRestartTest {
    private static final String JOURNAL = "job-manager";

    @TempDir
    private Path folder;

    private final Set<WorkerId> unreachable = ConcurrentHashMap.newKeySet();
    private JournalFixture node;
    private PersistenceTestKit journal;
    private TestProbe<ClientReply> client;
    private ActorRef<JobManagerCommand> manager;

    private final class Members implements Membership {
        @Override
        public boolean isReachable(WorkerId worker) {
            return !unreachable.contains(worker);
        }

        @Override
        public AutoCloseable watch(Consumer<WorkerId> gone, Consumer<WorkerId> back) {
            return () -> {};
        }
    }

    @BeforeEach
    void lead() throws Exception {
        node = new JournalFixture(folder);
        journal = PersistenceTestKit.create(node.kit.system());
        client = node.kit.createTestProbe(ClientReply.class);
        manager = node.kit.spawn(JobManager.create(node.services("n1"), new Members(), Liveness.none()));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private void submit(String request) {
        manager.tell(new ClientCommand.SubmitJob(request, "words", node.graphBlob, List.of(), null, client.getRef()));
    }

    /** Fails once, and waits until the manager leads again. */
    private void failToJournal() {
        journal.failNextPersisted(JOURNAL);
        submit("lost");
        manager.tell(new ClientCommand.ListJobs(client.getRef()));
        client.expectMessageClass(ClientReply.Jobs.class);
    }

    @Test
    void theCoordinatorsOfItsJobsGoOn() {
        submit("r1");
        String job = client.expectMessageClass(ClientReply.JobAccepted.class).jobId();
        failToJournal();

        manager.tell(new ClientCommand.DescribeJob(job, client.getRef()));
        assertThat(client.expectMessageClass(ClientReply.Job.class).summary().jobId())
                .isEqualTo(job);
    }

    @Test
    void theEndOfAJobThatCouldNotBeJournaledIsJournaledThen() {
        submit("r1");
        String job = client.expectMessageClass(ClientReply.JobAccepted.class).jobId();
        ManagerMessage.JobEnded end = new ManagerMessage.JobEnded(job, JobStatus.FINISHED, "", 7, List.of());
        journal.failNextPersisted(JOURNAL);
        manager.tell(end);

        journal.expectNextPersisted(JOURNAL, new ManagerEvent.LeadershipTaken(1, "n1"));
        journal.expectNextPersistedClass(JOURNAL, ManagerEvent.JobSubmitted.class);
        journal.expectNextPersisted(
                JOURNAL, new ManagerEvent.JobTerminated(job, JobStatus.FINISHED, "", 7, List.of(), EndedFiles.KEPT));
    }

    @Test
    void aWorkerThatWentMeanwhileIsLost() {
        WorkerId worker = new WorkerId("a:1#1");
        TestProbe<WorkerCommand> ref = node.kit.createTestProbe(WorkerCommand.class);
        manager.tell(new JobManagerCommand.RegisterWorker(worker, null, 2, ref.getRef(), List.of(), 0));
        ref.expectMessageClass(WorkerCommand.Welcome.class);
        unreachable.add(worker);
        failToJournal();

        manager.tell(new ClientCommand.DescribeCluster(client.getRef()));
        ClientReply.Cluster cluster = client.expectMessageClass(ClientReply.Cluster.class);
        assertThat(cluster.workers()).isEmpty();
    }
}
