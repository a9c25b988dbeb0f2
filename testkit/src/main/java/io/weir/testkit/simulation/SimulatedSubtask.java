package io.weir.testkit.simulation;

import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.SnapshotCodec;
import io.weir.checkpoint.StateAssignment.RestoreState;
import io.weir.checkpoint.SubtaskId;
import io.weir.checkpoint.SubtaskSnapshot;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.element.Barrier;
import io.weir.runtime.element.EncodedBatch;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.element.StreamElement;
import io.weir.runtime.element.Watermark;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.WeirException;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.plan.Exchange;
import io.weir.runtime.subtask.SnapshotTimes;
import io.weir.runtime.subtask.Subtask;
import io.weir.runtime.subtask.SubtaskEnvironment;
import io.weir.runtime.subtask.SubtaskPort;
import io.weir.runtime.subtask.SubtaskState;
import io.weir.runtime.subtask.SubtaskStats;
import io.weir.state.heap.HeapKeyedBackendFactory;
import io.weir.state.snapshot.SnapshotTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Plays {@code SubtaskActor} and {@code ActorPort} around the product's {@link Subtask}: its mailbox, its turns, its timers. */
final class SimulatedSubtask implements SubtaskPort {
    private static final long CREDIT_REPEAT = 50 * VirtualTime.MILLIS;
    private static final int MAX_REPEAT_FACTOR = 16;
    /** Watermarks, barriers and the like that may wait on a channel besides its batches. */
    private static final int CONTROL_ELEMENTS = 64;
    /** What one poll of a source makes is not stopped by want of credit: 512 lines of 7 words, each in a batch of its own (seed 1996). */
    private static final int RECORDS_OF_A_POLL = 512 * 7;

    private final SimulatedAttempt attempt;
    private final SimulatedWorker worker;
    private final SimulatedCluster cluster;
    private final SubtaskId id;
    private final long epoch;
    private final Subtask subtask;
    private final TreeSet<String> splitsAwaited = new TreeSet<>();
    private boolean started;
    private boolean ended;
    private boolean turnAsked;
    private boolean drained;
    private long wakeMillis = Long.MAX_VALUE;
    private boolean heard;
    private boolean repeating;
    private int repeatFactor = 1;
    private final int inputs;
    private final int outputs;

    /** What is done with the subtask; whatever it throws ends it. */
    interface Call {
        void on(Subtask subtask) throws Exception;
    }

    SimulatedSubtask(SimulatedAttempt attempt, SubtaskId id, Map<String, RestoreState> restore) {
        this.attempt = attempt;
        this.worker = attempt.worker();
        this.cluster = worker.cluster;
        this.id = id;
        this.epoch = attempt.epoch();
        this.subtask = new Subtask(cluster.plan, id, Math.toIntExact(epoch), environment(attempt), this, restore);
        this.inputs = channels(cluster.plan.vertex(id.vertex()).inputs(), true);
        this.outputs = channels(cluster.plan.vertex(id.vertex()).outputs(), false);
    }

    private static int channels(List<Exchange> exchanges, boolean fromAll) {
        int channels = 0;
        for (Exchange exchange : exchanges) {
            channels += fromAll ? exchange.senders() : exchange.receivers();
        }
        return channels;
    }

    private SubtaskEnvironment environment(SimulatedAttempt of) {
        return new SubtaskEnvironment(
                SimulatedCluster.JOB_ID,
                cluster.newCodecs(),
                cluster.userLoader(),
                worker.clock,
                new HeapKeyedBackendFactory(),
                cluster.storage.source(),
                this::target,
                channel -> !of.placeOf(cluster.plan.receiver(channel)).equals(worker.id),
                new SplittableRandom(31 * epoch + id.hashCode()),
                Path.of("unused"),
                task -> {
                    throw new IllegalStateException("no source of a simulated job may start a thread");
                },
                cluster.exchange);
    }

    private SnapshotTarget target(long checkpoint) {
        SnapshotTarget target =
                cluster.storage.target(SimulatedCluster.JOB_ID, new CheckpointId(checkpoint), epoch, id.toString());
        return cluster.stateInFiles ? new StateInFiles(target) : target;
    }

    SubtaskId id() {
        return id;
    }

    /** Null if the subtask does not run, or has no such operator. */
    @Nullable
    OperatorContext contextOf(String operatorId) {
        return ended ? null : subtask.contextOf(operatorId);
    }

    boolean isSource() {
        return cluster.plan.vertex(id.vertex()).isSource();
    }

    // --- the mailbox ---

