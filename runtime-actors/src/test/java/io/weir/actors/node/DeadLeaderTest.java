package io.weir.actors.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import io.weir.actors.config.WeirConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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

    /** A detector of a member that says something each half second, by a clock that the test turns. */
    private static final class Heard {
        private final AtomicLong nanos = new AtomicLong();
        private final ProvenFailureDetector detector =
                new ProvenFailureDetector(WeirConfig.load().getConfig("pekko.cluster.failure-detector"), nanos::get);

        Heard() {
            for (int time = 0; time < 50; time++) {
                detector.heartbeat();
                passes(500);
            }
            detector.heartbeat();
        }

        /** While somebody looks three times a second, as the cluster does. */
        void passes(long millis) {
            for (long at = 0; at < millis; at += 100) {
                nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
                var unused = detector.isAvailable();
            }
        }

        /** This process stands still. */
        void standsStill(long millis) {
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
        }
    }

    @Test
    void silenceOfTwoSecondsIsADeath() {
        Heard member = new Heard();
        member.passes(1_200);
        assertThat(member.detector.isAvailable()).isTrue();
        member.passes(900);
        assertThat(member.detector.isAvailable()).isFalse();
    }

    @Test
    void whoStoodStillItselfDoesNotTakeTheOthersForDead() {
        Heard member = new Heard();
        member.standsStill(15_000);
        assertThat(member.detector.isAvailable()).isTrue();
        member.passes(600);
        assertThat(member.detector.isAvailable())
                .as("they have time to be heard")
                .isTrue();
        member.passes(1_500);
        assertThat(member.detector.isAvailable()).as("but not for ever").isFalse();
    }

    @Test
    void whoWasTakenForDeadAndSpokeIsGivenMoreTime() {
        Heard member = new Heard();
        member.passes(4_000);
        assertThat(member.detector.isAvailable()).isFalse();
        member.detector.heartbeat();
        member.passes(5_000);
        assertThat(member.detector.isAvailable()).isTrue();
        member.passes(2_000);
        assertThat(member.detector.isAvailable()).isFalse();
    }
}
