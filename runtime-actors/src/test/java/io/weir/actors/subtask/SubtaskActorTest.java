package io.weir.actors.subtask;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.exchange.ActorTransport;
import io.weir.actors.exchange.ExchangeMessage;
import io.weir.actors.exchange.ExchangeMessage.Credit;
import io.weir.actors.exchange.ExchangeMessage.Deliver;
import io.weir.actors.exchange.SubtaskMessage;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.WorkerCommand.Peer;
import io.weir.actors.usercode.DirectUserThreads;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.RichMapFunction;
import io.weir.api.function.SinkFunction;
import io.weir.api.serde.CodecRegistry;
import io.weir.api.time.ProcessingClock;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.element.EndOfInput;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.element.StreamElement;
import io.weir.runtime.environment.ExchangeSettings;
import io.weir.runtime.environment.SubtaskEnvironment;
import io.weir.runtime.plan.ExecutionPlan;
import io.weir.runtime.plan.Planner;
import io.weir.state.heap.HeapKeyedBackendFactory;
import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.SnapshotSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.PostStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One subtask, message by message, in the test's thread: it reads channel 0 and doubles what comes. */
class SubtaskActorTest {
    private static final long EPOCH = 3;
    private static final SubtaskId READER = new SubtaskId(1, 0);
    private static final List<Object> SEEN = new ArrayList<>();

    private static int opened;
    private static int closed;

    private final ExecutionPlan plan = plan();
    private final TurnedClock clock = new TurnedClock();
    private final TestInbox<SubtaskEvent> attempt = TestInbox.create();
    private final TestInbox<CoordinatorCommand> coordinator = TestInbox.create();
    private final TestInbox<ExchangeMessage> upstream = TestInbox.create();

    @BeforeEach
    void reset() {
        SEEN.clear();
        opened = 0;
        closed = 0;
    }

    @Test
    void whatWaitsInTheMailboxIsTakenInBeforeTheSubtaskSteps() {
        BehaviorTestKit<SubtaskMessage> subtask = started();
        subtask.runOne(); // the first turn, with nothing to do
        for (int sequence = 0; sequence < 3; sequence++) {
            subtask.run(new Deliver(EPOCH, 0, sequence, batch(sequence)));
        }
        assertThat(SEEN).isEmpty();
        assertThat(subtask.selfInbox().getAllReceived()).containsExactly(SubtaskActor.ToSelf.TURN);
        subtask.run(SubtaskActor.ToSelf.TURN);
        assertThat(SEEN).containsExactly(0L, 2L, 4L);
    }

    @Test
    void elementsThatComeBeforeTheStartWaitForIt() {
        BehaviorTestKit<SubtaskMessage> subtask = opened();
        subtask.run(new Deliver(EPOCH, 0, 0, batch(5)));
        assertThat(subtask.selfInbox().hasMessages()).isFalse();
        subtask.run(start(subtask));
        subtask.runOne();
        assertThat(SEEN).containsExactly(10L);
    }

    @Test
    void readBatchesAreGrantedAgainToTheirSender() {
        BehaviorTestKit<SubtaskMessage> subtask = started();
        for (int sequence = 0; sequence < ExchangeSettings.DEFAULT.windowBatches(); sequence++) {
            subtask.run(new Deliver(EPOCH, 0, sequence, batch(1)));
            subtask.run(SubtaskActor.ToSelf.TURN);
        }
        List<ExchangeMessage> grants = upstream.getAllReceived();
        assertThat(grants).isNotEmpty().allMatch(grant -> grant instanceof Credit credit && credit.epoch() == EPOCH);
    }

    @Test
    void messagesOfAnotherEpochChangeNothing() {
        BehaviorTestKit<SubtaskMessage> subtask = started();
        subtask.runOne();
        subtask.run(new Deliver(EPOCH - 1, 0, 9, batch(1)));
        subtask.run(new Deliver(EPOCH + 1, 0, 9, batch(1)));
        subtask.run(new Credit(EPOCH - 1, 0, 9, 0));
        assertThat(subtask.selfInbox().hasMessages()).isFalse();
        assertThat(subtask.isAlive()).isTrue();
    }

    @Test
    void aGapOnAChannelEndsTheSubtaskAndIsSaidOnce() {
        BehaviorTestKit<SubtaskMessage> subtask = started();
        subtask.run(new Deliver(EPOCH, 0, 1, batch(1)));
        assertThat(subtask.isAlive()).isFalse();
        assertThat(attempt.getAllReceived())
                .filteredOn(SubtaskEvent.Failed.class::isInstance)
                .singleElement()
                .satisfies(event -> assertThat(
                                ((SubtaskEvent.Failed) event).failure().message())
                        .contains("[NET-701]"));
    }

