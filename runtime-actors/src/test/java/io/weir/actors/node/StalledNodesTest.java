package io.weir.actors.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.client.ClientException;
import io.weir.actors.client.WeirClient;
import io.weir.actors.protocol.ClientReply;
import io.weir.runtime.cluster.WorkerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Processes that stand still for longer than the others are patient, and nothing that would start them again. */
class StalledNodesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Short enough for a test, and with a failure detector that bears a busy machine. */
    private static final Map<String, String> SETTINGS = Map.of(
            "pekko.cluster.failure-detector.acceptable-heartbeat-pause",
            "4s",
            "pekko.cluster.split-brain-resolver.stable-after",
            "2s",
            "weir.rejoin.min-backoff",
            "100ms",
            "weir.hung-leader.grace",
            "500ms");

    /** Logs are there to be read if it fails. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final List<NodeProcess> nodes = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // by start, once a node listens
    private WeirClient client;

    @BeforeEach
    void start() throws Exception {
        List<Integer> ports = NodeProcess.freePorts(3);
        for (int port : ports) {
            nodes.add(new NodeProcess(port, ports, folder, SETTINGS));
        }
        List<String> addresses = nodes.stream().map(NodeProcess::address).toList();
        eventually("a node listens", () -> {
            client = WeirClient.connect(addresses, List.of(), Duration.ofSeconds(3));
            return true;
        });
        eventually("three workers", () -> workers().size() == 3);
    }

    @AfterEach
    void stop() {
        if (client != null) {
            client.close();
        }
        nodes.forEach(NodeProcess::close);
    }

    private static void eventually(String what, BooleanSupplier question) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                if (question.getAsBoolean()) {
                    return;
                }
            } catch (ClientException e) {
                assertThat(e.code()).isEqualTo("CLI-503");
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError(what + " did not happen");
    }

    private static String said(NodeProcess node) {
        try {
            return node.logged();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<WorkerId> workers() {
        return client.cluster().workers().stream()
                .map(ClientReply.Worker::worker)
                .collect(Collectors.toSet());
    }

    /** By one answer: between two of them a worker may come or go. */
    private boolean areThreeWithout(Set<WorkerId> gone) {
        Set<WorkerId> now = workers();
        return now.size() == 3 && Collections.disjoint(now, gone);
    }

    private List<NodeProcess> followers() {
        String leader = client.cluster().leader();
        return nodes.stream().filter(node -> !leader.contains(node.address())).toList();
    }

    @Test
    void whoWasRemovedSaysWhyAndComesBackByItselfAsANewMember() throws Exception {
        NodeProcess stalled = followers().get(0);
        WorkerId before = workers().stream()
                .filter(worker -> worker.value().startsWith(stalled.address() + "#"))
                .findFirst()
                .orElseThrow();
        stalled.signal("STOP");
        eventually(
                "it is removed",
                () -> nodes.stream()
                        .map(StalledNodesTest::said)
                        .anyMatch(log -> log.contains("SBR took decision DownUnreachable")
                                && log.contains("downing [pekko://weir@" + stalled.address() + "]")));
        stalled.signal("CONT");
        eventually("it is back", () -> areThreeWithout(Set.of(before)));
        assertThat(stalled.isAlive()).as("the same process").isTrue();
        assertThat(said(stalled))
                .contains("[NET-630] The node " + stalled.address() + " ends: the others have removed it")
                .contains("after this process had stood still for ")
                .contains("[NET-636] The node " + stalled.address() + " joins again");
        assertThat(workers()).anyMatch(worker -> worker.value().startsWith(stalled.address() + "#"));
    }

    @Test
    void whoReachesNoMajorityEndsByItselfAndSaysSoAndComesBack() throws Exception {
        List<NodeProcess> stalled = followers();
        NodeProcess alone = nodes.stream()
                .filter(node -> !stalled.contains(node))
                .findFirst()
                .orElseThrow();
        for (NodeProcess node : stalled) {
            node.signal("STOP");
        }
        eventually("the third gives up", () -> said(alone).contains("[NET-631] The node " + alone.address() + " ends"));
        assertThat(said(alone)).contains("it reached only 1 of 3 members, itself included (not ");
        for (NodeProcess node : stalled) {
            node.signal("CONT");
        }
        eventually("all three are back", () -> workers().size() == 3);
        assertThat(nodes).allMatch(NodeProcess::isAlive);
    }

    @Test
    void aLeaderThatHangsIsRemovedAndItsProcessEndedSoThatAnotherLeads() throws Exception {
        String led = client.cluster().leader();
        long term = client.cluster().term();
        NodeProcess hung = nodes.stream()
                .filter(node -> led.contains(node.address()))
                .findFirst()
                .orElseThrow();
        hung.signal("STOP");
        eventually("another one leads", () -> client.cluster().term() > term);
        assertThat(hung.isAlive()).isFalse();
        assertThat(nodes.stream().filter(node -> node != hung).map(StalledNodesTest::said))
                .anyMatch(log ->
                        log.contains("[CFG-230] Process ") && log.contains("It was node " + hung.address() + "#"));
        hung.start();
        eventually("three workers", () -> workers().size() == 3);
        assertThat(said(hung)).contains("[CFG-231] The process at " + hung.address() + " before this one");
    }
}
