package io.weir.actors.subtask;

import io.weir.actors.exchange.ExchangeMessage;
import io.weir.actors.exchange.ExchangeMessage.Credit;
import io.weir.actors.exchange.ExchangeMessage.Deliver;
import io.weir.actors.exchange.Route;
import io.weir.actors.exchange.SubtaskMessage;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.checkpoint.SnapshotCodec;
import io.weir.checkpoint.SubtaskId;
import io.weir.checkpoint.SubtaskSnapshot;
import io.weir.runtime.element.StreamElement;
import io.weir.runtime.subtask.SnapshotTimes;
import io.weir.runtime.subtask.Subtask;
import io.weir.runtime.subtask.SubtaskPort;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The world of a subtask, in messages. Confined to the actor, but for {@link #wakeUp} and what runs elsewhere. */
final class ActorPort implements SubtaskPort {
    /** A receiver that hears nothing on any channel repeats its credits ever less often, up to this factor. */
    private static final int MAX_REPEAT_FACTOR = 16;

    private static final Logger LOG = LoggerFactory.getLogger(SubtaskActor.class);

    private final SubtaskHost host;
    private final SubtaskId id;
    private final long epoch;
    private final UserThread thread;
    private final Executor uploads;
    private final boolean hasRemoteSenders;
    private final ActorRef<SubtaskMessage> self;
    private final AtomicBoolean wakeUpSent = new AtomicBoolean();
    private final Set<String> splitsAwaited = new TreeSet<>();

    private ActorRef<CoordinatorCommand> coordinator;
    private @Nullable PeerTable peers;
    private @Nullable List<byte[]> drained;

    private long wakeMillis = Long.MAX_VALUE;
    private @Nullable CompletableFuture<Void> timer;

    private boolean heard;
    private boolean repeating;
    private int repeatFactor = 1;
    private @Nullable CompletableFuture<Void> repeatTimer;

    ActorPort(
            SubtaskHost host,
            SubtaskDeployment deployment,
            ActorRef<SubtaskMessage> self,
            ActorRef<CoordinatorCommand> coordinator) {
        this.host = host;
        this.id = deployment.id();
        this.epoch = deployment.epoch();
        this.thread = deployment.thread();
        this.uploads = deployment.uploads();
        this.hasRemoteSenders = deployment.hasRemoteSenders();
        this.self = self;
        this.coordinator = coordinator;
    }

    // --- channels ---

    void connect(PeerTable table) {
        peers = table;
        armRepeat();
    }

    @Override
    public void deliver(int channel, long sequence, StreamElement element) {
        send(connected().receiver(channel), new Deliver(epoch, channel, sequence, element));
    }

    @Override
    public void lastOfTurn() {
        SubtaskThread.ends();
    }

    @Override
    public void grantCredit(int channel, long upTo, long received) {
        Route sender = connected().sender(channel);
        if (!repeating || sender.isRemote()) {
            send(sender, new Credit(epoch, channel, upTo, received));
        }
    }

    /** The cancellation of user code must not hit a thread that writes to a socket which others share: it would close it. */
    private void send(Route route, ExchangeMessage message) {
        if (!route.isRemote()) {
            route.send(message);
            return;
        }
        thread.shield();
        try {
            route.send(message);
        } finally {
            thread.unshield();
        }
    }

    private PeerTable connected() {
        PeerTable table = peers;
        if (table == null) {
            throw new IllegalStateException("subtask " + id + " sends before it was started");
        }
        return table;
    }

    // --- credits that may have been lost ---

    /** An element came: the senders are not starving. */
    void heard() {
        heard = true;
    }

    /** Repeats what was granted on remote channels that are silent: the network may have lost a credit, or what was sent for it. */
    void repeatCredits(Subtask subtask) {
        repeating = true;
        subtask.repeatCredits();
        repeating = false;
        repeatFactor = heard ? 1 : Math.min(MAX_REPEAT_FACTOR, repeatFactor * 2);
        heard = false;
        armRepeat();
    }

    private void armRepeat() {
        if (hasRemoteSenders) {
            repeatTimer = tellAfter(host.creditRepeatNanos() * repeatFactor, SubtaskActor.ToSelf.REPEAT_CREDITS);
        }
    }

    // --- time ---

    long currentTimeMillis() {
        return host.clock().currentTimeMillis();
    }

    @Override
    public void wakeAt(long epochMillis) {
        if (epochMillis == wakeMillis) {
            return;
        }
        wakeMillis = epochMillis;
        armTimer();
    }

    private void armTimer() {
        cancel(timer);
        if (wakeMillis == Long.MAX_VALUE) {
            return; // for ever
        }
        long now = currentTimeMillis();
        long millis = wakeMillis <= now ? 0 : wakeMillis - now; // timers may be of any time, the lowest too
        timer = tellAfter(TimeUnit.MILLISECONDS.toNanos(millis), SubtaskActor.ToSelf.TIMER);
    }

    /** Whether the moment has come; if the wall clock was set back meanwhile, it is waited for anew. */
    boolean isTimerDue() {
        if (wakeMillis == Long.MAX_VALUE) {
            return false; // was due already
        }
        if (currentTimeMillis() < wakeMillis) {
            armTimer();
            return false;
        }
        wakeMillis = Long.MAX_VALUE;
        return true;
    }

    @Override
    public void wakeUp() {
        if (wakeUpSent.compareAndSet(false, true)) {
            self.tell(SubtaskActor.ToSelf.WAKE_UP);
        }
    }

    /** The next {@link #wakeUp} sends a message again. */
    void wakeUpHeard() {
        wakeUpSent.set(false);
    }

    @Override
    public void warn(String sentence) {
        LOG.warn("{}: {}", id, sentence);
    }

    // --- work elsewhere ---

    @Override
    public <T> void runBlocking(Callable<T> work, Consumer<T> done, Consumer<Throwable> failed) {
        uploads.execute(() -> {
            Result result;
            try {
                T value = work.call();
                result = () -> done.accept(value);
            } catch (Throwable failure) { // handed to the subtask, which decides
                result = () -> failed.accept(failure);
            }
            self.tell(result);
        });
    }

    /** The end of work that ran elsewhere; to be run in the actor. */
    interface Result extends SubtaskMessage {
        void run();
    }

    // --- coordinator ---

    @Override
    public void acknowledge(long checkpoint, SubtaskSnapshot snapshot, SnapshotTimes times) {
        coordinator.tell(new CoordinatorCommand.CheckpointAcknowledged(
                epoch, checkpoint, id.vertex(), id.index(), SnapshotCodec.encode(snapshot), times));
    }

    @Override
    public void decline(long checkpoint, String reason) {
        coordinator.tell(new CoordinatorCommand.CheckpointDeclined(epoch, checkpoint, id.vertex(), id.index(), reason));
    }

    @Override
    public void requestSplit(String operatorId) {
        splitsAwaited.add(operatorId);
        coordinator.tell(
                new CoordinatorCommand.SplitRequested(epoch, id.vertex(), id.index(), operatorId, host.name()));
    }

    /** A split came, or the news that none will. */
    void answered(String operatorId) {
        splitsAwaited.remove(operatorId);
    }

    @Override
    public void sendToEnumerator(String operatorId, byte[] event) {
        coordinator.tell(new CoordinatorCommand.EventToEnumerator(epoch, id.vertex(), id.index(), operatorId, event));
    }

    @Override
    public void drained(List<byte[]> accumulators) {
        drained = accumulators;
        coordinator.tell(new CoordinatorCommand.SubtaskDrained(epoch, id.vertex(), id.index(), accumulators));
    }

    /** The new coordinator may not have heard what was said to the old one: what is still true is said again. */
    void reportTo(ActorRef<CoordinatorCommand> successor) {
        coordinator = successor;
        for (String operatorId : List.copyOf(splitsAwaited)) {
            requestSplit(operatorId);
        }
        if (drained != null) {
            drained(drained);
        }
    }

    /** No timer fires any more. */
    void close() {
        cancel(timer);
        cancel(repeatTimer);
    }

    /** Cancel the future to take it back. */
    private CompletableFuture<Void> tellAfter(long nanos, SubtaskActor.ToSelf message) {
        CompletableFuture<Void> elapsed = host.clock().after(nanos);
        CompletableFuture<Void> unused = elapsed.thenRun(() -> self.tell(message));
        return elapsed;
    }

    private static void cancel(@Nullable CompletableFuture<Void> pending) {
        if (pending != null) {
            pending.cancel(false);
        }
    }
}