    /** Lets something happen to the subtask soon; in order with what was told before. */
    void tell(Runnable what) {
        cluster.network.send(
                worker, worker, "mailbox " + epoch + " " + id, SimulatedNetwork.Traffic.CONTROL, "", "", () -> {
                    if (!ended) {
                        what.run();
                    }
                });
    }

    void on(Call call) {
        if (ended) {
            return;
        }
        try {
            call.on(subtask);
        } catch (NodeCrashed crashed) {
            throw crashed;
        } catch (Throwable thrown) { // as in production: whatever user code throws ends the subtask
            close();
            attempt.onThrown(id, thrown);
            return;
        }
        askForTurn();
    }

    void open() {
        on(Subtask::open);
        if (!ended) {
            cluster.invariants.onSubtaskOpened(epoch, id, worker.name);
            cluster.step("subtask: opened", worker);
            attempt.onOpened();
        }
    }

    void start() {
        on(it -> {
            armRepeat();
            it.start();
            started = true;
        });
        cluster.step("subtask: started", worker);
    }

    private void askForTurn() {
        if (started && !turnAsked && !ended) {
            turnAsked = true;
            worker.in(cluster.latency(cluster.turnNanos), this::turn);
        }
    }

    private void turn() {
        turnAsked = false;
        if (ended) {
            return;
        }
        boolean[] more = new boolean[1];
        try {
            if (cluster.takeFunctionFailure()) {
                throw new WeirException(
                        FailureKind.USER_CODE, "the simulation lets a function of subtask " + id + " fail");
            }
            more[0] = subtask.step();
        } catch (NodeCrashed crashed) {
            throw crashed;
        } catch (Throwable thrown) { // as in on()
            close();
            attempt.onThrown(id, thrown);
            return;
        }
        checkQueues();
        if (more[0]) {
            askForTurn();
        }
    }

    private void checkQueues() {
        SubtaskStats stats = subtask.stats();
        cluster.invariants.onQueues(
                epoch, id, stats.inputQueueElements(), inputs * (cluster.exchange.windowBatches() + CONTROL_ELEMENTS));
        cluster.invariants.onQueues(
                epoch,
                id,
                stats.outputQueueElements(),
                outputs * CONTROL_ELEMENTS + (isSource() ? RECORDS_OF_A_POLL : 0));
    }

    void onElement(int channel, long sequence, StreamElement element) {
        heard = true;
        on(it -> it.receive(channel, sequence, element));
    }

    void onCredit(int channel, long upTo, long received) {
        on(it -> it.onCredit(channel, upTo, received));
    }

    void assignSplits(String operatorId, int version, List<byte[]> splits) {
        splitsAwaited.remove(operatorId);
        on(it -> it.assignSplits(operatorId, version, splits));
    }

    void eventToReader(String operatorId, byte[] event) {
        on(it -> it.eventToReader(operatorId, event));
    }

    void noMoreSplits(String operatorId) {
        splitsAwaited.remove(operatorId);
        on(it -> it.noMoreSplits(operatorId));
    }

    void onNewCoordinator() {
        List.copyOf(splitsAwaited).forEach(this::requestSplit);
        if (drained) {
            sayDrained();
        }
    }

    void finish() {
        on(Subtask::finish);
        if (subtask.state() == SubtaskState.FINISHED) {
            close();
            attempt.onFinished(this);
        }
    }

    void close() {
        if (ended) {
            return;
        }
        ended = true;
        try {
            subtask.close();
        } catch (Exception harmless) { // production logs it: what had to be durable is
            worker.say("subtask " + id + " did not close cleanly: " + harmless);
        }
        cluster.step("subtask: closed", worker);
    }

    // --- channels ---

    @Override
    public void deliver(int channel, long sequence, StreamElement element) {
        if (element.costsCredit()) {
            cluster.invariants.onDataElementSent(epoch, channel);
        } else if (element instanceof Watermark watermark) {
            cluster.invariants.onWatermarkSent(epoch, channel, watermark.timestamp());
        }
        SimulatedWorker to = cluster.worker(attempt.placeOf(cluster.plan.receiver(channel)));
        cluster.network.send(
                worker,
                to,
                "channel " + channel + " of " + epoch,
                SimulatedNetwork.Traffic.DATA,
                element instanceof Barrier ? "Barrier" : "",
                "e" + epoch + " channel " + channel + " #" + sequence + " " + describe(element),
                () -> to.onElement(epoch, channel, sequence, element));
    }

    private static String describe(StreamElement element) {
        if (element instanceof RecordBatch batch) {
            return batch.size() + " records";
        } else if (element instanceof EncodedBatch batch) {
            return batch.records() + " records in " + batch.length() + " bytes";
        } else if (element instanceof Barrier barrier) {
            return "barrier cp-" + barrier.checkpoint();
        }
        return element.toString();
    }

