package io.weir.actors.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.config.WeirConfig;
import io.weir.actors.exchange.ActorTransport;
import io.weir.actors.exchange.ExchangeMessage;
import io.weir.actors.exchange.ExchangeMessage.Credit;
import io.weir.actors.exchange.ExchangeMessage.Deliver;
import io.weir.actors.exchange.Route;
import io.weir.actors.exchange.Transport;
import io.weir.actors.exchange.socket.SocketSettings;
import io.weir.actors.exchange.socket.SocketTransport;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.CoordinatorCommand.AttemptStopped;
import io.weir.actors.protocol.CoordinatorCommand.SubtaskDrained;
import io.weir.actors.protocol.CoordinatorCommand.SubtaskFailed;
import io.weir.actors.protocol.WorkerCommand.FinishAttempt;
import io.weir.actors.protocol.WorkerCommand.Peer;
import io.weir.actors.protocol.WorkerCommand.Placed;
import io.weir.actors.protocol.WorkerCommand.StartAttempt;
import io.weir.api.graph.JobGraph;
import io.weir.runtime.element.EncodedBatch;
import io.weir.runtime.failure.FailureKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two actor systems in one JVM, and both transports between them: sources and counters on both, so that half of all records cross. */
class TwoNodesTest {
    private static final int PARALLELISM = 2;
    private static final long COUNT = 300_000;

    enum Kind {
        ARTERY,
        SOCKET;

        Transport open(Executor blocking) {
            return this == ARTERY
                    ? new ActorTransport(2 << 20)
                    : SocketTransport.open(
                            "127.0.0.1", SocketSettings.from(WeirConfig.load()), blocking, TestWorker.NO_DEATH);
        }
    }

    @TempDir
    Path folder;

