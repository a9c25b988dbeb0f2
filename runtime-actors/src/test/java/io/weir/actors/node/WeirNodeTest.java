package io.weir.actors.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.client.ClientException;
import io.weir.actors.client.WeirClient;
import io.weir.actors.config.WeirConfig;
import io.weir.actors.protocol.ClientReply;
import io.weir.api.JobClient;
import io.weir.api.JobExecutionException;
import io.weir.api.JobStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One node with real network, journal and storage, and a client outside of it. */
class WeirNodeTest {
    @TempDir
    static Path folder;

    private static WeirNode node;
    private static WeirClient client;

    static Config config(Path folder, int port) {
        return WeirConfig.load(ConfigFactory.parseMap(Map.of(
                "weir.node.port", port,
                "weir.worker.slots", 4,
                "weir.worker.directory", folder.resolve("work").toString(),
                "weir.journal.file", folder.resolve("journal/weir").toString(),
                "weir.checkpoint.dir",
                        folder.resolve("checkpoints").toUri().toString().replaceFirst("file:/+", "file:///"))));
    }

    @BeforeAll
    static void start() {
        node = WeirNode.start(config(folder, 0));
        client = WeirClient.connect(List.of(node.address()), List.of(), Duration.ofSeconds(60));
    }

    @AfterAll
    static void stop() {
        client.close();
        node.close();
    }

    private static String storage() {
        return "file://" + folder.resolve("checkpoints");
    }

    @Test
    void aJobRunsToItsEndWithCheckpoints() throws Exception {
        JobClient job = client.submit(
                Numbers.counting("end", 200_000, 2, storage()), getClass().getClassLoader());
        job.getJobExecutionResult().get(60, TimeUnit.SECONDS);
        assertThat(Numbers.COUNTS.get("end"))
                .hasSize(10)
                .allSatisfy((key, count) -> assertThat(count).isEqualTo(20_000));
        ClientReply.Job seen = client.describe(job.getJobId().substring(0, 6));
        assertThat(seen.summary().status()).isEqualTo(JobStatus.FINISHED);
        assertThat(seen.completedCheckpoints()).isPositive();
        assertThat(client.checkpoints(job.getJobId()).newestFirst().get(0).status())
                .isEqualTo("COMPLETED");
        assertThat(client.checkpoints(job.getJobId()).newestFirst().get(0).detail())
                .as("nobody can restore it")
                .isEqualTo("deleted with its job");
        assertThat(client.checkpoints(job.getJobId()).newestFirst().get(0).subtasks())
                .as("each subtask of sources and counters has told what it took")
                .extracting(part -> part.vertex() + "." + part.index())
                .containsExactlyInAnyOrder("0.0", "0.1", "1.0", "1.1");
        assertThat(client.jobs()).anyMatch(one -> one.jobId().equals(job.getJobId()));
    }

    @Test
    void aJobIsCancelled() throws Exception {
        JobClient job = client.submit(
                Numbers.counting("cancel", Long.MAX_VALUE / 2, 1, storage()),
                getClass().getClassLoader());
        job.cancel().get(30, TimeUnit.SECONDS);
        assertThatThrownBy(() -> job.getJobExecutionResult().get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(JobExecutionException.class)
                .hasMessageContaining("cancelled");
        assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.CANCELED);
        assertThatThrownBy(() -> client.cancel(job.getJobId())).hasMessageStartingWith("[CLI-504]");
    }

    @Test
    void anUnknownJobIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> client.describe("zzz"))
                .isInstanceOf(ClientException.class)
                .hasMessageStartingWith("[CLI-501] There is no job 'zzz'.");
    }

    @Test
    void theClusterIsDescribed() {
        ClientReply.Cluster cluster = client.cluster();
        assertThat(cluster.term()).isEqualTo(1);
        assertThat(cluster.workers()).extracting(ClientReply.Worker::worker).containsExactly(node.workerId());
        assertThat(cluster.slots()).isEqualTo(4);
    }

    /** Found by chaos: what is sent straight to a node that said goodbye is dropped, also when another listens there. */
    @Test
    void aClientReachesTheNextProcessAtTheAddressOfOneThatLeft(@TempDir Path own) {
        WeirNode first = WeirNode.start(config(own, 0));
        int port = Integer.parseInt(first.address().substring(first.address().indexOf(':') + 1));
        try (WeirClient lasting = WeirClient.connect(List.of(first.address()), List.of(), Duration.ofSeconds(5))) {
            try (first) {
                assertThat(answer(lasting)).isEqualTo(first.address());
            }
            assertThatThrownBy(lasting::cluster).hasMessageStartingWith("[CLI-503]");
            try (WeirNode second = WeirNode.start(config(own, port))) {
                assertThat(answer(lasting)).isEqualTo(second.address());
            }
        }
    }

    /** Who leads; a node that has just started does so after a moment. */
    private static String answer(WeirClient client) {
        for (int again = 10; ; again--) {
            try {
                String leader = client.cluster().leader();
                return leader.substring(leader.indexOf('@') + 1, leader.indexOf('#'));
            } catch (ClientException e) {
                if (again == 0) {
                    throw e;
                }
            }
        }
    }

    @Test
    void aTakenPortIsASentence() {
        int taken = Integer.parseInt(node.address().substring(node.address().indexOf(':') + 1));
        assertThatThrownBy(() -> WeirNode.start(config(folder, taken))).hasMessageStartingWith("[CFG-205]");
    }

    @Test
    void aMalformedAddressIsASentence() {
        assertThatThrownBy(
                        () -> WeirClient.connect(List.of("127.0.0.1:1", "nonsense"), List.of(), Duration.ofSeconds(1)))
                .isInstanceOf(ClientException.class)
                .hasMessageStartingWith("[CLI-580]")
                .hasMessageContaining("'nonsense'");
    }
}