    @Override
    public void grantCredit(int channel, long upTo, long received) {
        WorkerId sender = attempt.placeOf(cluster.plan.sender(channel));
        if (repeating && sender.equals(worker.id)) {
            return;
        }
        cluster.invariants.onCreditGranted(epoch, channel, upTo);
        SimulatedWorker to = cluster.worker(sender);
        cluster.network.send(
                worker,
                to,
                "credits " + channel + " of " + epoch,
                SimulatedNetwork.Traffic.DATA,
                "",
                "e" + epoch + " channel " + channel + " may send up to " + upTo + ", has " + received,
                () -> to.onCredit(epoch, channel, upTo, received));
    }

    private void armRepeat() {
        if (hasRemoteSenders()) {
            worker.in(CREDIT_REPEAT * repeatFactor, this::repeatCredits);
        }
    }

    private boolean hasRemoteSenders() {
        for (Exchange exchange : cluster.plan.vertex(id.vertex()).inputs()) {
            for (int sender = 0; sender < exchange.senders(); sender++) {
                if (exchange.connects(sender, id.index())
                        && !attempt.placeOf(new SubtaskId(exchange.from(), sender))
                                .equals(worker.id)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void repeatCredits() {
        if (ended) {
            return;
        }
        repeating = true;
        subtask.repeatCredits();
        repeating = false;
        repeatFactor = heard ? 1 : Math.min(MAX_REPEAT_FACTOR, repeatFactor * 2);
        heard = false;
        armRepeat();
    }

    // --- time ---

    @Override
    public void wakeAt(long epochMillis) {
        if (epochMillis != wakeMillis) {
            wakeMillis = epochMillis;
            armTimer();
        }
    }

    private void armTimer() {
        long wanted = wakeMillis;
        if (wanted != Long.MAX_VALUE) {
            long millis = Math.max(0, wanted - worker.clock.currentTimeMillis());
            worker.in(millis * VirtualTime.MILLIS, () -> onTimer(wanted));
        }
    }

    /** As in production: if the wall clock was set back meanwhile, the moment is waited for anew. */
    private void onTimer(long wanted) {
        if (wakeMillis != wanted) {
            return;
        }
        if (worker.clock.currentTimeMillis() < wanted) {
            armTimer();
            return;
        }
        wakeMillis = Long.MAX_VALUE;
        on(it -> it.onProcessingTime(worker.clock.currentTimeMillis()));
    }

    @Override
    public void wakeUp() {
        worker.in(cluster.latency(20_000), this::askForTurn);
    }

    // --- work elsewhere ---

    @Override
    public <T> void runBlocking(Callable<T> work, Consumer<T> done, Consumer<Throwable> failed) {
        worker.in(cluster.latency(10 * VirtualTime.MILLIS) + cluster.unreliableDisk.delay(), () -> {
            cluster.step("subtask: upload begins", worker);
            Call result = call(work, done, failed);
            cluster.step("subtask: upload done", worker);
            tell(() -> on(result));
        });
    }

    private static <T> Call call(Callable<T> work, Consumer<T> done, Consumer<Throwable> failed) {
        try {
            T value = work.call();
            return it -> done.accept(value);
        } catch (Exception e) {
            return it -> failed.accept(e);
        }
    }

    // --- the coordinator ---

    @Override
    public void acknowledge(long checkpoint, SubtaskSnapshot snapshot, SnapshotTimes times) {
        say(new CoordinatorCommand.CheckpointAcknowledged(
                epoch, checkpoint, id.vertex(), id.index(), SnapshotCodec.encode(snapshot), times));
    }

    @Override
    public void decline(long checkpoint, String reason) {
        cluster.count("checkpoints declined");
        say(new CoordinatorCommand.CheckpointDeclined(epoch, checkpoint, id.vertex(), id.index(), reason));
    }

    @Override
    public void requestSplit(String operatorId) {
        splitsAwaited.add(operatorId);
        say(new CoordinatorCommand.SplitRequested(epoch, id.vertex(), id.index(), operatorId, worker.name));
    }

    @Override
    public void sendToEnumerator(String operatorId, byte[] event) {
        say(new CoordinatorCommand.EventToEnumerator(epoch, id.vertex(), id.index(), operatorId, event));
    }

    @Override
    public void drained() {
        drained = true;
        sayDrained();
    }

    private void sayDrained() {
        say(new CoordinatorCommand.SubtaskDrained(epoch, id.vertex(), id.index()));
    }

    private void say(CoordinatorCommand message) {
        attempt.say(message);
    }
}
