package io.weir.actors.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Found by soak: a leader that was killed and started again on a busy machine founded a cluster of its own, and never came back. */
class FirstSeedTest {
    private static NodeSettings node(int port, Integer... seeds) {
        return new NodeSettings(
                "127.0.0.1",
                port,
                List.of(NodeSettings.COORDINATOR),
                List.of(seeds).stream().map(seed -> "127.0.0.1:" + seed).toList(),
                Duration.ofSeconds(1),
                false);
    }

    @Test
    void whereAnotherSeedListensNoClusterIsFounded() throws IOException {
        List<Integer> free = NodeProcess.freePorts(2);
        try (ServerSocket alive = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            NodeSettings first = node(free.get(0), free.get(0), free.get(1), alive.getLocalPort());
            assertThat(FirstSeed.patience(first, false).getDuration(FirstSeed.TIMEOUT))
                    .isEqualTo(FirstSeed.NEVER);
            assertThat(FirstSeed.patience(first, true).getDuration(FirstSeed.TIMEOUT))
                    .isEqualTo(FirstSeed.NEVER);
        }
    }

    @Test
    void aHostThatSaysNothingIsWaitedForAWhileAndByWhoWasAMemberAlways() throws IOException {
        int mine = NodeProcess.freePorts(1).get(0);
        NodeSettings first = new NodeSettings(
                "127.0.0.1",
                mine,
                List.of(NodeSettings.COORDINATOR),
                List.of("127.0.0.1:" + mine, "no-such-host.invalid:7300"),
                Duration.ofSeconds(1),
                false);
        assertThat(FirstSeed.patience(first, false).getDuration(FirstSeed.TIMEOUT))
                .isEqualTo(FirstSeed.WORTH_WAITING);
        assertThat(FirstSeed.patience(first, true).getDuration(FirstSeed.TIMEOUT))
                .isEqualTo(FirstSeed.NEVER);
    }

    @Test
    void whereNobodyListensAClusterIsFoundedSoon() throws IOException {
        List<Integer> free = NodeProcess.freePorts(3);
        NodeSettings first = node(free.get(0), free.get(0), free.get(1), free.get(2));
        assertThat(FirstSeed.patience(first, true).isEmpty()).isTrue();
        assertThat(FirstSeed.patience(node(free.get(0), free.get(0)), true).isEmpty())
                .isTrue();
        assertThat(FirstSeed.patience(node(free.get(0)), true).isEmpty()).isTrue();
    }

    @Test
    void theOtherSeedsFoundNothingAndNeedNoPatience() throws IOException {
        try (ServerSocket alive = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int mine = NodeProcess.freePorts(1).get(0);
            assertThat(FirstSeed.patience(node(mine, alive.getLocalPort(), mine), true)
                            .isEmpty())
                    .isTrue();
        }
    }
}
