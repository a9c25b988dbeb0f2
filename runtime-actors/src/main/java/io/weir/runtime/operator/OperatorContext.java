package io.weir.runtime.operator;

import io.weir.api.OutputTag;
import io.weir.api.function.JobInfo;
import io.weir.api.function.TaskInfo;
import io.weir.api.graph.JobSettings;
import io.weir.api.graph.StreamNode;
import io.weir.api.metrics.View;
import io.weir.api.time.ProcessingClock;
import io.weir.runtime.environment.SubtaskEnvironment;
import io.weir.runtime.environment.UserMetric;
import io.weir.runtime.output.Output;
import io.weir.runtime.output.Outputs;
import io.weir.runtime.time.Alarms;
import io.weir.state.KeyedBackendParameters;
import io.weir.state.KeyedStateBackend;
import io.weir.state.key.KeyGroups;
import io.weir.state.operator.OperatorStateBackend;
import io.weir.state.operator.OperatorStateRedistribution;
import io.weir.state.timer.InternalTimerService;
import io.weir.state.timer.TimerHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one operator of one subtask has around it: who it is, its state, its timers, its side outputs. Confined to the subtask's thread. */
public final class OperatorContext {
    private static final String OPERATOR_STATE = "operator-state";

    private final StreamNode node;
    private final TaskInfo taskInfo;
    private final JobInfo jobInfo;
    private final SubtaskEnvironment environment;
    private final SubtaskServices services;
    private final Map<String, Output> sideOutputs;
    private final @Nullable OperatorRestore restore;
    private final OperatorTimers timers;
    private final Alarms alarms = new Alarms();
    private final TimeCounters timeCounters;
    private final OperatorAccumulators accumulators;
    private final OperatorMetrics metrics;
    private final JobSettings settings;
    private @Nullable KeyedStateBackend keyed;
    private @Nullable OperatorStateBackend operatorState;

    /** @param sideOutputs by the id of the tag; a tag that nobody reads is absent */
    public OperatorContext(
            StreamNode node,
            TaskInfo taskInfo,
            JobInfo jobInfo,
            JobSettings settings,
            SubtaskEnvironment environment,
            SubtaskServices services,
            Map<String, Output> sideOutputs,
            @Nullable OperatorRestore restore) {
        this.node = node;
        this.taskInfo = taskInfo;
        this.jobInfo = jobInfo;
        this.settings = settings;
        this.environment = environment;
        this.services = services;
        this.sideOutputs = sideOutputs;
        this.restore = restore;
        this.timeCounters = new TimeCounters(environment.clock());
        this.accumulators = new OperatorAccumulators(description(), environment.codecs());
        this.timers = new OperatorTimers(this);
        this.metrics = new OperatorMetrics(node.name(), this::updateRegularly);
    }

    public StreamNode node() {
        return node;
    }

    /** As sentences name it. */
    public String description() {
        return "operator '" + node.name() + "'";
    }

    public TaskInfo taskInfo() {
        return taskInfo;
    }

    public JobInfo jobInfo() {
        return jobInfo;
    }

    /** Of the job. */
    JobSettings settings() {
        return settings;
    }

    /** What the functions count, exactly. */
    OperatorAccumulators accumulators() {
        return accumulators;
    }

    OperatorMetrics metrics() {
        return metrics;
    }

    /** Reads what belongs to no function in particular; before any of them is opened. */
    void restoreAccumulators() throws IOException {
        if (restore != null) {
            accumulators.restore(restore);
        }
    }

    /** The accumulators as bytes; null if there are none. */
    public byte @Nullable [] encodedAccumulators() {
        return accumulators.encoded();
    }

    /** What the functions show, accumulators too. */
    public List<UserMetric> userMetrics() {
        List<UserMetric> shown = new ArrayList<>(metrics.read());
        accumulators
                .all()
                .forEach((name, accumulator) -> shown.add(new UserMetric(
                        node.name(),
                        "accumulator." + name,
                        OperatorMetrics.text(() -> String.valueOf(accumulator.getLocalValue())))));
        return shown;
    }

    private void updateRegularly(View view) {
        long next = clock().currentTimeMillis() + View.UPDATE_INTERVAL_SECONDS * 1000L;
        callAt(next, time -> {
            view.update();
            updateRegularly(view);
        });
    }

    public SubtaskEnvironment environment() {
        return environment;
    }

    public SubtaskServices services() {
        return services;
    }

    public ProcessingClock clock() {
        return environment.clock();
    }

    public @Nullable OperatorRestore restore() {
        return restore;
    }

    public Output sideOutput(OutputTag<?> tag) {
        return sideOutputs.getOrDefault(tag.getId(), Outputs.NOWHERE);
    }

    /**
     * What a user's function emits to a side output goes there.
     *
     * @throws io.weir.runtime.failure.WeirException [API-113] if it is null
     */
    public void output(OutputTag<?> tag, @Nullable Object value, long timestamp) {
        if (value == null) {
            throw UserCode.returnedNull(this, "output(" + tag.getId() + ")");
        }
        sideOutput(tag).emit(value, timestamp);
    }

