package io.weir.actors.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.config.WeirConfig;
import io.weir.actors.node.NodeEnd.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejoiningNodeTest {
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    private Config config(int port, List<Integer> seeds, Map<String, Object> settings) {
        return WeirConfig.load(ConfigFactory.parseMap(settings)
                .withFallback(ConfigFactory.parseMap(Map.of(
                        "weir.node.port",
                        port,
                        "weir.node.seeds",
                        seeds.stream().map(seed -> "127.0.0.1:" + seed).toList(),
                        "weir.worker.directory",
                        folder.resolve("work").toString(),
                        "weir.worker.warm-up",
                        "off",
                        "weir.journal.warm-up",
                        "off",
                        "weir.journal.file",
                        folder.resolve("journal/weir").toString(),
                        "weir.checkpoint.dir",
                        "file://" + folder.resolve("checkpoints"),
                        "weir.rejoin.min-backoff",
                        "50 ms",
                        "pekko.jvm-shutdown-hooks",
                        "off",
                        "pekko.cluster.failure-detector.acceptable-heartbeat-pause",
                        "30 s"))));
    }

    private static void eventually(String what, BooleanSupplier question) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!question.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static boolean isUp(WeirNode node) {
        return Cluster.get(node.system()).selfMember().status() == MemberStatus.up();
    }

    private static NodeEnd end(WeirNode node) throws Exception {
        return node.whenEnded().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    @SuppressWarnings("try") // closed in the middle, and at the end in any case
    void aNodeThatWasRemovedStartsAgainAndLeadsFromTheSameJournal() throws Exception {
        int port = NodeProcess.freePorts(1).get(0);
        try (RejoiningNode node = RejoiningNode.start(config(port, List.of(port), Map.of()))) {
            WeirNode first = node.current();
            eventually("it is up", () -> isUp(first));
            Cluster.get(first.system())
                    .manager()
                    .tell(new Down(Cluster.get(first.system()).selfMember().address()));
            assertThat(end(first).kind()).isEqualTo(Kind.REMOVED);
            eventually("another one is there", () -> node.current() != first && isUp(node.current()));
            assertThat(node.current().address()).isEqualTo(first.address());
            assertThat(node.current().workerId()).isNotEqualTo(first.workerId());
            assertThat(node.whenEnded().toCompletableFuture()).isNotDone();
            node.close();
            NodeEnd end = node.whenEnded().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(end.kind()).isEqualTo(Kind.TOLD);
            assertThat(end.sentence()).startsWith("[NET-634] The node 127.0.0.1:" + port + " ends, as it was told");
        }
    }

    @Test
    @SuppressWarnings("try") // closed in the middle, and at the end in any case
    void aNodeThatNoSeedLetInTriesAgainUntilOneDoes() throws Exception {
        List<Integer> ports = NodeProcess.freePorts(2);
        List<Integer> seeds = ports.subList(0, 1);
        Map<String, Object> impatient = Map.of(NodeErrors.JOIN_LIMIT, "1 s");
        try (RejoiningNode node = RejoiningNode.start(config(ports.get(1), seeds, impatient))) {
            WeirNode first = node.current();
            NodeEnd end = end(first);
            assertThat(end.kind()).isEqualTo(Kind.NOT_JOINED);
            assertThat(end.sentence())
                    .startsWith("[NET-632] The node 127.0.0.1:" + ports.get(1)
                            + " ends: none of its seed nodes [127.0.0.1:" + ports.get(0) + "] let it join within 1 s.");
            eventually("it tries again", () -> node.current() != first);
            try (WeirNode seed = WeirNode.start(config(ports.get(0), seeds, Map.of()))) {
                eventually("it is let in", () -> isUp(node.current()));
                assertThat(isUp(seed)).isTrue();
                node.close();
            }
        }
    }

    @Test
    void whereItIsSwitchedOffTheNodeStaysAway() throws Exception {
        int port = NodeProcess.freePorts(1).get(0);
        Map<String, Object> settings = Map.of("weir.rejoin.enabled", "off", NodeErrors.JOIN_LIMIT, "1 s");
        int nobody = NodeProcess.freePorts(1).get(0);
        try (RejoiningNode node = RejoiningNode.start(config(port, List.of(nobody), settings))) {
            NodeEnd end = node.whenEnded().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(end.kind()).isEqualTo(Kind.NOT_JOINED);
        }
    }

    @Test
    void aNodeWithADeadThreadIsBrokenAndComesBack() throws Exception {
        int port = NodeProcess.freePorts(1).get(0);
        try (RejoiningNode node = RejoiningNode.start(config(port, List.of(port), Map.of()))) {
            WeirNode first = node.current();
            eventually("it is up", () -> isUp(first));
            new DeadThreadEnd(first.system(), false).threadDied("weir-pump", new OutOfMemoryError("of this test"));
            assertThat(end(first).kind()).isEqualTo(Kind.BROKEN);
            assertThat(end(first).sentence()).contains("[NET-635]").contains("its thread weir-pump is dead");
            eventually("another one is there", () -> node.current() != first && isUp(node.current()));
        }
    }

    @Test
    void whatEndsANodeForAReasonOfItsOwnIsNamed() throws Exception {
        int port = NodeProcess.freePorts(1).get(0);
        try (WeirNode node = WeirNode.start(config(port, List.of(port), Map.of()))) {
            eventually("it is up", () -> isUp(node));
            CoordinatedShutdown.Reason broke = new CoordinatedShutdown.Reason() {
                @Override
                public String toString() {
                    return "its engine room is flooded";
                }
            };
            CoordinatedShutdown.get(node.system()).runAll(broke);
            assertThat(end(node).kind()).isEqualTo(Kind.BROKEN);
            assertThat(end(node).sentence())
                    .contains("[NET-635]")
                    .contains("it cannot go on, its engine room is flooded");
        }
    }

    @Test
    void onlyWhoWasToldToEndOrWasRefusedStaysAway() {
        assertThat(Arrays.stream(Kind.values()).filter(kind -> !kind.mayRejoin()))
                .containsExactly(Kind.TOLD, Kind.REFUSED);
    }

    @Test
    void pausesDoubleUpToTheLongest() {
        RejoinSettings settings = new RejoinSettings(true, Duration.ofSeconds(1), Duration.ofSeconds(30));
        assertThat(List.of(0, 1, 2, 3, 4, 5, 1_000_000).stream()
                        .map(settings::pause)
                        .map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    @Test
    void pausesThatMakeNoSenseAreRefused() {
        Config none = ConfigFactory.parseString("weir.rejoin.min-backoff = 0 s").withFallback(WeirConfig.load());
        assertThatThrownBy(() -> RejoinSettings.from(none)).hasMessageContaining("[CFG-203] weir.rejoin.min-backoff");
        Config wrong =
                ConfigFactory.parseString("weir.rejoin.max-backoff = 1 ms").withFallback(WeirConfig.load());
        assertThatThrownBy(() -> RejoinSettings.from(wrong)).hasMessageContaining("[CFG-203] weir.rejoin.max-backoff");
    }

    @Test
    void theSettingsReadEveryKeyOfReferenceConfAndNoOther() {
        assertThat(WeirConfig.load().getConfig("weir.rejoin").root().keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(RejoinSettings.class.getRecordComponents())
                        .map(component ->
                                component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT))
                        .collect(Collectors.toSet()));
    }
}
