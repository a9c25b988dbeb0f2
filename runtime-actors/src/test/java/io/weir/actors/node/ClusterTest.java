package io.weir.actors.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.client.WeirClient;
import io.weir.actors.config.WeirConfig;
import io.weir.actors.protocol.ClientReply;
import io.weir.api.JobStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes with real network: processes that are killed, and nodes that hand over. */
class ClusterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** More than a minute's worth, unless the job is told to hurry. */
    private static final long NUMBERS = 6_000_000;

    @TempDir
    Path folder;

    private static <T> T eventually(String what, Callable<T> question, Predicate<T> answer) {
        return Eventually.of(PATIENCE, what, question, answer);
    }

    @Test
    @SuppressWarnings("try") // the nodes are closed last, and not used by name
    void killsOfAWorkerAndOfTheLeaderLoseNothingAndRepeatNothing() throws Exception {
        List<Integer> ports = NodeProcess.freePorts(3);
        List<NodeProcess> nodes = new ArrayList<>();
        for (int port : ports) {
            nodes.add(new NodeProcess(port, ports, folder));
        }
        List<String> addresses = nodes.stream().map(NodeProcess::address).toList();
        try (AutoCloseable cleanUp = () -> nodes.forEach(NodeProcess::close);
                WeirClient client = eventually(
                        "a node listens",
                        () -> WeirClient.connect(addresses, List.of(), Duration.ofSeconds(3)),
                        c -> true)) {
            eventually(
                    "three workers",
                    client::cluster,
                    cluster -> cluster.workers().size() == 3);
            String job = client.submit(ClusterJobs.counting(NUMBERS, 20, 3, folder));
            eventually("a checkpoint", () -> client.describe(job), seen -> seen.completedCheckpoints() > 1);

            NodeProcess worker = notTheLeader(nodes, client.cluster());
            long before = System.nanoTime();
            worker.kill();
            ClientReply.Job second = eventually(
                    "the second attempt",
                    () -> client.describe(job),
                    seen -> seen.epoch() == 2 && seen.summary().status() == JobStatus.RUNNING);
            System.out.println("worker killed: runs again after "
                    + Duration.ofNanos(System.nanoTime() - before).toMillis() + " ms");
            assertThat(second.restoredFrom()).isPositive();
            assertThat(second.restarts()).isEqualTo(1);

            worker.start();
            eventually(
                    "three workers again",
                    client::cluster,
                    cluster -> cluster.workers().size() == 3);
            long term = client.cluster().term();
            before = System.nanoTime();
            theLeader(nodes, client.cluster()).kill();
            ClientReply.Cluster after = eventually("a new leader", client::cluster, cluster -> cluster.term() > term);
            System.out.println("leader killed: the next leads after "
                    + Duration.ofNanos(System.nanoTime() - before).toMillis() + " ms");
            assertThat(after.term()).isEqualTo(term + 1);

            ClusterJobs.hurry(folder);
            eventually("the end", () -> client.query(job).job(), now -> now.status() == JobStatus.FINISHED);
        }
        assertThat(ClusterJobs.counts(folder))
                .hasSize(ClusterJobs.KEYS)
                .allSatisfy((key, count) -> assertThat(count).isEqualTo(NUMBERS / ClusterJobs.KEYS));
    }

    private static NodeProcess notTheLeader(List<NodeProcess> nodes, ClientReply.Cluster cluster) {
        return nodes.stream()
                .filter(node -> !cluster.leader().contains(node.address()))
                .findFirst()
                .orElseThrow();
    }

    private static NodeProcess theLeader(List<NodeProcess> nodes, ClientReply.Cluster cluster) {
        return nodes.stream()
                .filter(node -> cluster.leader().contains(node.address()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aNewLeaderAdoptsTheRunningAttemptAndALeavingWorkerHandsOver() throws Exception {
        List<Integer> ports = NodeProcess.freePorts(4);
        try (WeirNode first = node(ports, 0, "coordinator");
                WeirNode second = node(ports, 1, "coordinator");
                WeirNode third = node(ports, 2, "worker");
                WeirClient client = WeirClient.connect(
                        List.of(second.address(), third.address()), List.of(), Duration.ofSeconds(30))) {
            eventually("a worker", client::cluster, cluster -> cluster.workers().size() == 1);
            eventually("three members", () -> membersUp(first), up -> up == 3);
            assertThat(client.cluster().leader()).contains(first.address());
            String job = client.submit(ClusterJobs.ticking(folder));
            eventually("checkpoints", () -> client.describe(job), seen -> seen.completedCheckpoints() > 2);

            first.leave();
            eventually("a new leader", client::cluster, cluster -> cluster.term() == 2);
            ClientReply.Job adopted = eventually(
                    "adoption",
                    () -> client.describe(job),
                    seen -> seen.summary().status() == JobStatus.RUNNING);
            assertThat(adopted.epoch()).as("the same attempt").isEqualTo(1);
            assertThat(adopted.restarts()).isZero();
            long checkpoints = adopted.completedCheckpoints();
            eventually(
                    "checkpoints go on",
                    () -> client.describe(job),
                    seen -> seen.completedCheckpoints() > checkpoints + 1);

            try (WeirNode fourth = node(ports, 3, "worker")) {
                eventually(
                        "another worker",
                        client::cluster,
                        cluster -> cluster.workers().size() == 2);
                third.leave();
                ClientReply.Job moved = eventually(
                        "the move",
                        () -> client.describe(job),
                        seen -> seen.epoch() == 2 && seen.summary().status() == JobStatus.RUNNING);
                assertThat(moved.workers()).containsExactly(fourth.workerId());
                assertThat(moved.restoredFrom()).isPositive();
                assertThat(moved.restarts()).as("nothing failed").isZero();
                client.cancel(job);
                eventually("the end", () -> client.query(job).job(), now -> now.status() == JobStatus.CANCELED);
            }
        }
    }

    /** Found by chaos: it waited until its subtasks would have moved, although nobody listened to it any more. */
    @Test
    void aNodeThatTheOthersHaveRemovedDoesNotWaitForItsSubtasksToMove() throws Exception {
        List<Integer> ports = NodeProcess.freePorts(2);
        Map<String, Object> longerThanTheTest = Map.of(
                "weir.node.leave-timeout",
                "10 m",
                "pekko.coordinated-shutdown.phases.before-service-unbind.timeout",
                "10 m");
        try (WeirNode first = node(ports, 0, "coordinator", Map.of())) {
            WeirNode removed = node(ports, 1, "worker", longerThanTheTest);
            eventually("two members", () -> membersUp(first), up -> up == 2);
            Cluster.get(first.system())
                    .manager()
                    .tell(new Down(Cluster.get(removed.system()).selfMember().address()));
            NodeEnd end = removed.whenEnded().toCompletableFuture().get(2, TimeUnit.MINUTES);
            assertThat(end.kind()).isEqualTo(NodeEnd.Kind.REMOVED);
            assertThat(end.sentence()).startsWith("[NET-630] The node 127.0.0.1:" + ports.get(1) + " ends: ");
        }
    }

    private static long membersUp(WeirNode seenBy) {
        int up = 0;
        for (Member member : Cluster.get(seenBy.system()).state().getMembers()) {
            up += member.status() == MemberStatus.up() ? 1 : 0;
        }
        return up;
    }

    private WeirNode node(List<Integer> ports, int index, String role) {
        return node(ports, index, role, Map.of());
    }

    private WeirNode node(List<Integer> ports, int index, String role, Map<String, Object> settings) {
        List<String> seeds =
                ports.subList(0, 2).stream().map(port -> "127.0.0.1:" + port).toList();
        Config shared = ConfigFactory.parseMap(Map.of(
                "weir.node.port",
                ports.get(index),
                "weir.node.seeds",
                seeds,
                "weir.node.roles",
                List.of(role),
                "weir.worker.slots",
                2,
                "weir.worker.directory",
                folder.resolve("work").toString(),
                "weir.journal.file",
                folder.resolve("journal/weir").toString(),
                "weir.checkpoint.dir",
                "file://" + folder.resolve("checkpoints"),
                "pekko.jvm-shutdown-hooks",
                "off",
                "pekko.cluster.failure-detector.acceptable-heartbeat-pause", // nobody dies here, however slow the
                // machine
                "30 s"));
        return WeirNode.start(WeirConfig.load(ConfigFactory.parseMap(settings).withFallback(shared)));
    }
}
