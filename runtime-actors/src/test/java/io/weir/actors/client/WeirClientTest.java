package io.weir.actors.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeirClientTest {
    @Test
    void aSilentClusterIsToldFromOneThatHasGone() throws Exception {
        ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        try (WeirClient client = clientOf(listening)) {
            try (listening) {
                assertThatThrownBy(client::jobs)
                        .isInstanceOf(ClientException.class)
                        .hasMessageStartingWith("[CLI-503] The cluster did not answer within 100 ms.")
                        .hasMessageContaining("somebody listens");
            }
            assertThatThrownBy(client::jobs)
                    .isInstanceOf(ClientException.class)
                    .hasMessageStartingWith("[CLI-503] The cluster cannot be reached. Nobody answers at 127.0.0.1:")
                    .hasMessageContaining("Connection refused");
        }
    }

    private static WeirClient clientOf(ServerSocket node) {
        return WeirClient.connect(List.of("127.0.0.1:" + node.getLocalPort()), List.of(), Duration.ofMillis(100));
    }
}
