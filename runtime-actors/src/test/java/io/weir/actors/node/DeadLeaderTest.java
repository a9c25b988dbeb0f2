package io.weir.actors.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import io.weir.actors.config.WeirConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.pekko.actor.Address;
import org.apache.pekko.event.EventStream;
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

    @Test
    void aProofHoldsForTheProcessThatHadTheAddressThenAndForNoLaterOne() {
        Address node = at(7_399);
        EventStream events = new EventStream(null, false);
        Config config = WeirConfig.load().getConfig("pekko.cluster.failure-detector");
        ProvenFailureDetector before = new ProvenFailureDetector(config, events);
        ProvenFailureDetector ofAnother = new ProvenFailureDetector(config, events);
        before.setAddress(node.toString());
        ofAnother.setAddress(at(7_398).toString());
        assertThat(before.isAvailable()).isTrue();

        DeadProcesses.add(node);
        ProvenFailureDetector after = new ProvenFailureDetector(config, events);
        after.setAddress(node.toString());

        assertThat(before.isAvailable()).isFalse();
        assertThat(after.isAvailable()).isTrue();
        assertThat(ofAnother.isAvailable()).isTrue();
    }
}
