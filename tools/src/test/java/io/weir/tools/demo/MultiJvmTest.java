package io.weir.tools.demo;

import static io.weir.tools.processes.ProcessCluster.COORDINATOR;
import static io.weir.tools.processes.ProcessCluster.WORKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.weir.actors.protocol.ClientReply;
import io.weir.testkit.process.Polling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three processes over real Artery, each coordinator and worker. Whatever is done to them while a job is in mid-stream, its committed output is
 * that of a run in which nothing happened.
 */
@ExtendWith(LogsOfFailures.class)
class MultiJvmTest {
    private static @Nullable MultiJvm shared;
    private @Nullable ExactJob job;

    @BeforeAll
    static void startCluster() throws Exception {
        shared = new MultiJvm("three-nodes", Collections.nCopies(3, List.of(COORDINATOR, WORKER)));
    }

    @AfterAll
    static void stopCluster() {
        if (shared != null) {
            shared.close();
        }
    }

    @BeforeEach
    void allNodesAreUp() throws InterruptedException {
        cluster().whole();
    }

    @AfterEach
    void endJob() throws InterruptedException {
        if (job != null) {
            job.end();
        }
    }

    private static MultiJvm cluster() {
        return Objects.requireNonNull(shared);
    }

    private ExactJob submit(String name, String state) throws Exception {
        ExactJob submitted = ExactJob.submit(
                cluster().client(), name, state, cluster().directory().resolve(name));
        job = submitted;
        return submitted;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"heap", "rocksdb"})
    void aWorkerThatIsKilledLosesNothingAndRepeatsNothing(String state) throws Exception {
        ExactJob running = submit("worker-killed-" + state, state);
        ClientReply.Job before = running.awaitCheckpoints(2);
        cluster().kill(cluster().workerOf(before), "a worker");
        ClientReply.Job after = running.awaitRestartAfter(before.epoch());
        assertThat(after.restoredFrom()).isNotNull();
        assertThat(running.finishAndRecount().failures())
                .anyMatch(failure -> failure.kind().equals("LOST_WORKER"));
        if (state.equals("rocksdb")) {
            assertThat(rocksDbLibraries()).isNotEmpty().doesNotHaveDuplicates();
        }
    }

    /** The working folder of its node for each copy: where a start cleans up what a killed process left. */
    private static List<Path> rocksDbLibraries() throws IOException {
        Path directory = cluster().directory();
        try (Stream<Path> files = Files.find(
                directory, 4, (path, is) -> path.getFileName().toString().startsWith("librocksdbjni"))) {
            return files.map(path -> directory.relativize(path).getName(0)).toList();
        }
    }

    @Test
    void aLeaderThatIsKilledLosesNothingAndRepeatsNothing() throws Exception {
        ExactJob running = submit("leader-killed", "heap");
        running.awaitCheckpoints(2);
        long term = cluster().client().cluster().term();
        cluster().kill(cluster().leader(), "the leader");
        ClientReply.Cluster led =
                Polling.await("another node leads", cluster().client()::cluster, now -> now.term() > term);
        MultiJvm.say("now " + led.leader() + " leads");
        running.awaitCheckpoints(1);
        running.finishAndRecount();
    }

    @Test
    void aWorkerThatIsToldToEndHandsItsSubtasksOver() throws Exception {
        ExactJob running = submit("worker-stopped", "heap");
        ClientReply.Job before = running.awaitCheckpoints(2);
        cluster().stop(cluster().workerOf(before), "a worker");
        ClientReply.Job after = running.awaitRestartAfter(before.epoch());
        assertThat(after.restoredFrom()).isNotNull();
        assertThat(running.finishAndRecount().failures())
                .extracting(ClientReply.FailureEntry::sentence)
                .singleElement(STRING)
                .endsWith(" leaves");
    }

    @Test
    void aJobOutlivesAllNodes() throws Exception {
        ExactJob running = submit("all-killed", "heap");
        ClientReply.Job before = running.awaitCheckpoints(2);
        cluster().nodes().forEach(node -> cluster().kill(node, "one of all"));
        cluster().whole();
        ClientReply.Job after = running.awaitRestartAfter(before.epoch());
        assertThat(after.restoredFrom()).isNotNull();
        running.finishAndRecount();
    }
}
