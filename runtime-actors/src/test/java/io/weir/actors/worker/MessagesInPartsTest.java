package io.weir.actors.worker;

import static io.weir.actors.worker.TestJobs.GATES;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.CoordinatorCommand.AttemptRunning;
import io.weir.actors.protocol.CoordinatorCommand.AttemptStopped;
import io.weir.actors.protocol.CoordinatorCommand.CheckpointAcknowledged;
import io.weir.actors.protocol.CoordinatorCommand.SubtaskDrained;
import io.weir.actors.protocol.CoordinatorCommand.WorkerStats;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.actors.protocol.WorkerCommand.Peer;
import io.weir.api.graph.JobGraph;
import io.weir.api.graph.JobGraphs;
import io.weir.checkpoint.CheckpointKind;
import io.weir.runtime.cluster.PartAssembly;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker whose network takes messages of half a kilobyte: nearly everything goes in parts, and all of it arrives. */
class MessagesInPartsTest {
    private static final int SMALL = 512;
    private static final int PARALLELISM = 3;
    private static final int SUBTASKS = 2 * PARALLELISM;
    private static final String JOB = "in parts";

    @TempDir
    Path folder;

    private TestWorker worker;

    @BeforeEach
    void start() throws Exception {
        worker = TestWorker.withSmallMessages(folder, SMALL);
    }

    @AfterEach
    void stop() {
        worker.close();
        GATES.clear();
    }

    private WorkerCommand.DeployAttempt deploy(JobGraph graph) throws Exception {
        worker.coordinator.begin();
        return new WorkerCommand.DeployAttempt(
                1,
                "job",
                1,
                graph.name(),
                worker.storage.uri(),
                worker.storage.putBlob(JobGraphs.toBytes(graph)),
                List.of(),
                TestWorker.everythingOn(graph, worker.id),
                null,
                worker.coordinator.getRef());
    }

    @Test
    void aWholeLifeInPartsIsTheSameLife() throws Exception {
        worker.coordinator.say(1, deploy(TestJobs.counting(JOB, PARALLELISM, 10_000)));
        List<Peer> peers = worker.expectDeployed();
        assertThat(peers).hasSize(SUBTASKS);
        assertThat(worker.coordinator.partsHeard())
                .as("addresses of subtasks came in parts")
                .isGreaterThan(1);
        worker.coordinator.say(1, new WorkerCommand.StartAttempt(1, "job", 1, peers));
        worker.expect(AttemptRunning.class);
        for (int drained = 0; drained < SUBTASKS; drained++) {
            worker.expect(SubtaskDrained.class);
        }
        worker.coordinator.say(1, new WorkerCommand.TriggerCheckpoint("job", 1, 7, CheckpointKind.CHECKPOINT, 0));
        for (int heard = 0; heard < SUBTASKS; heard++) {
            assertThat(worker.expect(CheckpointAcknowledged.class).checkpoint()).isEqualTo(7);
        }
        worker.ref.tell(new WorkerCommand.QueryStats("job", 1, worker.coordinator.getRef()));
        assertThat(worker.expect(WorkerStats.class).subtasks()).hasSize(SUBTASKS);
        worker.coordinator.say(1, new WorkerCommand.CheckpointCompleted("job", 1, 7));
        worker.ref.tell(new WorkerCommand.FinishAttempt(1, "job", 1));
        worker.expect(AttemptStopped.class);
        assertThat(TestJobs.results(JOB).values()).containsOnly(PARALLELISM * 10_000L / TestJobs.KEYS);
    }

    /** The first thing that is said makes the attempt; its parts are kept until then, and heard from the first on. */
    @Test
    void partsOfTheCommandToDeployMayBeLostRepeatedAndOvertakeEachOther() throws Exception {
        WorkerCommand.DeployAttempt deploy = deploy(TestJobs.counting(JOB, PARALLELISM, 10));
        List<WorkerCommand.Letter> letters = worker.coordinator.letters(1, deploy);
        assertThat(letters).hasSizeGreaterThan(1);
        for (int i = letters.size() - 1; i > 0; i--) { // the first one is lost
            worker.ref.tell(letters.get(i));
            worker.ref.tell(letters.get(i));
        }
        letters.forEach(worker.ref::tell); // said again
        assertThat(worker.expectDeployed()).hasSize(SUBTASKS);
    }

    @Test
    void aRegistrationInPartsComesTogetherToo() throws Exception {
        worker.coordinator.say(1, deploy(TestJobs.counting(JOB, PARALLELISM, 10)));
        worker.expectDeployed();
        PartAssembly parts = new PartAssembly(1 << 20);
        JobManagerCommand.RegisterWorker seen = null;
        while (seen == null || seen.running().isEmpty()) {
            JobManagerCommand next = worker.manager.receiveMessage(TestWorker.SOON);
            if (next instanceof JobManagerCommand.RegistrationPart part) {
                seen = worker.parcels.add(parts, part.part(), JobManagerCommand.RegisterWorker.class, problem -> {
                    throw new AssertionError(problem);
                });
            } else if (next instanceof JobManagerCommand.RegisterWorker whole) {
                seen = whole;
            }
        }
        assertThat(seen.running().get(0).subtaskIds()).hasSize(SUBTASKS);
        assertThat(seen.running().get(0).subtasks()).as("runs").hasSize(2);
    }

    @Test
    void partsThatNobodyCanReadFailTheAttemptWithASentence() throws Exception {
        worker.coordinator.say(1, deploy(TestJobs.counting(JOB, PARALLELISM, 10)));
        worker.expectDeployed();
        worker.coordinator.say(
                1,
                new WorkerCommand.PayloadPart(
                        "job", 1, new io.weir.runtime.cluster.Part(99, "worker.start-attempt", 0, 1, new byte[] {1})));
        CoordinatorCommand.SubtaskFailed failed = worker.await(CoordinatorCommand.SubtaskFailed.class);
        assertThat(failed.failure().message()).startsWith("[NET-641]");
    }
}
