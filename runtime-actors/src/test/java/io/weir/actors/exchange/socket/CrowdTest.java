package io.weir.actors.exchange.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.exchange.ExchangeMessage;
import io.weir.actors.exchange.ExchangeMessage.Deliver;
import io.weir.actors.exchange.Route;
import io.weir.runtime.element.EncodedBatch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A data port in a crowd: it is never more than its budget, and nodes exchange records meanwhile, those that come late too. */
@Timeout(300)
class CrowdTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int CROWD = 1_000;
    private static final int MAX_ELEMENT = 2 << 20;
    private static final int BATCH = 32 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Executor BLOCKING = Runnable::run;

    private final List<SocketTransport> open = new ArrayList<>();
    private final List<Socket> crowd = new ArrayList<>();
    private final TestProbe<ExchangeMessage> subtask = KIT.createTestProbe();
    private long sequence;

    /** What each of the crowd does. */
    enum Habit {
        SILENT(false, 0),
        HALF_A_HELLO(false, 0),
        LARGEST_FRAME_WITHOUT_HELLO(false, 0),
        LARGEST_FRAME_ANNOUNCED(true, 27),
        LARGEST_FRAME_BEGUN(true, 20_000);

        final boolean introduced;
        final int bytes;

        Habit(boolean introduced, int bytes) {
            this.introduced = introduced;
            this.bytes = bytes;
        }

        byte[] words() {
            return switch (this) {
                case SILENT -> new byte[0];
                case HALF_A_HELLO -> ByteBuffer.allocate(20).putInt(200).array();
                case LARGEST_FRAME_WITHOUT_HELLO ->
                    ByteBuffer.allocate(27).putInt(MAX_ELEMENT).array();
                case LARGEST_FRAME_ANNOUNCED, LARGEST_FRAME_BEGUN -> beginning(MAX_ELEMENT, bytes);
            };
        }
    }

    @AfterEach
    void close() throws IOException {
        open.forEach(SocketTransport::close);
        for (Socket one : crowd) {
            one.close();
        }
    }

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @ParameterizedTest
    @EnumSource(Habit.class)
    void aThousandConnectionsOfABadHabitLeaveTheExchangeWorkingWithinItsBudget(Habit habit) throws Exception {
        SocketTransport receiver = transport(300, 64L << 20, Duration.ofSeconds(5));
        String address = receiver.register(subtask.getRef());
        Route before = transport(300, 64L << 20, Duration.ofSeconds(5)).remote(address);
        exchange(before, BATCH);
        long heap = usedHeap();

        for (int number = 0; number < CROWD; number++) {
            join(receiver, habit);
        }
        if (habit.introduced) {
            await(() -> receiver.gauge().getConnections() == CROWD + 1);
        }
        for (int round = 0; round < 20; round++) {
            exchange(before, BATCH);
            exchange(before, MAX_ELEMENT);
        }
        Route late = transport(300, 64L << 20, Duration.ofSeconds(5)).remote(address);
        for (int round = 0; round < 20; round++) {
            exchange(late, BATCH);
            exchange(late, MAX_ELEMENT);
        }

        ExchangeMXBean gauge = receiver.gauge();
        assertThat(gauge.getPeakBytes()).isLessThanOrEqualTo(gauge.getBudgetBytes());
        assertThat(gauge.getStrangers()).isLessThanOrEqualTo(300);
        assertThat(usedHeap() - heap)
                .as("growth of the heap, of sender and receiver and their 1,000 connections")
                .isLessThan(gauge.getUsedBytes() + (24L << 20));
        if (habit.introduced) {
            assertThat(gauge.getUsedBytes()).isGreaterThan((long) CROWD * habit.bytes);
        }
    }

    @Test
    void whenTheBudgetIsSpentBatchesGoOnAndLargeFramesWaitUntilThoseWhoHangAreClosed() throws Exception {
        int hanging = 30; // would take 30 MiB of the 8
        SocketTransport receiver = transport(9, 8L << 20, Duration.ofSeconds(2));
        String address = receiver.register(subtask.getRef());
        Route route = transport(9, 8L << 20, Duration.ofSeconds(2)).remote(address);
        exchange(route, BATCH);
        for (int number = 0; number < hanging; number++) {
            Socket one = join(receiver, Habit.LARGEST_FRAME_ANNOUNCED);
            Thread feeder = new Thread(() -> {
                try {
                    one.getOutputStream().write(new byte[1 << 20]);
                } catch (IOException closed) {
                    // as expected
                }
            });
            feeder.setDaemon(true);
            feeder.start();
        }
        await(() -> receiver.gauge().getWaiting() > 0);
        exchange(route, MAX_ELEMENT);
        exchange(route, BATCH);
        assertThat(receiver.gauge().getPeakBytes()).isLessThanOrEqualTo(8L << 20);
        assertThat(receiver.gauge().getRefused())
                .as("of those who hang; who has brought something before need not wait for all of them")
                .isBetween(1L, hanging / 2L);
    }

    @Test
    void manyNodesWithTheLargestFramesShareASmallBudgetAndLoseNothing() throws Exception {
        SocketTransport receiver = transport(9, Reception.leastBudget(9, MAX_ELEMENT), PATIENCE);
        String address = receiver.register(subtask.getRef());
        int nodes = 12;
        int each = 10;
        for (int node = 0; node < nodes; node++) {
            Route route = transport(9, Reception.leastBudget(9, MAX_ELEMENT), PATIENCE)
                    .remote(address);
            for (int at = 0; at < each; at++) {
                route.send(batch(node, at, at % 3 == 0 ? 100 : MAX_ELEMENT));
            }
        }
        long[] next = new long[nodes];
        for (int at = 0; at < nodes * each; at++) {
            Deliver got = subtask.expectMessageClass(Deliver.class, PATIENCE);
            assertThat(got.sequence()).isEqualTo(next[got.channel()]++);
        }
        ExchangeMXBean gauge = receiver.gauge();
        assertThat(gauge.getPeakBytes()).isLessThanOrEqualTo(gauge.getBudgetBytes());
        await(() -> gauge.getWaiting() == 0);
        assertThat(gauge.getRefused()).isZero();
    }

    @Test
    void anIdleConnectionHoldsNothing() throws Exception {
        SocketTransport receiver = transport(9, 16L << 20, PATIENCE);
        long atRest = receiver.gauge().getUsedBytes();
        Route route = transport(9, 16L << 20, PATIENCE).remote(receiver.register(subtask.getRef()));
        exchange(route, MAX_ELEMENT);
        await(() -> receiver.gauge().getUsedBytes() == atRest);
    }

    @Test
    void theGaugesAreShownUntilTheTransportIsClosed() throws Exception {
        SocketTransport transport = transport(9, 16L << 20, PATIENCE);
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("io.weir:type=Exchange,port=" + transport.port());
        assertThat(server.getAttribute(name, "BudgetBytes")).isEqualTo(16L << 20);
        for (String gauge : List.of("UsedBytes", "PeakBytes", "Connections", "Strangers", "Waiting", "Refused")) {
            assertThat(server.getAttribute(name, gauge)).isInstanceOf(Number.class);
        }
        transport.close();
        assertThat(server.isRegistered(name)).isFalse();
    }

    private void exchange(Route route, int bytes) {
        Deliver sent = batch(2, sequence++, bytes);
        route.send(sent);
        Deliver got = subtask.expectMessageClass(Deliver.class, PATIENCE);
        assertThat(got.sequence()).isEqualTo(sent.sequence());
        assertThat(((EncodedBatch) got.element()).bytes()).hasSize(bytes);
    }

    private Socket join(SocketTransport receiver, Habit habit) throws IOException {
        Socket one = new Socket(LOOPBACK, receiver.port());
        crowd.add(one);
        if (habit.introduced) {
            one.getOutputStream().write(Frames.hello("").array());
            assertThat(one.getInputStream().read()).isEqualTo(Frames.WELCOME);
        }
        try {
            one.getOutputStream().write(habit.words());
        } catch (IOException closed) {
            assertThat(habit.introduced).isFalse(); // a stranger may be closed at any time
        }
        return one;
    }

    /** Of a batch to a subtask that does not exist. */
    private static byte[] beginning(int maxElement, int bytes) {
        return ByteBuffer.allocate(bytes).putInt(maxElement).array();
    }

    private SocketTransport transport(int maxStrangers, long budget, Duration frameTimeout) {
        SocketSettings settings = new SocketSettings(
                "", 0, "", PATIENCE, PATIENCE, 10_000, maxStrangers, budget, frameTimeout, MAX_ELEMENT);
        SocketTransport transport = SocketTransport.open("127.0.0.1", settings, BLOCKING, (thread, why) -> {
            throw new AssertionError(thread, why);
        });
        open.add(transport);
        return transport;
    }

    private static Deliver batch(int channel, long sequence, int size) {
        return new Deliver(1, channel, sequence, new EncodedBatch(new byte[size], size, 1));
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
