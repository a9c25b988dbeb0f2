package io.weir.actors.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.client.WeirClient;
import io.weir.actors.config.WeirConfig;
import io.weir.actors.journal.ForeignJournalException;
import io.weir.actors.protocol.ClientReply;
import io.weir.api.JobStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One cluster, one journal, one name. */
class ClusterIdentityTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private static <T> T eventually(String what, Callable<T> question, Predicate<T> answer) {
        return Eventually.of(PATIENCE, what, question, answer);
    }

    private WeirNode node(List<Integer> ports, int index, String journal, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "weir.node.port",
                ports.get(index),
                "weir.node.seeds",
                List.of("127.0.0.1:" + ports.get(0)),
                "weir.worker.slots",
                1,
                "weir.worker.directory",
                folder.resolve("work").toString(),
                "weir.journal.file",
                folder.resolve(journal).resolve("weir").toString(),
                "weir.checkpoint.dir",
                "file://" + folder.resolve("checkpoints"),
                "pekko.jvm-shutdown-hooks",
                "off",
                "pekko.cluster.failure-detector.acceptable-heartbeat-pause", // nobody dies here
                "60 s"));
        settings.putAll(more);
        return WeirNode.start(WeirConfig.load(ConfigFactory.parseMap(settings)));
    }

    private static long membersUp(WeirNode seenBy) {
        long up = 0;
        for (Member member : Cluster.get(seenBy.system()).state().getMembers()) {
            up += member.status() == MemberStatus.up() ? 1 : 0;
        }
        return up;
    }

    @Test
    void aCoordinatorWithAnotherJournalMakesRoomAndNoJobIsForgottenOrStopped() throws Exception {
        List<Integer> ports = NodeProcess.freePorts(3);
        Map<String, Object> coordinator = Map.of("weir.node.roles", List.of("coordinator"));
        try (WeirNode first = node(ports, 0, "journal", coordinator)) {
            eventually("one member", () -> membersUp(first), up -> up == 1);
            try (WeirNode foreign = node(ports, 1, "another", coordinator)) {
                eventually("two members", () -> membersUp(first), up -> up == 2);
                try (WeirNode third = node(ports, 2, "journal", Map.of());
                        WeirClient client = WeirClient.connect(List.of(third.address()), List.of(), PATIENCE)) {
                    eventually(
                            "a worker",
                            client::cluster,
                            cluster -> cluster.workers().size() == 1);
                    String job = client.submit(ClusterJobs.ticking(folder));
                    eventually("checkpoints", () -> client.describe(job), seen -> seen.completedCheckpoints() > 2);

                    first.leave();
                    assertThat(foreign.whenEnded().toCompletableFuture()).succeedsWithin(PATIENCE);
                    ClientReply.Cluster now = eventually("the next leader", client::cluster, seen -> seen.term() == 2);
                    assertThat(now.leader()).contains(third.address());
                    ClientReply.Job after = eventually(
                            "the job goes on",
                            () -> client.describe(job),
                            seen -> seen.summary().status() == JobStatus.RUNNING);
                    assertThat(after.epoch()).as("the same attempt").isEqualTo(1);
                    client.cancel(job);
                    eventually("the end", () -> client.query(job).job(), end -> end.status() == JobStatus.CANCELED);
                }
            }
        }
    }

    @Test
    void aNodeOfAnotherClusterNameIsNotLetIn() throws Exception {
        List<Integer> ports = NodeProcess.freePorts(2);
        try (WeirNode mine = node(ports, 0, "journal", Map.of("weir.cluster.name", "production"));
                WeirNode other = node(ports, 1, "journal", Map.of("weir.cluster.name", "test"))) {
            assertThat(other.whenEnded().toCompletableFuture()).succeedsWithin(PATIENCE);
            assertThat(membersUp(mine)).isEqualTo(1);
        }
    }

    @Test
    void aNameIsShortAndPlain() {
        assertThat(new ClusterSettings("eu-1.prod_a").name()).isEqualTo("eu-1.prod_a");
        for (String wrong : List.of("", "two words", "a\nb", "x".repeat(101))) {
            assertThatThrownBy(() -> new ClusterSettings(wrong))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("[CFG-203]");
        }
    }

    @Test
    void theFirstIdentityStays() throws Exception {
        ClusterIdentity identity = new ClusterIdentity();
        identity.refuseOther("a", "here"); // nothing is known yet
        identity.learn("a");
        identity.learn("b");
        identity.refuseOther("a", "here");
        assertThatThrownBy(() -> identity.refuseOther("b", "/there/weir"))
                .isInstanceOf(ForeignJournalException.class)
                .hasMessageStartingWith("[CFG-242]")
                .hasMessageContaining("/there/weir");
    }
}