    private final List<TestWorker> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(TestWorker::close);
    }

    @ParameterizedTest
    @EnumSource
    void recordsCrossWithoutLossHoweverFewBatchesMayBeUnderWay(Kind kind, TestInfo test) throws Exception {
        AtomicInteger crossed = new AtomicInteger();
        start(test, kind, crossed, message -> isBatch(message), message -> false);
        for (TestWorker node : nodes) {
            awaitDrained(node, PARALLELISM);
        }
        // not before all are drained: one that is may still have records under way that wait for credit
        for (TestWorker node : nodes) {
            node.ref.tell(new FinishAttempt(1, "job", 1));
        }
        for (TestWorker node : nodes) {
            node.await(AttemptStopped.class);
        }
        assertThat(TestJobs.results(test.getDisplayName())).hasSize(TestJobs.KEYS);
        assertThat(TestJobs.results(test.getDisplayName()).values()).containsOnly(PARALLELISM * COUNT / TestJobs.KEYS);
        assertThat(crossed.get()).as("batches that crossed").isGreaterThan(50);
    }

    @ParameterizedTest
    @EnumSource
    void aBatchThatTheNetworkLosesFailsTheAttempt(Kind kind, TestInfo test) throws Exception {
        AtomicInteger batches = new AtomicInteger();
        start(
                test,
                kind,
                new AtomicInteger(),
                any -> false,
                message -> isBatch(message) && batches.incrementAndGet() == 20);
        SubtaskFailed failed = firstFailure();
        assertThat(failed.failure().kind()).isEqualTo(FailureKind.BROKEN_PROTOCOL);
        assertThat(failed.failure().message()).contains("messages were lost");
    }

    @ParameterizedTest
    @EnumSource
    void aCreditThatTheNetworkLosesIsGrantedAgain(Kind kind, TestInfo test) throws Exception {
        Random chance = new Random(1);
        // every second credit is lost, by chance: a sender would starve for ever if grants were not repeated
        start(test, kind, new AtomicInteger(), message -> false, message -> {
            synchronized (chance) {
                return message instanceof Credit && chance.nextBoolean();
            }
        });
        for (TestWorker node : nodes) {
            awaitDrained(node, PARALLELISM);
        }
        assertThat(TestJobs.results(test.getDisplayName()).values()).containsOnly(PARALLELISM * COUNT / TestJobs.KEYS);
    }

    @ParameterizedTest
    @EnumSource
    void aWholeWindowThatTheNetworkLosesFailsTheAttemptThoughNothingFollows(Kind kind, TestInfo test) throws Exception {
        AtomicInteger batches = new AtomicInteger();
        // a connection that broke and came back: senders have no credit left, and receivers nothing to grant
        start(
                test,
                kind,
                new AtomicInteger(),
                any -> false,
                message -> isBatch(message) && batches.incrementAndGet() >= 20);
        SubtaskFailed failed = firstFailure();
        assertThat(failed.failure().message()).contains("messages were lost");
    }

    private static boolean isBatch(ExchangeMessage message) {
        return message instanceof Deliver deliver && deliver.element() instanceof EncodedBatch;
    }

    /** A transport that counts some messages between nodes and loses others. */
    private record Counting(
            Transport real, AtomicInteger counter, Predicate<ExchangeMessage> counted, Predicate<ExchangeMessage> lost)
            implements Transport {
        @Override
        public String register(ActorRef<ExchangeMessage> subtask) {
            return real.register(subtask);
        }

        @Override
        public void unregister(String address) {
            real.unregister(address);
        }

        @Override
        public Route routeTo(ActorRef<ExchangeMessage> receiver, String address) {
            Route way = real.routeTo(receiver, address);
            return way.isRemote() ? new CountingRoute(this, way) : way;
        }

        @Override
        public void close() {
            real.close();
        }
    }

    private record CountingRoute(Counting transport, Route way) implements Route {
        @Override
        public void send(ExchangeMessage message) {
            if (transport.counted.test(message)) {
                transport.counter.incrementAndGet();
            }
            if (!transport.lost.test(message)) {
                way.send(message);
            }
        }

        @Override
        public boolean isRemote() {
            return true;
        }
    }

    private void start(
            TestInfo test,
            Kind kind,
            AtomicInteger counter,
            Predicate<ExchangeMessage> counted,
            Predicate<ExchangeMessage> lost)
            throws Exception {
        for (String name : List.of("left", "right")) {
            nodes.add(TestWorker.remote(
                    name, folder, blocking -> new Counting(kind.open(blocking), counter, counted, lost)));
        }
        JobGraph graph = TestJobs.counting(test.getDisplayName(), PARALLELISM, COUNT);
        List<Placed> placement = TestWorker.everythingOn(graph, nodes.get(0).id).stream()
                .map(each -> new Placed(each.vertex(), each.index(), nodes.get(each.index()).id))
                .toList();
        List<List<Peer>> peers = new ArrayList<>();
        for (TestWorker node : nodes) {
            node.deploy(graph, 1, 1, placement);
            peers.add(node.expectDeployed());
        }
        for (TestWorker node : nodes) {
            List<Peer> seen = new ArrayList<>();
            for (int home = 0; home < nodes.size(); home++) {
                seen.addAll(TestWorker.seenFrom(node, peers.get(home), nodes.get(home)));
            }
            node.coordinator.say(1, new StartAttempt(1, "job", 1, seen));
        }
    }

    private static void awaitDrained(TestWorker node, int subtasks) {
        int heard = 0;
        while (heard < subtasks) {
            CoordinatorCommand next = node.coordinator.receive();
            assertThat(next).isNotInstanceOf(SubtaskFailed.class);
            heard += next instanceof SubtaskDrained ? 1 : 0;
        }
    }

    /** Which of the nodes notices is chance: one thread waits for each. */
    private SubtaskFailed firstFailure() {
        CompletableFuture<SubtaskFailed> first = new CompletableFuture<>();
        AtomicInteger waiting = new AtomicInteger(nodes.size());
        for (TestWorker node : nodes) {
            Thread waits = new Thread(() -> {
                try {
                    first.complete(node.await(SubtaskFailed.class));
                } catch (AssertionError silent) {
                    if (waiting.decrementAndGet() == 0) {
                        first.completeExceptionally(silent);
                    }
                }
            });
            waits.setDaemon(true);
            waits.start();
        }
        return first.join();
    }
}
