package io.weir.actors.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.client.WeirClient;
import io.weir.actors.protocol.ClientReply;
import io.weir.api.JobStatus;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A leader's process stands still for so long that its successor has written, and deleted, more than the leader ever saw. When it goes on it
 * writes at once, before it can know of the other; the numbers of its events are free again.
 */
class StaleLeaderTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long NUMBERS = 6_000_000;
    private static final String NEWEST =
            "select max(sequence_number) from event_journal where persistence_id like 'job-%'"
                    + " and persistence_id <> 'job-manager'";
    private static final String OLDEST = "select min(sequence_number) from event_journal where deleted = false"
            + " and persistence_id like 'job-%' and persistence_id <> 'job-manager'";

    @TempDir
    Path folder;

    private static <T> T eventually(String what, Callable<T> question, Predicate<T> answer) {
        return Eventually.of(PATIENCE, what, question, answer);
    }

    private static long ask(EmbeddedPostgres server, String query) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getLong(1);
        }
    }

    private static Map<String, String> settings(EmbeddedPostgres server) {
        return Map.of(
                "weir.journal.kind", "postgresql",
                "weir.journal.url", "jdbc:postgresql://localhost:" + server.getPort() + "/postgres",
                "weir.journal.user", "postgres",
                "weir.journal.password", "postgres",
                "pekko.cluster.failure-detector.acceptable-heartbeat-pause", "4 s",
                "pekko.cluster.split-brain-resolver.stable-after", "2 s",
                "pekko.cluster.split-brain-resolver.down-all-when-unstable", "off");
    }

    @Test
    @SuppressWarnings("try") // the nodes are closed last, and not used by name
    void aLeaderThatWasStoppedForLongerThanTheRetentionJournalsNothingMoreAndTheOutputStaysExact() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
            List<Integer> ports = NodeProcess.freePorts(3);
            List<NodeProcess> nodes = new ArrayList<>();
            for (int port : ports) {
                nodes.add(new NodeProcess(port, ports, folder, settings(server)));
            }
            List<String> addresses = nodes.stream().map(NodeProcess::address).toList();
            try (AutoCloseable cleanUp = () -> nodes.forEach(NodeProcess::close);
                    WeirClient client = eventually(
                            "a node listens",
                            () -> WeirClient.connect(addresses, List.of(), Duration.ofSeconds(3)),
                            c -> true)) {
                eventually(
                        "three workers", client::cluster, all -> all.workers().size() == 3);
                String job = client.submit(ClusterJobs.counting(NUMBERS, 20, 2, 20, folder));
                eventually("a checkpoint", () -> client.describe(job), seen -> seen.completedCheckpoints() > 1);
                ClientReply.Cluster before = client.cluster();
                NodeProcess leader = nodes.stream()
                        .filter(node -> before.leader().contains(node.address()))
                        .findFirst()
                        .orElseThrow();

                leader.signal("STOP");
                long known = ask(server, NEWEST);
                eventually("a new leader", client::cluster, now -> now.term() > before.term());
                eventually(
                        "all that the old leader knows is deleted, and what it writes next",
                        () -> ask(server, OLDEST),
                        oldest -> oldest > known + 10);
                long ordering = ask(server, "select max(ordering) from event_journal");
                leader.signal("CONT");
                // by the journal, or by the others before it writes anything
                eventually(
                        "the old leader finds out",
                        leader::logged,
                        log -> Stream.of("[NET-661]", "[NET-662]", "[NET-630]").anyMatch(log::contains));

                ClusterJobs.hurry(folder);
                eventually("the end", () -> client.query(job).job(), now -> now.status() == JobStatus.FINISHED);
                assertThat(ask(
                                server,
                                "select count(*) from event_journal where adapter_manifest = 'term " + before.term()
                                        + "' and ordering > " + ordering))
                        .as("events of the old leader after it was replaced")
                        .isZero();
            }
        }
        assertThat(ClusterJobs.counts(folder))
                .hasSize(ClusterJobs.KEYS)
                .allSatisfy((key, count) -> assertThat(count).isEqualTo(NUMBERS / ClusterJobs.KEYS));
    }
}
