package io.weir.actors.exchange.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.actors.config.WeirConfig;
import io.weir.actors.exchange.ExchangeMessage;
import io.weir.actors.exchange.ExchangeMessage.Credit;
import io.weir.actors.exchange.ExchangeMessage.Deliver;
import io.weir.actors.exchange.Route;
import io.weir.runtime.element.EncodedBatch;
import io.weir.runtime.element.Watermark;
import io.weir.runtime.failure.WeirException;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketTransportTest {
    private static final String HOST = "127.0.0.1";
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Executor BLOCKING = Runnable::run;

    private final List<SocketTransport> open = new ArrayList<>();
    private final SocketTransport receiver = transport(settings("secret", 5_000, 5_000));
    private final SocketTransport sender = transport(settings("secret", 5_000, 5_000));
    private final TestProbe<ExchangeMessage> subtask = KIT.createTestProbe();
    private final String address = receiver.register(subtask.getRef());

    @AfterEach
    void close() {
        open.forEach(SocketTransport::close);
    }

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void messagesArriveInOrderHoweverLargeTheyAre() {
        Route route = sender.remote(address);
        int[] sizes = {1, 32_768, 0, 300_000, 7, 1_000_000, 2_000_000, 100};
        for (int round = 0; round < 20; round++) {
            for (int at = 0; at < sizes.length; at++) {
                route.send(batch(round * 100L + at, sizes[at]));
            }
            route.send(new Credit(1, 2, round, 4));
        }
        for (int round = 0; round < 20; round++) {
            for (int at = 0; at < sizes.length; at++) {
                Deliver got = subtask.expectMessageClass(Deliver.class);
                assertThat(got.sequence()).isEqualTo(round * 100L + at);
                byte[] bytes = ((EncodedBatch) got.element()).bytes();
                assertThat(bytes).hasSize(sizes[at]);
                assertThat(bytes).isEqualTo(bytes(got.sequence(), sizes[at]));
            }
            assertThat(subtask.expectMessageClass(Credit.class)).isEqualTo(new Credit(1, 2, round, 4));
        }
    }

    @Test
    void eachOfManyThreadsKeepsItsOrder() throws Exception {
        int threads = 4;
        int each = 2_000;
        List<Thread> running = new ArrayList<>();
        for (int number = 0; number < threads; number++) {
            int channel = number;
            Route route = sender.remote(address);
            Thread thread = new Thread(() -> {
                for (int at = 0; at < each; at++) {
                    route.send(new Deliver(1, channel, at, new Watermark(at)));
                }
            });
            thread.start();
            running.add(thread);
        }
        long[] next = new long[threads];
        for (int at = 0; at < threads * each; at++) {
            Deliver got = subtask.expectMessageClass(Deliver.class);
            assertThat(got.sequence()).isEqualTo(next[got.channel()]++);
        }
        for (Thread thread : running) {
            thread.join();
        }
    }

    @Test
    void aReceiverThatReadsNothingDelaysNoSender() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 10, LOOPBACK)) {
            Route route = sender.remote(HOST + ":" + deaf.getLocalPort() + "/1");
            route.send(batch(0, 10));
            try (Socket accepted = deaf.accept()) {
                accepted.getOutputStream().write(Frames.WELCOME);
                for (int at = 0; at < 200; at++) {
                    route.send(batch(at, 100_000)); // would block for ever here if it did
                }
            }
        }
        sender.remote(address).send(batch(1, 1));
        subtask.expectMessageClass(Deliver.class);
    }

    @Test
    void whatWasMeantForASubtaskThatEndedReachesNobody() {
        Route route = sender.remote(address);
        TestProbe<ExchangeMessage> other = KIT.createTestProbe();
        Route toOther = sender.remote(receiver.register(other.getRef()));
        receiver.unregister(address);
        route.send(batch(1, 1));
        toOther.send(batch(2, 1));
        assertThat(other.expectMessageClass(Deliver.class).sequence()).isEqualTo(2);
        subtask.expectNoMessage(Duration.ZERO);
    }

    @Test
    void aConnectionThatBreaksIsMadeAgainByWhatIsSentNext() throws Exception {
        Route route = sender.remote(address);
        route.send(batch(1, 1));
        subtask.expectMessageClass(Deliver.class);
        receiver.close();
        SocketTransport again = transport(settings("secret", receiver.port(), 5_000, 5_000));
        TestProbe<ExchangeMessage> reborn = KIT.createTestProbe();
        Route toReborn = sender.remote(again.register(reborn.getRef()));
        reborn.awaitAssert(
                () -> { // what is sent before the break is known is lost
                    toReborn.send(batch(2, 1));
                    return reborn.expectMessageClass(Deliver.class, Duration.ofMillis(20));
                });
    }

    @Test
    void aNodeThatCannotBeReachedFailsItsSendersWithASentence() throws Exception {
        int nobody;
        try (ServerSocket free = new ServerSocket(0, 1, LOOPBACK)) {
            nobody = free.getLocalPort();
        }
        SocketTransport hasty = transport(settings("secret", 5_000, 1));
        Route route = hasty.remote(HOST + ":" + nobody + "/1");
        AtomicReference<WeirException> failure = new AtomicReference<>();
        subtask.awaitAssert(() -> {
            try {
                route.send(batch(1, 1));
            } catch (WeirException refused) {
                failure.set(refused);
            }
            assertThat(failure.get()).isNotNull();
            return null;
        });
        assertThat(failure.get()).hasMessageContaining("[NET-615]").hasMessageContaining("127.0.0.1:" + nobody);
    }

    @Test
    void aNodeWithAnotherCookieIsRefusedAndTold() {
        SocketTransport stranger = transport(settings("guess", 5_000, 1));
        Route route = stranger.remote(address);
        AtomicReference<WeirException> failure = new AtomicReference<>();
        subtask.awaitAssert(() -> {
            try {
                route.send(batch(1, 1));
            } catch (WeirException refused) {
                failure.set(refused);
            }
            assertThat(failure.get()).isNotNull();
            return null;
        });
        assertThat(failure.get()).hasMessageContaining("weir.exchange.cookie");
        subtask.expectNoMessage(Duration.ZERO);
    }

    @Test
    void whatMakesNoSenseClosesItsConnectionAndNoOther() throws Exception {
        Route route = sender.remote(address);
        route.send(batch(1, 1));
        subtask.expectMessageClass(Deliver.class);
        for (byte[] nonsense : List.of(
                "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                frame(Integer.MAX_VALUE, 1),
                frame(-1, 1),
                frame(1, 77),
                new byte[2_000])) {
            try (Socket guest = new Socket(LOOPBACK, receiver.port())) {
                guest.getOutputStream().write(nonsense);
                guest.getOutputStream().flush();
                assertThat(guest.getInputStream().readAllBytes().length).isLessThanOrEqualTo(1);
            } catch (java.net.SocketException reset) {
                assertThat(reset).isNotNull(); // closed with something unread
            }
            try (Socket guest = introduced("secret")) {
                guest.getOutputStream().write(frame(nonsense.length > 100 ? 0 : Integer.MAX_VALUE, 2));
                assertThat(guest.getInputStream().read()).isEqualTo(Frames.WELCOME);
                assertThat(guest.getInputStream().read()).isEqualTo(-1);
            }
        }
        route.send(batch(2, 1));
        assertThat(subtask.expectMessageClass(Deliver.class).sequence()).isEqualTo(2);
    }

    @Test
    void aConnectionThatDoesNotIntroduceItselfInTimeIsClosed() throws Exception {
        SocketTransport hasty = transport(settings("secret", 1, 5_000));
        try (Socket guest = new Socket(LOOPBACK, hasty.port())) {
            assertThat(guest.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void moreConnectionsThanAllowedAreRefused() throws Exception {
        SocketTransport small = transport(new SocketSettings(
                "",
                0,
                "",
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                1,
                9,
                1 << 24,
                Duration.ofSeconds(5),
                1 << 21));
        try (Socket first = new Socket(LOOPBACK, small.port());
                Socket second = new Socket(LOOPBACK, small.port())) {
            first.getOutputStream().write(Frames.hello("").array());
            assertThat(first.getInputStream().read()).isEqualTo(Frames.WELCOME);
            second.getOutputStream().write(Frames.hello("").array());
            assertThat(second.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aPortThatIsTakenIsSaidWithTheSettingToChange() {
        assertThatThrownBy(() -> transport(settings("secret", receiver.port(), 5_000, 5_000)))
                .hasMessageContaining("[CFG-205]")
                .hasMessageContaining("weir.exchange.port");
    }

    @Test
    void anAddressOfAnotherTransportIsRefused() {
        assertThatThrownBy(() -> sender.remote(""))
                .hasMessageContaining("[NET-614]")
                .hasMessageContaining("weir.exchange.transport");
    }

    @Test
    void theShippedSettingsAreRead() {
        SocketSettings shipped = SocketSettings.from(WeirConfig.load());
        assertThat(shipped.port()).isZero();
        assertThat(shipped.patience()).isEqualTo(Duration.ofSeconds(5));
        assertThat(shipped.maxElementBytes()).isEqualTo(2 << 20);
        assertThat(settings("secret", 1, 1).toString()).doesNotContain("secret");
    }

    private static void died(String thread, Throwable why) {
        throw new AssertionError(thread, why);
    }

    private SocketTransport transport(SocketSettings settings) {
        SocketTransport transport = SocketTransport.open(HOST, settings, BLOCKING, SocketTransportTest::died);
        open.add(transport);
        return transport;
    }

    private static SocketSettings settings(String cookie, long timeoutMillis, long patienceMillis) {
        return settings(cookie, 0, timeoutMillis, patienceMillis);
    }

    private static SocketSettings settings(String cookie, int port, long timeoutMillis, long patienceMillis) {
        return new SocketSettings(
                "",
                port,
                cookie,
                Duration.ofMillis(timeoutMillis),
                Duration.ofMillis(patienceMillis),
                100,
                10,
                1 << 24,
                Duration.ofSeconds(5),
                1 << 21);
    }

    private Socket introduced(String cookie) throws IOException {
        Socket guest = new Socket(LOOPBACK, receiver.port());
        guest.getOutputStream().write(Frames.hello(cookie).array());
        return guest;
    }

    private static byte[] frame(int length, int kind) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(length);
        out.writeByte(kind);
        out.writeLong(3);
        return bytes.toByteArray();
    }

    private static Deliver batch(long sequence, int size) {
        return new Deliver(1, 2, sequence, new EncodedBatch(bytes(sequence, size), size, 1));
    }

    private static byte[] bytes(long sequence, int size) {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        while (bytes.hasRemaining()) {
            bytes.put((byte) (sequence + bytes.position() * 31L));
        }
        return bytes.array();
    }
}