    @Test
    void theEndOfInputIsToldToTheCoordinator() {
        BehaviorTestKit<SubtaskMessage> subtask = started();
        subtask.run(new Deliver(EPOCH, 0, 0, EndOfInput.INSTANCE));
        subtask.run(SubtaskActor.ToSelf.TURN);
        assertThat(coordinator.getAllReceived())
                .containsExactly(
                        new CoordinatorCommand.SubtaskDrained(EPOCH, READER.vertex(), READER.index(), List.of()));
    }

    @Test
    void aSubtaskIsClosedWhenItsActorStops() {
        BehaviorTestKit<SubtaskMessage> subtask = started();
        subtask.signal(PostStop.instance());
        assertThat(opened).isEqualTo(1);
        assertThat(closed).isEqualTo(1);
    }

    @Test
    void aSubtaskThatFailedToOpenSaysSo() {
        failToOpen = true;
        try {
            BehaviorTestKit<SubtaskMessage> subtask = made();
            subtask.runOne();
            assertThat(subtask.isAlive()).isFalse();
            assertThat(attempt.receiveMessage()).isInstanceOf(SubtaskEvent.Failed.class);
        } finally {
            failToOpen = false;
        }
    }

    private static boolean failToOpen;

    private BehaviorTestKit<SubtaskMessage> made() {
        SubtaskHost host =
                new SubtaskHost("test", clock, new ActorTransport(1024), Runnable::run, new DirectUserThreads(), 1, 1);
        return BehaviorTestKit.create(SubtaskActor.create(host, deployment(), coordinator.getRef(), attempt.getRef()));
    }

    private BehaviorTestKit<SubtaskMessage> opened() {
        BehaviorTestKit<SubtaskMessage> subtask = made();
        subtask.runOne();
        assertThat(attempt.receiveMessage()).isEqualTo(new SubtaskEvent.Opened(READER));
        return subtask;
    }

    private BehaviorTestKit<SubtaskMessage> started() {
        BehaviorTestKit<SubtaskMessage> subtask = opened();
        subtask.run(start(subtask));
        return subtask;
    }

    private SubtaskCommand.Start start(BehaviorTestKit<SubtaskMessage> subtask) {
        return new SubtaskCommand.Start(PeerTable.of(
                plan,
                List.of(
                        new Peer(0, 0, upstream.getRef(), ""),
                        new Peer(1, 0, subtask.getRef().narrow(), "")),
                new ActorTransport(1024)));
    }

    private static StreamElement batch(long value) {
        RecordBatch batch = new RecordBatch(1);
        batch.add(value, RecordBatch.NO_TIMESTAMP);
        return batch;
    }

    private static ExecutionPlan plan() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.fromSequence(0, 10).rebalance().map(new Doubling()).addSink(new Seeing());
        return Planner.plan(env.getJobGraph("test"));
    }

    private SubtaskDeployment deployment() {
        ClassLoader loader = SubtaskActorTest.class.getClassLoader();
        SubtaskEnvironment environment = new SubtaskEnvironment(
                "job",
                CodecRegistry.create(loader),
                loader,
                clock,
                new HeapKeyedBackendFactory(),
                new NoSnapshots(),
                checkpoint -> {
                    throw new AssertionError("no checkpoint is taken");
                },
                channel -> false,
                new SplittableRandom(1),
                Path.of("unused"),
                task -> {
                    throw new AssertionError("no source loops");
                },
                ExchangeSettings.DEFAULT);
        return new SubtaskDeployment(
                plan, READER, EPOCH, environment, Map.of(), false, Runnable::run, new UserThread(loader));
    }

    static final class Doubling extends RichMapFunction<Long, Long> {
        @Override
        public void open(io.weir.api.function.OpenContext context) {
            opened++;
            if (failToOpen) {
                throw new IllegalStateException("cannot open");
            }
        }

        @Override
        public Long map(Long value) {
            return value * 2;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    static final class Seeing implements SinkFunction<Long> {
        @Override
        public void invoke(Long value) {
            SEEN.add(value);
        }
    }

    private static final class NoSnapshots implements SnapshotSource {
        @Override
        public byte[] read(FileRef file) {
            throw new AssertionError("nothing is restored");
        }

        @Override
        public void copyTo(FileRef file, Path target) {
            throw new AssertionError("nothing is restored");
        }
    }

    /** Stands still. */
    private static final class TurnedClock implements ProcessingClock {
        @Override
        public long currentTimeMillis() {
            return 0;
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public CompletableFuture<Void> after(long nanos) {
            return new CompletableFuture<>();
        }
    }
}