    public boolean isKeyed() {
        return node.stateKey() != null;
    }

    /** Opens the keyed state on the first call; only for keyed operators. */
    public KeyedStateBackend keyedState() throws IOException {
        KeyedStateBackend backend = keyed;
        if (backend == null) {
            backend = environment
                    .backends()
                    .create(new KeyedBackendParameters(
                            node.operatorId(),
                            description(),
                            KeyGroups.range(taskInfo.indexOfThisSubtask(), node.parallelism(), node.maxParallelism()),
                            node.maxParallelism(),
                            environment.codecs(),
                            environment.localDirectory(),
                            restore == null ? List.of() : restore.keyed(),
                            environment.snapshots()));
            keyed = backend;
        }
        return backend;
    }

    /** Opens the operator state on the first call. */
    public OperatorStateBackend operatorState() throws IOException {
        OperatorStateBackend backend = operatorState;
        if (backend == null) {
            backend = openOperatorState();
            operatorState = backend;
        }
        return backend;
    }

    private OperatorStateBackend openOperatorState() throws IOException {
        List<byte[]> parts = new ArrayList<>();
        if (restore != null) {
            for (byte[] part : restore.allSections(OPERATOR_STATE)) {
                if (part != null) {
                    parts.add(part);
                }
            }
        }
        if (parts.isEmpty()) {
            return new OperatorStateBackend(description(), environment.codecs());
        }
        List<byte[]> shares = OperatorStateRedistribution.redistribute(parts, node.parallelism(), description());
        return OperatorStateBackend.restore(
                description(), environment.codecs(), shares.get(taskInfo.indexOfThisSubtask()));
    }

    /** The timers of that name, of which a pass is sure to end; the handler is called when they are due. */
    public InternalTimerService timers(String name, TimerHandler handler) throws IOException {
        return timers(name, handler, TimerRules.PLAIN);
    }

    /** The timers of that name; the handler is called when they are due. */
    public InternalTimerService timers(String name, TimerHandler handler, TimerRules rules) throws IOException {
        InternalTimerService service = keyedState().timers(name);
        timers.add(service, handler, rules);
        return service;
    }

    /** All that {@link #timers} returned, in order: for tests and tools that look into a running operator. */
    public List<InternalTimerService> timerServices() {
        return timers.services();
    }

    /** Calls {@code action} at that moment by the clock, in epoch milliseconds, without a key. In no snapshot: ask again in {@code open}. */
    public Alarms.Alarm callAt(long millis, Alarms.Action action) {
        Alarms.Alarm alarm = alarms.at(millis, action);
        services.timersChanged();
        return alarm;
    }

    public TimeCounters timeCounters() {
        return timeCounters;
    }

    /**
     * Event time reaches {@code watermark}: fires what is due, a turn's worth of it.
     *
     * @return whether nothing is left; otherwise the subtask is told, and calls {@link StreamOperator#resumeTimers}
     */
    public boolean advanceWatermark(long watermark) {
        return timers.advanceWatermark(watermark);
    }

    /** Whether the last watermark made timers due that have not fired yet. */
    public boolean hasTimersLeft() {
        return timers.isPassOpen();
    }

    /** Goes on where {@link #advanceWatermark} stopped; returns whether nothing is left. */
    boolean resumeTimers() {
        return timers.resume();
    }

    /** Fires processing-time timers and alarms that are due, a turn's worth of them: {@link #nextProcessingTime} tells what is left. */
    public void advanceProcessingTime(long now) {
        timers.advanceProcessingTime(now);
        try {
            alarms.advance(now, OperatorTimers.TIMERS_OF_A_TURN);
        } catch (Throwable e) {
            throw UserCode.failed(this, e);
        }
    }

    /**
     * The millisecond {@code now} is over: also the timers fire that waited for that, a turn's worth of them; returns whether nothing is left. For
     * tests, whose clock stands still.
     */
    public boolean endOfMillisecond(long now) {
        return timers.endOfMillisecond(now);
    }

    /** When the next processing-time timer or alarm is due; {@link Long#MAX_VALUE} if there is none. */
    public long nextProcessingTime() {
        return Math.min(alarms.next(), timers.nextProcessingTime());
    }

    public long currentWatermark() {
        return timers.currentWatermark();
    }

    public void snapshotKeyed(OperatorSnapshotBuilder snapshot) throws Exception {
        accumulators.snapshot(snapshot);
        if (operatorState != null) {
            snapshot.section(OPERATOR_STATE, operatorState.snapshot());
        }
        if (keyed != null) {
            snapshot.keyed(keyed.snapshot(snapshot.checkpoint()));
        }
    }

    void checkpointCompleted(long checkpoint) {
        if (keyed != null) {
            keyed.checkpointCompleted(checkpoint);
        }
    }

    void checkpointAborted(long checkpoint) {
        if (keyed != null) {
            keyed.checkpointAborted(checkpoint);
        }
    }

    void close() {
        if (keyed != null) {
            keyed.close();
        }
    }
}
