package io.weir.api.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.JobClient;
import io.weir.api.execution.JobExecutor;
import io.weir.api.graph.JobGraph;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CollectPortTest {
    private static final String HOST = "127.0.0.1";

    private final BlockingQueue<Batch> arrived = new LinkedBlockingQueue<>();
    private CollectPort port = open(TimeUnit.SECONDS.toNanos(60));

    private CollectPort open(long patienceNanos) {
        try {
            return CollectPort.open(HOST, arrived::put, patienceNanos);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() {
        port.close();
    }

    @Test
    void itListensAtOneAddressOnlyAndThatOfAJobInThisProcessIsTheLoopback() {
        assertThat(port.address()).isEqualTo(InetAddress.getLoopbackAddress());
        assertThat(port.address().isAnyLocalAddress()).isFalse();
        JobExecutor inThisProcess = new JobExecutor() {
            @Override
            public JobClient submit(JobGraph graph, ClassLoader userCode) {
                throw new AssertionError("not asked");
            }
        };
        assertThat(inThisProcess.programHost())
                .isEqualTo(InetAddress.getLoopbackAddress().getHostAddress());
    }

    @Test
    void whoSaysTheTokenIsHeard() throws Exception {
        try (Line line = Line.open(HOST, port.number(), port.token())) {
            line.send(new Batch("1", new byte[] {1, 2}));
            line.send(new Batch(Line.NO_ANSWER, new byte[100_000]));
            assertThat(next().bytes()).containsExactly(1, 2);
            assertThat(next().bytes()).hasSize(100_000);
        }
    }

    @Test
    void whoSaysAnotherTokenIsClosedAndBringsNothing() throws Exception {
        String guess = "0".repeat(CollectPort.TOKEN_BYTES);
        assertThat(guess).hasSameSizeAs(port.token()).isNotEqualTo(port.token());
        try (Line line = Line.open(HOST, port.number(), guess)) {
            assertThatThrownBy(() -> line.send(new Batch("1", new byte[1]))).isInstanceOf(IOException.class);
        }
        try (Socket rest = new Socket(InetAddress.getLoopbackAddress(), port.number())) {
            rest.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: of somebody else\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(
                            () -> { // closed, or reset with something unread
                                if (rest.getInputStream().read() < 0) {
                                    throw new IOException("closed");
                                }
                            })
                    .isInstanceOf(IOException.class);
        }
        assertThat(arrived).isEmpty();
    }

    @Test
    void whoSaysNothingOrHalfATokenIsClosedInTime() throws Exception {
        port.close();
        port = open(TimeUnit.MILLISECONDS.toNanos(50));
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), port.number());
                Socket slow = new Socket(InetAddress.getLoopbackAddress(), port.number())) {
            slow.getOutputStream().write(port.token().substring(1).getBytes(StandardCharsets.US_ASCII));
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aThousandStrangersWhoHangOnKeepNoSubtaskOut() throws Exception {
        List<Socket> crowd = new ArrayList<>();
        try (Line before = Line.open(HOST, port.number(), port.token())) {
            before.send(new Batch("0", new byte[1]));
            for (int number = 0; number < 1_000; number++) {
                crowd.add(new Socket(InetAddress.getLoopbackAddress(), port.number()));
            }
            before.send(new Batch("1", new byte[1]));
            try (Line late = Line.open(HOST, port.number(), port.token())) {
                late.send(new Batch("2", new byte[1]));
            }
            assertThat(List.of(next().id(), next().id(), next().id())).containsExactly("0", "1", "2");
            assertThat(Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().equals("weir-collect-line"))
                            .count())
                    .as("threads for strangers")
                    .isLessThan(2L * CollectPort.MOST_STRANGERS);
        } finally {
            for (Socket stranger : crowd) {
                stranger.close();
            }
        }
        assertThat(port.failure()).isNull();
    }

    @Test
    void closingEndsAllConnections() throws Exception {
        try (Line line = Line.open(HOST, port.number(), port.token());
                Socket stranger = new Socket(InetAddress.getLoopbackAddress(), port.number())) {
            line.send(new Batch("1", new byte[1]));
            port.close();
            assertThat(stranger.getInputStream().read()).isEqualTo(-1);
            assertThatThrownBy(() -> line.send(new Batch("2", new byte[1]))).isInstanceOf(IOException.class);
            assertThat(port.failure()).isNull();
        } catch (java.net.SocketException reset) {
            assertThat(reset).hasMessageContaining("reset"); // it had not been accepted yet
        }
    }

    @Test
    void anAddressOfAnotherMachineIsRefusedWithASentence() {
        assertThatThrownBy(() -> CollectPort.open("192.0.2.1", arrived::put))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("[API-240]")
                .hasMessageContaining("192.0.2.1");
    }

    private Batch next() throws InterruptedException {
        return Objects.requireNonNull(arrived.poll(60, TimeUnit.SECONDS), "a batch");
    }
}
