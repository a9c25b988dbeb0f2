package io.weir.actors.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.Test;

class DeadLeaderTest {
    private static Address at(int port) {
        return new Address("pekko", "weir", "127.0.0.1", port);
    }

    @Test
    void aPortThatIsClosedProvesThatItsProcessIsDead() throws IOException {
        int port = NodeProcess.freePorts(1).get(0);
        assertThat(DeadLeader.refuses(at(port))).isTrue();
    }

    @Test
    void aProcessThatListensButSaysNothingIsNotDead() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(DeadLeader.refuses(at(silent.getLocalPort()))).isFalse();
        }
    }

    @Test
    void aHostThatIsNotFoundProvesNothing() {
        assertThat(DeadLeader.refuses(new Address("pekko", "weir", "no-such-host.invalid", 7300)))
                .isFalse();
    }
}
