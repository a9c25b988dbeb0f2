package io.weir.runtime.subtask;

import io.weir.api.graph.JobSettings;
import io.weir.api.time.RelativeClock;
import io.weir.checkpoint.CheckpointOrder;
import io.weir.checkpoint.StateAssignment.RestoreState;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.channel.InputGate;
import io.weir.runtime.channel.OutputAvailability;
import io.weir.runtime.channel.OutputChannel;
import io.weir.runtime.element.Barrier;
import io.weir.runtime.element.CancelBarrier;
import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.element.EncodedBatch;
import io.weir.runtime.element.EndOfInput;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.element.StreamElement;
import io.weir.runtime.element.Watermark;
import io.weir.runtime.environment.SubtaskEnvironment;
import io.weir.runtime.environment.UserMetric;
import io.weir.runtime.failure.WeirException;
import io.weir.runtime.operator.ChainInput;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.StreamOperator;
import io.weir.runtime.operator.SubtaskServices;
import io.weir.runtime.operator.TimeCounters;
import io.weir.runtime.operator.source.SourceOperator;
import io.weir.runtime.output.ExchangeOutput;
import io.weir.runtime.plan.ChainVertex;
import io.weir.runtime.plan.ExecutionPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One subtask without its actor: elements come in by {@link #receive}, {@link #step} runs them through the chain of operators, and what
 * comes out leaves through the {@link SubtaskPort}. Confined to its owner's thread. After any method threw a {@link WeirException} the
 * subtask can only be closed, and its attempt has failed.
 */
public final class Subtask {
    /** Records of one turn: control messages wait no longer than that. */
    private static final int TURN_RECORDS = 1024;

    private final SubtaskId id;
    private final ChainVertex vertex;
    private final JobSettings settings;
    private final SubtaskEnvironment environment;
    private final SubtaskPort port;
    private final OperatorChain.Builder builder;
    private final InputGate gate;
    private final SubtaskInputs inputs;
    private final SubtaskCheckpoints checkpoints;
    private final SubtaskClock times;
    private final SubtaskErrors errors;
    private final OutputAvailability availability = new OutputAvailability();
    private final Queue<Runnable> mail = new ConcurrentLinkedQueue<>(); // from any thread; run by step()
    private OperatorChain chain;
    private StreamOperator head;
    private @Nullable SourceOperator source;
    private SubtaskState state = SubtaskState.CREATED;
    private @Nullable RecordBatch current;
    private ChainInput reading;
    private int cursor;
    private long recordsIn;
    private long batchesIn;
    private boolean timersChanged;
    private boolean clockWaits; // for room
    private boolean clocksTurn;
    private boolean timersLeft;
    private boolean recordsWait;
    private boolean draining;
    private boolean finishing;
    private int ended; // operators that know that their input is over
    private int finished;

    /** @param restore what each operator starts from, by operator id; empty for a fresh start */
    @SuppressWarnings("NullAway") // chain, head and reading are made in open(), before which nothing is received
    public Subtask(
            ExecutionPlan plan,
            SubtaskId id,
            int attemptNumber,
            SubtaskEnvironment environment,
            SubtaskPort port,
            Map<String, RestoreState> restore) {
        this.id = id;
        this.vertex = plan.vertex(id.vertex());
        this.settings = plan.settings();
        this.environment = environment;
        this.port = port;
        this.builder = new OperatorChain.Builder(
                plan, id, attemptNumber, environment, new Services(), port::deliver, availability, restore);
        this.inputs = new SubtaskInputs(vertex, id.index());
        this.gate = new InputGate(
                inputs.channels(), environment.exchange().windowBatches(), environment.codecs(), port::grantCredit);
        this.checkpoints =
                new SubtaskCheckpoints(id, plan.settings().checkpoints().mode(), gate, environment, port);
        this.times = new SubtaskClock(environment.clock());
        this.errors = new SubtaskErrors(id, vertex);
    }

    /** Makes the operators and gives them their state: may block on storage. The tail of the chain is opened first. */
    public void open() {
        chain = builder.build();
        head = chain.head();
        reading = head;
        inputs.connect(head);
        source = head instanceof SourceOperator reads ? reads : null;
        checkpoints.opened(chain);
        for (int at = chain.operators.size() - 1; at >= 0; at--) {
            on(chain.operators.get(at), "open", StreamOperator::open);
        }
        state = state.to(SubtaskState.DEPLOYED);
    }

    /** From any thread: the call of user code that runs now is the last one, but for {@link #close}. */
    public void stopSoon() {
        availability.stop();
    }

    /** Whether {@link #stopSoon} was called. */
    public boolean isStopping() {
        return availability.isStopped();
    }

    /** All subtasks of the attempt exist: records may flow. */
    public void start() {
        state = state.to(SubtaskState.RUNNING);
        timersChanged = true;
        if (source != null) {
            on(source, "start", SourceOperator::start);
        }
    }

    private interface Step<O> {
        void on(O operator) throws Exception;
    }

    /** Whatever user code throws leaves as a sentence that names the operator. */
    private <O extends StreamOperator> void on(O operator, String name, Step<O> step) {
        try {
            step.on(operator);
        } catch (Throwable e) {
            throw errors.in(operator.context(), name, e);
        }
    }

    private void onEach(String name, Step<StreamOperator> step) {
        for (StreamOperator operator : chain.operators) {
            on(operator, name, step);
        }
    }

    /**
     * An element arrived on one of this subtask's input channels.
     *
     * @throws WeirException of kind BROKEN_PROTOCOL if an element before it is missing, or it came before
     */
    public void receive(int channel, long sequence, StreamElement element) {
        gate.receive(channel, sequence, element);
    }

    /** The receiver of one of this subtask's output channels allows {@code upTo} data elements in all, and has {@code received} of any kind. */
    public void onCredit(int channel, long upTo, long received) {
        OutputChannel output = chain.channels.get(channel);
        if (output != null) {
            output.onCredit(upTo, received);
        }
    }

    /**
     * Runs one turn: the whole way of a record through this subtask.
     *
     * @return true if there is more to do at once; false if it waits for input, for credit or for its source
     * @throws WeirException of kind USER_CODE if an operator throws
     */
    public boolean step() {
        if (state != SubtaskState.RUNNING && state != SubtaskState.DRAINED) {
            return false;
        }
        long began = times.turnBegins();
        int taken;
        checkpoints.throwAsyncFailure();
        resumeClock();
        try {
            runMail();
            resumeTimers();
            taken = source == null
                    ? readChannels()
                    : readSource(source); // 1. records through the chain, until the turn is over
        } catch (Throwable e) {
            throw errors.atRecord(e, source == null ? recordsIn + cursor : Math.max(0, source.records() - 1));
        }
        if (availability.isStopped()) {
            return false;
        }
        if (draining && !timersLeft && state == SubtaskState.RUNNING) {
            drain();
        }
        boolean more = (taken >= TURN_RECORDS || timersLeft) && availability.isAvailable();
        if (!more || times.lingered(began, environment.exchange().lingerNanos())) {
            if (!more) {
                port.lastOfTurn();
            }
            flush(); // 2. what is in open batches leaves when nothing more is to be done, or when it has waited long
            // enough
        }
        if (timersChanged) {
            scheduleTimers();
        }
        times.turnEnds(more, availability.isAvailable());
        return more;
    }

    private void runMail() {
        for (Runnable work = mail.poll(); work != null && !availability.isStopped(); work = mail.poll()) {
            work.run();
        }
    }

    /** Timers that a watermark made due fire a turn's worth at a time, so that control messages come through. */
    private void resumeTimers() {
        if (timersLeft && availability.isAvailable()) {
            timersLeft = false;
            recordsWait = false;
            for (StreamOperator operator : chain.operators) {
                operator.resumeTimers();
            }
        }
    }

    /** What the clock made due while there was no room goes first in every other turn that has some, so that neither it nor records wait for ever. */
    private void resumeClock() {
        if (clockWaits && availability.isAvailable()) {
            clocksTurn = !clocksTurn;
            if (clocksTurn) {
                onProcessingTime(environment.clock().currentTimeMillis());
            }
        }
    }

    private int readChannels() {
        int taken = 0;
        while (taken < TURN_RECORDS && availability.isAvailable() && !recordsWait) {
            RecordBatch batch = current;
            if (batch == null) {
                StreamElement element = gate.next();
                if (element == null) {
                    break;
                }
                taken++;
                batch = batchOf(element);
                if (batch == null) {
                    onControl(element);
                    continue;
                }
                current = batch;
                reading = inputs.at(gate.position());
            }
            ChainInput into = reading;
            int size = batch.size();
            boolean checked = batch.isChecked();
            int at = cursor;
            while (at < size) {
                cursor = at;
                if (at % ChainInput.LOOK_AHEAD == 0) {
                    into.expect(batch, at, Math.min(size, at + ChainInput.LOOK_AHEAD));
                }
                if (checked) {
                    batch.verify(at);
                }
                into.emit(batch.value(at), batch.timestamp(at)); // the chain, by direct calls
                at++;
                if (!availability.isAvailable()) {
                    break;
                }
            }
            taken += at - cursor;
            cursor = at;
            if (at == size) {
                batchDone(size);
            }
        }
        return taken;
    }

    private @Nullable RecordBatch batchOf(StreamElement element) {
        if (element instanceof RecordBatch local) {
            return local;
        }
        return element instanceof EncodedBatch remote ? gate.decode(remote) : null;
    }

    private void batchDone(int size) {
        recordsIn += size;
        batchesIn++;
        cursor = 0;
        current = null;
        gate.batchDone();
    }

    private int readSource(SourceOperator from) {
        int taken = from.poll(TURN_RECORDS, availability);
        recordsIn = from.records();
        draining |= from.isEnded();
        return taken;
    }

    private void onControl(StreamElement element) {
        int position = gate.position();
        if (element instanceof Watermark watermark) {
            inputs.onWatermark(position, watermark.timestamp());
        } else if (element instanceof Barrier barrier) {
            checkpoints.onBarrier(position, barrier);
        } else if (element instanceof CancelBarrier cancel) {
            checkpoints.onCancel(cancel.checkpoint());
        } else if (element instanceof ChannelStatus status) {
            inputs.onStatus(position, status);
        } else if (element instanceof EndOfInput && gate.ended()) {
            draining = true;
        }
    }

    /** The last record was processed: operators emit what is left, one after the other as their answers are in, and everybody behind is told. */
    private void drain() {
        while (finished < chain.operators.size()) {
            StreamOperator operator = chain.operators.get(finished);
            if (ended == finished) {
                ended++;
                on(operator, "inputEnded", StreamOperator::inputEnded);
            }
            if (!operator.isQuiet()) {
                return;
            }
            on(operator, "finish", StreamOperator::finish);
            finished++;
        }
        for (ExchangeOutput exchange : chain.exchanges) {
            exchange.control(EndOfInput.INSTANCE);
        }
        state = state.to(SubtaskState.DRAINED);
        port.drained(encodedAccumulators());
    }

    private void flush() {
        for (ExchangeOutput exchange : chain.exchanges) {
            for (OutputChannel channel : exchange.channels()) {
                channel.flush();
            }
        }
        times.flushed();
    }

    private void scheduleTimers() {
        clockWaits = !availability.isAvailable();
        timersChanged = clockWaits; // looked at again as soon as there is room
        long next = Long.MAX_VALUE;
        for (StreamOperator operator : chain.operators) {
            next = Math.min(next, operator.context().nextProcessingTime());
        }
        if (next != Long.MAX_VALUE) {
            port.wakeAt(next);
        }
    }

    /** The time asked for by {@link SubtaskPort#wakeAt} has come: fires processing-time timers up to {@code nowMillis}. */
    public void onProcessingTime(long nowMillis) {
        if (state != SubtaskState.RUNNING && state != SubtaskState.DRAINED) {
            return;
        }
        onEach("timers", operator -> operator.context().advanceProcessingTime(nowMillis));
        timersChanged = true;
    }

    /** Begins a checkpoint; only for subtasks that are sources, the others are reached by its barriers. */
    public void triggerCheckpoint(CheckpointOrder order) {
        SourceOperator from = Objects.requireNonNull(source, "only sources are triggered");
        checkpoints.trigger(from, order);
    }

    public void checkpointCompleted(long checkpoint) {
        onEach("checkpointCompleted", operator -> operator.checkpointCompleted(checkpoint));
    }

    public void checkpointAborted(long checkpoint) {
        checkpoints.onCancel(checkpoint);
        onEach("checkpointAborted", operator -> operator.checkpointAborted(checkpoint));
    }

    /** Splits for the source, as its serializer of that version wrote them. */
    public void assignSplits(String operatorId, int version, List<byte[]> splits) {
        on(source(operatorId), "assignSplits", from -> from.assignSplits(version, splits));
    }

    public void noMoreSplits(String operatorId) {
        on(source(operatorId), "noMoreSplits", SourceOperator::noMoreSplits);
    }

    public void eventToReader(String operatorId, byte[] event) {
        on(source(operatorId), "eventToReader", from -> from.onEvent(event));
    }

    private SourceOperator source(String operatorId) {
        SourceOperator from = source;
        if (from == null || !from.context().node().operatorId().equals(operatorId)) {
            throw new IllegalStateException("subtask " + id + " has no source " + operatorId);
        }
        return from;
    }

    /** Repeats the grants of channels that were silent since the last call: a grant, or all that it allowed, may have been lost on the way. */
    public void repeatCredits() {
        gate.repeatCredits();
    }

    /** The job is finished: sinks begin to commit what is left. {@link #isFinished} tells when they have. */
    public void finish() {
        finishing = true;
        onEach("commitAll", StreamOperator::commitAll);
    }

    /** Whether everything is committed; to be asked after {@link #finish}, and again when work elsewhere has ended. */
    public boolean isFinished() {
        if (!finishing) {
            return false;
        }
        for (StreamOperator operator : chain.operators) {
            if (!operator.isCommitted()) {
                return false;
            }
        }
        if (state != SubtaskState.FINISHED) {
            state = state.to(SubtaskState.FINISHED);
        }
        return true;
    }

    /** The subtask is to end. False while code of an operator runs elsewhere that must have ended first; then to be asked again when something there has. */
    public boolean letsGo() {
        boolean all = true;
        if (chain != null) {
            for (StreamOperator operator : chain.operators) {
                all &= operator.letsGo();
            }
        }
        return all;
    }

    /** Closes all operators, whatever some of them throw; does nothing the second time. */
    public void close() throws Exception {
        if (state == SubtaskState.CLOSED) {
            return;
        }
        state = SubtaskState.CLOSED;
        if (chain != null) {
            SubtaskErrors.closeAll(chain.operators);
        }
    }

    public SubtaskState state() {
        return state;
    }

    /** What an operator of this subtask has around it, for tests that look into a running job; null if it is not open, or not here. */
    public @Nullable OperatorContext contextOf(String operatorId) {
        if (state != SubtaskState.RUNNING && state != SubtaskState.DRAINED) {
            return null;
        }
        for (StreamOperator operator : chain.operators) {
            if (operator.context().node().operatorId().equals(operatorId)) {
                return operator.context();
            }
        }
        return null;
    }

    public SubtaskStats stats() {
        long recordsOut = 0;
        long batchesOut = 0;
        long bytesOut = 0;
        int waiting = 0;
        for (OutputChannel channel : chain.channels.values()) {
            recordsOut += channel.recordsSent();
            batchesOut += channel.batchesSent();
            bytesOut += channel.bytesSent();
            waiting += channel.waitingElements();
        }
        times.readNow();
        return new SubtaskStats(
                id.vertex(),
                id.index(),
                vertex.name(),
                state.name(),
                recordsIn + cursor,
                recordsOut,
                counted(TimeCounters::late),
                counted(TimeCounters::withoutTimestamp),
                counted(TimeCounters::farAhead),
                times.busyNanos(),
                times.idleNanos(),
                times.backPressuredNanos(),
                source == null ? inputs.watermark() : Long.MIN_VALUE,
                chain.operators.get(chain.operators.size() - 1).context().currentWatermark(),
                gate.queuedElements(),
                waiting,
                batchesIn,
                batchesOut,
                bytesOut,
                userMetrics());
    }

    private List<UserMetric> userMetrics() {
        List<UserMetric> metrics = new ArrayList<>();
        for (StreamOperator operator : chain.operators) {
            metrics.addAll(operator.context().userMetrics());
        }
        return metrics;
    }

    private List<byte[]> encodedAccumulators() {
        List<byte[]> encoded = new ArrayList<>();
        for (StreamOperator operator : chain.operators) {
            on(operator, "accumulators", each -> {
                byte[] bytes = each.context().encodedAccumulators();
                if (bytes != null) {
                    encoded.add(bytes);
                }
            });
        }
        return encoded;
    }

    private long counted(ToLongFunction<TimeCounters> counter) {
        long counted = 0;
        for (StreamOperator operator : chain.operators) {
            counted += counter.applyAsLong(operator.context().timeCounters());
        }
        return counted;
    }

    private final class Services implements SubtaskServices {
        @Override
        public void requestSplit(String operatorId) {
            port.requestSplit(operatorId);
        }

        @Override
        public void sendToEnumerator(String operatorId, byte[] event) {
            port.sendToEnumerator(operatorId, event);
        }

        @Override
        public void wakeUp() {
            port.wakeUp();
        }

        @Override
        public void timersChanged() {
            timersChanged = true;
        }

        @Override
        public void timersLeft(boolean first) {
            timersLeft = true;
            recordsWait |= first;
        }

        @Override
        public void warn(String sentence) {
            port.warn(sentence);
        }

        @Override
        public boolean isStopped() {
            return availability.isStopped();
        }

        @Override
        public boolean hasRoom() {
            return availability.isAvailable();
        }

        @Override
        public void runSoon(Runnable work) {
            mail.add(work);
            port.wakeUp();
        }

        @Override
        public void hold() {
            availability.blocked();
        }

        @Override
        public void release() {
            availability.unblocked();
        }

        @Override
        public long watermarkIntervalMillis() {
            return settings.autoWatermarkIntervalMs();
        }

        @Override
        public RelativeClock inputActivityClock() {
            return times;
        }

        @Override
        public void runBlocking(BlockingWork work) {
            checkpoints.runBlocking(work);
        }

        @Override
        public void runBlocking(OperatorContext operator, String step, BlockingWork work, BlockingWork done) {
            port.runBlocking(
                    () -> {
                        work.run();
                        return id;
                    },
                    ended -> {
                        try {
                            done.run();
                        } catch (Throwable e) {
                            throw errors.in(operator, step, e);
                        }
                    },
                    failure -> {
                        throw errors.in(operator, step, failure);
                    });
        }

        @Override
        public void sourceReachedBarrier(CheckpointOrder order) {
            checkpoints.take(order);
        }
    }
}
