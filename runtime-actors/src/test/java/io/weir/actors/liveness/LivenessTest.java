package io.weir.actors.liveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.actors.config.WeirConfig;
import io.weir.runtime.cluster.WorkerId;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LivenessTest {
    private static final int STRANGERS = 10;
    private static final WorkerId WORKER = new WorkerId("host:1#2");
    private static final WorkerId OTHER = new WorkerId("host:2#3");

    private final BlockingQueue<WorkerId> gone = new LinkedBlockingQueue<>();
    private LivenessServer server = server(settings("secret", 5_000, 10));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aClosedConnectionIsReportedOnce() throws Exception {
        Socket worker = introduce(WORKER, "secret");
        assertThat(server.isConnected(WORKER)).isTrue();
        worker.close();
        assertThat(nextGone()).isEqualTo(WORKER);
        assertThat(server.isConnected(WORKER)).isFalse();
        assertThat(gone).isEmpty();
    }

    @Test
    void aResetIsReportedLikeAClose() throws Exception {
        Socket worker = introduce(WORKER, "secret");
        worker.setSoLinger(true, 0); // close sends a reset, as a killed process with unread data does
        worker.close();
        assertThat(nextGone()).isEqualTo(WORKER);
    }

    @Test
    void aNewerConnectionOfTheSameWorkerReplacesTheOlder() throws Exception {
        Socket older = introduce(WORKER, "secret");
        Socket newer = introduce(WORKER, "secret");
        assertThat(older.getInputStream().read()).isEqualTo(-1); // the server closed it
        Socket other = introduce(OTHER, "secret");
        other.close();
        assertThat(nextGone()).as("the older connection's end is no news").isEqualTo(OTHER);
        assertThat(server.isConnected(WORKER)).isTrue();
        newer.close();
        assertThat(nextGone()).isEqualTo(WORKER);
    }

    @Test
    void whoDoesNotKnowTheCookieIsRefusedAndNeverReported() throws Exception {
        Socket stranger = connect();
        stranger.getOutputStream().write(Handshake.line(WORKER, "guess"));
        assertThat(stranger.getInputStream().readAllBytes()).isEqualTo("NO\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(server.isConnected(WORKER)).isFalse();
        introduce(OTHER, "secret").close();
        assertThat(nextGone()).isEqualTo(OTHER);
    }

    @Test
    void whoTalksTooMuchIsClosed() throws Exception {
        Socket stranger = connect();
        stranger.getOutputStream().write(new byte[Handshake.MAX_BYTES]);
        assertThat(stranger.getInputStream().readAllBytes()).isEqualTo("NO\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void whoSaysNothingIsClosedAfterTheHandshakeTimeout() throws Exception {
        server.close();
        server = server(settings("", 50, 10));
        Socket stranger = connect();
        assertThat(stranger.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void connectionsBeyondTheLimitAreClosed() throws Exception {
        server.close();
        server = server(settings("", 5_000, 1));
        Socket first = introduce(WORKER, "");
        Socket other = connect();
        other.getOutputStream().write(Handshake.line(OTHER, ""));
        assertThat(other.getInputStream().read()).isEqualTo(-1);
        assertThat(server.isConnected(WORKER)).isTrue();
        introduce(WORKER, ""); // again: it replaces its own
        assertThat(first.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void aThousandStrangersWhoHangOnKeepNoWorkerOutAndNoneIsReported() throws Exception {
        server.close();
        server = server(settings("secret", 60_000, 10));
        Socket before = introduce(WORKER, "secret");
        List<Socket> crowd = new ArrayList<>();
        try {
            for (int number = 0; number < 1_000; number++) {
                Socket stranger = connect();
                crowd.add(stranger);
                if (number % 2 == 0) {
                    stranger.getOutputStream().write("WEIR-LIVENESS-1 half a".getBytes(StandardCharsets.US_ASCII));
                }
            }
            Socket late = introduce(OTHER, "secret");
            assertThat(server.isConnected(WORKER)).isTrue();
            assertThat(server.gauge().getWorkers()).isEqualTo(2);
            assertThat(server.gauge().getStrangers()).isLessThanOrEqualTo(STRANGERS);
            assertThat(server.gauge().getRefused()).isGreaterThanOrEqualTo(1_000 - STRANGERS);
            late.close();
            assertThat(nextGone()).isEqualTo(OTHER);
            before.close();
            assertThat(nextGone()).isEqualTo(WORKER);
        } finally {
            for (Socket stranger : crowd) {
                stranger.close();
            }
        }
        assertThat(gone).isEmpty();
    }

    @Test
    void theGaugesAreShownUntilTheServerIsClosed() throws Exception {
        introduce(WORKER, "secret");
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName name =
                new ObjectName("io.weir:type=Liveness,port=" + server.address().getPort());
        assertThat(beans.getAttribute(name, "Workers")).isEqualTo(1);
        assertThat(beans.getAttribute(name, "Strangers")).isInstanceOf(Integer.class);
        assertThat(beans.getAttribute(name, "Refused")).isEqualTo(0L);
        server.close();
        assertThat(beans.isRegistered(name)).isFalse();
    }

    @Test
    void aTakenPortHasASentence() {
        var taken = new LivenessSettings(
                "",
                server.address().getPort(),
                "",
                Duration.ofSeconds(1),
                1,
                1,
                Duration.ofMillis(1),
                Duration.ofMillis(1));
        assertThatThrownBy(() -> new LivenessServer("127.0.0.1", taken, gone::add, LivenessTest::died))
                .hasMessageStartingWith("[CFG-205]")
                .hasMessageContaining("weir.liveness.port");
    }

    @Test
    void theClientFollowsTheLeaderAndReportsNothingToTheOld() throws Exception {
        BlockingQueue<WorkerId> goneAtSecond = new LinkedBlockingQueue<>();
        try (LivenessServer second =
                new LivenessServer("127.0.0.1", settings("secret", 5_000, 10), goneAtSecond::add, LivenessTest::died)) {
            LivenessClient client =
                    new LivenessClient(WORKER, settings("secret", 5_000, 10), () -> {}, LivenessTest::died);
            client.follow("127.0.0.1", server.address().getPort());
            awaitConnected(server);
            client.follow("127.0.0.1", second.address().getPort());
            assertThat(nextGone()).isEqualTo(WORKER);
            awaitConnected(second);
            client.close();
            assertThat(goneAtSecond.poll(20, TimeUnit.SECONDS)).isEqualTo(WORKER);
        }
    }

    @Test
    void anInterruptOfTheUsersCodeDoesNotEndTheClient() throws Exception {
        BlockingQueue<Throwable> deaths = new LinkedBlockingQueue<>();
        try (LivenessClient client =
                new LivenessClient(WORKER, settings("secret", 5_000, 10), () -> {}, (thread, why) -> deaths.add(why))) {
            List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("weir-liveness-client"))
                    .toList();
            assertThat(threads).isNotEmpty();
            threads.forEach(Thread::interrupt);
            client.follow("127.0.0.1", server.address().getPort());
            awaitConnected(server);
            assertThat(deaths).isEmpty();
        }
    }

    @Test
    void theClientConnectsAgainWhenTheLeaderComesBack() throws Exception {
        int port = server.address().getPort();
        AtomicInteger lost = new AtomicInteger();
        try (LivenessClient client =
                new LivenessClient(WORKER, settings("secret", 5_000, 10), lost::incrementAndGet, LivenessTest::died)) {
            client.follow("127.0.0.1", port);
            awaitConnected(server);
            server.close();
            server = new LivenessServer(
                    "127.0.0.1",
                    new LivenessSettings(
                            "",
                            port,
                            "secret",
                            Duration.ofSeconds(5),
                            10,
                            10,
                            Duration.ofMillis(1),
                            Duration.ofMillis(1)),
                    gone::add,
                    LivenessTest::died);
            awaitConnected(server);
        }
        assertThat(lost).as("connections that somebody else ended").hasValue(1);
        assertThat(nextGone()).isEqualTo(WORKER);
    }

    @Test
    void whateverTheClientsThreadDiesOfIsTold() throws Exception {
        BlockingQueue<Throwable> deaths = new LinkedBlockingQueue<>();
        OutOfMemoryError none = new OutOfMemoryError("of a test");
        Runnable lost = () -> {
            throw none;
        };
        try (LivenessClient client =
                new LivenessClient(WORKER, settings("secret", 5_000, 10), lost, (thread, why) -> deaths.add(why))) {
            client.follow("127.0.0.1", server.address().getPort());
            awaitConnected(server);
            server.close();
            assertThat(deaths.poll(60, TimeUnit.SECONDS)).isSameAs(none);
        }
    }

    @Test
    void whateverTheServersThreadDiesOfIsToldAndItsConnectionsAreClosed() throws Exception {
        server.close();
        BlockingQueue<Throwable> deaths = new LinkedBlockingQueue<>();
        OutOfMemoryError none = new OutOfMemoryError("of a test");
        server = new LivenessServer(
                "127.0.0.1",
                settings("secret", 5_000, 10),
                worker -> {
                    throw none;
                },
                (thread, why) -> deaths.add(why));
        Socket other = introduce(OTHER, "secret");
        introduce(WORKER, "secret").close();
        assertThat(deaths.poll(60, TimeUnit.SECONDS)).isSameAs(none);
        assertThat(other.getInputStream().read()).isEqualTo(-1);
    }

    /** The real thing: a process that is killed says nothing, its kernel does. */
    @Test
    void aKilledProcessIsNoticed() throws Exception {
        Process child = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildWorker.class.getName(),
                        String.valueOf(server.address().getPort()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            awaitConnected(server);
            child.destroyForcibly(); // SIGKILL
            assertThat(nextGone()).isEqualTo(WORKER);
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    /** Runs in the child process. */
    static final class ChildWorker {
        public static void main(String[] arguments) throws Exception {
            new LivenessClient(WORKER, settings("secret", 5_000, 10), () -> {}, LivenessTest::died)
                    .follow("127.0.0.1", Integer.parseInt(arguments[0]));
            Thread.currentThread().join();
        }
    }

    @Test
    void theSettingsReadEveryKeyOfReferenceConfAndNoOther() {
        List<String> keys = WeirConfig.load().getConfig("weir.liveness").root().keySet().stream()
                .map(key -> key.replace("-", "").toLowerCase(java.util.Locale.ROOT))
                .toList();
        List<String> components = java.util.Arrays.stream(LivenessSettings.class.getRecordComponents())
                .map(component -> component.getName().toLowerCase(java.util.Locale.ROOT))
                .toList();
        assertThat(keys).containsExactlyInAnyOrderElementsOf(components);
        assertThat(LivenessSettings.from(WeirConfig.load()).handshakeTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void theCookieIsNeverPrinted() {
        assertThat(settings("secret", 1, 1)).asString().doesNotContain("secret");
    }

    private static void died(String thread, Throwable why) {
        throw new AssertionError(thread, why);
    }

    private LivenessServer server(LivenessSettings settings) {
        return new LivenessServer("127.0.0.1", settings, gone::add, LivenessTest::died);
    }

    private static LivenessSettings settings(String cookie, long handshakeMillis, int maxConnections) {
        return new LivenessSettings(
                "",
                0,
                cookie,
                Duration.ofMillis(handshakeMillis),
                maxConnections,
                STRANGERS,
                Duration.ofMillis(10),
                Duration.ofMillis(50));
    }

    private WorkerId nextGone() throws InterruptedException {
        WorkerId next = gone.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("a worker that is gone").isNotNull();
        return next;
    }

    private Socket connect() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private Socket introduce(WorkerId worker, String cookie) throws IOException {
        Socket socket = connect();
        socket.getOutputStream().write(Handshake.line(worker, cookie));
        assertThat(socket.getInputStream().readNBytes(3)).isEqualTo("OK\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void awaitConnected(LivenessServer server) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!server.isConnected(WORKER)) {
            assertThat(System.nanoTime()).as("deadline for the connection").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
