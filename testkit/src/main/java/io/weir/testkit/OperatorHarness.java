package io.weir.testkit;

import io.weir.api.DataStream;
import io.weir.api.OutputTag;
import io.weir.api.connector.Sink;
import io.weir.api.connector.Source;
import io.weir.api.function.KeySelector;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.ProcessFunction;
import io.weir.api.time.WatermarkStrategy;
import io.weir.state.timer.TimerDomain;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Runs one operator in the test's own thread: the product's operator with the product's state, without a job around it. Records and
 * watermarks are handed to it, the clock moves when it is told, and what it emits, remembers and waits for can be read at any moment.
 *
 * <pre>{@code
 * OneInputHarness<Payment, Alert> harness =
 *         OperatorHarness.oneInput(payments -> payments.keyBy(Payment::account).process(new FraudDetector()));
 * harness.processElement(new Payment(7, 50), 1_000);
 * assertThat(harness.stateOf(7L).value("flag")).isEqualTo(true);
 * }</pre>
 *
 * <p>The operator is described with the API of a job, so that keys, names, parallelism and state backend are set as they are there. With
 * a parallelism above 1 the harness runs all subtasks, and gives each record to the one that a job would give it to. Each subtask has a
 * copy of the function, as in a job: read results from the harness, not from fields of the object that was handed in.
 *
 * <p>Processing time begins at 0. An exception of the user's code leaves the method that caused it as {@link
 * io.weir.runtime.failure.UserCodeException} with the original as its cause; after that the harness can only be restored or closed.
 * Confined to one thread.
 *
 * @param <OUT> what the operator emits
 */
public abstract class OperatorHarness<OUT> implements AutoCloseable {
    final HarnessRuntime runtime;

    OperatorHarness(HarnessRuntime runtime) {
        this.runtime = runtime;
    }

    // ------------------------------------------------------------------------------------------------ makers

    /**
     * For any operator with one input.
     *
     * @param operator makes one operator behind the stream it is given, for example {@code s -> s.keyBy(...).process(...)}; name, uid,
     *     parallelism, max parallelism and the environment's state backend count
     * @throws IllegalArgumentException [API-152] if it makes none or several
     * @throws io.weir.api.InvalidJobException if a job with this operator could not run, with everything that is wrong with it
     */
    public static <IN, OUT> OneInputHarness<IN, OUT> oneInput(
            Function<DataStream<IN>, ? extends DataStream<OUT>> operator) {
        return new OneInputHarness<>(HarnessGraphs.oneInput(operator));
    }

    /**
     * For any operator with two inputs, one of which may be broadcast.
     *
     * @param operator makes one operator behind the two streams it is given, for example {@code (a, b) -> a.connect(b).process(...)} or {@code
     *     (a, b) -> a.keyBy(...).connect(b.broadcast(rules)).process(...)}
     * @throws IllegalArgumentException [API-152] if it makes none or several
     * @throws io.weir.api.InvalidJobException if a job with this operator could not run, with everything that is wrong with it
     */
    public static <IN1, IN2, OUT> TwoInputHarness<IN1, IN2, OUT> twoInputs(
            BiFunction<DataStream<IN1>, DataStream<IN2>, ? extends DataStream<OUT>> operator) {
        return new TwoInputHarness<>(HarnessGraphs.twoInputs(operator));
    }

    /** For a process function on a keyed stream. */
    public static <K, IN, OUT> OneInputHarness<IN, OUT> forKeyedProcessFunction(
            KeyedProcessFunction<K, IN, OUT> function, KeySelector<IN, K> key) {
        return oneInput((DataStream<IN> stream) -> stream.keyBy(key).process(function));
    }

    /** For a process function on a stream without keys. */
    public static <IN, OUT> OneInputHarness<IN, OUT> forProcessFunction(ProcessFunction<IN, OUT> function) {
        return oneInput((DataStream<IN> stream) -> stream.process(function));
    }

    /** For a sink; what it writes is to be looked for where it writes it, {@link #output} stays empty. */
    public static <IN> OneInputHarness<IN, Void> forSink(Sink<IN> sink) {
        return new OneInputHarness<>(HarnessGraphs.sink(sink));
    }

    /** For a source with this many readers, and its enumerator. */
    public static <OUT> SourceHarness<OUT> forSource(Source<OUT, ?, ?> source, int parallelism) {
        return new SourceHarness<>(HarnessGraphs.source(source, parallelism));
    }

    /** For a source with a watermark strategy, with this many readers, and its enumerator. Watermarks shown are those of reader 0. */
    public static <OUT> SourceHarness<OUT> forSource(
            Source<OUT, ?, ?> source, WatermarkStrategy<OUT> strategy, int parallelism) {
        return new SourceHarness<>(HarnessGraphs.source(source, strategy, parallelism));
    }

    // ------------------------------------------------------------------------------------------------ output

    /** All records of the main output so far, in order. A copy. */
    @SuppressWarnings("unchecked") // the API's generics have checked what the operator emits
    public List<OUT> output() {
        return runtime.output.records().stream().map(each -> (OUT) each.value()).toList();
    }

    /** As {@link #output}, with timestamps. */
    @SuppressWarnings("unchecked") // as above
    public List<Emitted<OUT>> outputWithTimestamps() {
        return runtime.output.records().stream()
                .map(each -> new Emitted<>((OUT) each.value(), each.timestamp()))
                .toList();
    }

    /** Records of the main output as {@link Emitted}, and between them watermarks as {@link io.weir.api.time.Watermark}, in order. A copy. */
    public List<Object> outputElements() {
        return List.copyOf(runtime.output.elements());
    }

    /** As {@link #sideOutput}, with timestamps. */
    @SuppressWarnings("unchecked") // the tag's type is that of what was emitted to it
    public <X> List<Emitted<X>> sideOutputWithTimestamps(OutputTag<X> tag) {
        return runtime.output.side(tag.getId()).stream()
                .map(each -> new Emitted<>((X) each.value(), each.timestamp()))
                .toList();
    }

    /** As {@link #output}, and forgets all outputs and watermarks: what comes next stands alone. */
    public List<OUT> takeOutput() {
        List<OUT> taken = output();
        runtime.output.clear();
        return taken;
    }

    /** All records of a side output so far, in order; empty if nothing was ever emitted to it. */
    public <X> List<X> sideOutput(OutputTag<X> tag) {
        return runtime.output.values(tag);
    }

    /** The watermarks that the operator passed on, of its first subtask. */
    public List<Long> outputWatermarks() {
        return List.copyOf(runtime.output.watermarks());
    }

    /** Whether the operator told those behind it that it is idle. */
    public boolean isOutputIdle() {
        return runtime.output.isIdle();
    }

    /** Takes in the answers that functions of async operators gave since the last call of this harness. */
    public void takeAnswers() throws Exception {
        runtime.forEach(HarnessSubtask::runMail);
    }

    // ------------------------------------------------------------------------------------------------ time

    /** Milliseconds. */
    public long processingTime() {
        return runtime.clock.currentTimeMillis();
    }

    /**
     * Moves the clock. Timers fire in order of their times, each at its own time, those that are registered meanwhile too.
     *
     * @throws IllegalArgumentException [API-154] if that is in the past
     */
    public void setProcessingTime(long millis) throws Exception {
        runtime.setProcessingTime(millis);
    }

    /** Moves the clock forward, as {@link #setProcessingTime}. */
    public void advanceProcessingTime(Duration by) throws Exception {
        setProcessingTime(Math.addExact(processingTime(), by.toMillis()));
    }

    // ------------------------------------------------------------------------------------------------ a look inside

    /**
     * What the operator knows about a key now.
     *
     * @param key as the key selector returns it
     * @throws IllegalStateException [API-153] if the operator has no keys
     * @throws IllegalArgumentException [API-153] if keys of the operator are of another class
     */
    public KeyedStateView stateOf(Object key) throws Exception {
        return runtime.stateOf(key);
    }

    /** How many keys have any state (with windows: pairs of key and window). */
    public long numKeyedStateEntries() throws Exception {
        return runtime.numKeyedStateEntries();
    }

    /** How many records came too late for a window or join, and were dropped, since the operator was made or restored. */
    public long numLateRecordsDropped() {
        return runtime.lateRecords();
    }

    public int numEventTimeTimers() {
        return runtime.timers(TimerDomain.EVENT_TIME).size();
    }

    public int numProcessingTimeTimers() {
        return runtime.timers(TimerDomain.PROCESSING_TIME).size();
    }

    /** When the key's event-time timers will fire, the earliest first. */
    public List<Long> eventTimeTimers(Object key) {
        return runtime.timers(TimerDomain.EVENT_TIME, key);
    }

    /** When the key's processing-time timers will fire, the earliest first. */
    public List<Long> processingTimeTimers(Object key) {
        return runtime.timers(TimerDomain.PROCESSING_TIME, key);
    }

    // ------------------------------------------------------------------------------------------------ checkpoints

    /** Takes the next checkpoint: all that happens at a barrier. It counts as complete only after {@link #notifyOfCompletedCheckpoint}. */
    public HarnessSnapshot snapshot() throws Exception {
        return snapshot(runtime.lastCheckpoint() + 1);
    }

    /**
     * Takes a checkpoint of that id.
     *
     * @param checkpointId above that of every one before
     */
    public HarnessSnapshot snapshot(long checkpointId) throws Exception {
        return runtime.snapshot(checkpointId);
    }

    /** The checkpoint is complete: sinks commit what they prepared for it, functions are notified. */
    public void notifyOfCompletedCheckpoint(long checkpointId) throws Exception {
        runtime.notifyCompleted(checkpointId);
    }

    public void notifyOfAbortedCheckpoint(long checkpointId) throws Exception {
        runtime.notifyAborted(checkpointId);
    }

    /** A crash: throws away what the operator has become since, and goes on from the snapshot. Outputs and clock stay as they are. */
    public void restore(HarnessSnapshot snapshot) throws Exception {
        restore(snapshot, runtime.parallelism());
    }

    /**
     * As {@link #restore(HarnessSnapshot)}, with another number of subtasks: key groups, list state and splits are redistributed as a job
     * would. The snapshot may come from a harness of another version of the operator.
     *
     * @param parallelism from 1 to the max parallelism
     * @throws IllegalArgumentException [API-108] if it is not
     * @throws io.weir.checkpoint.RestoreRefusedException if the snapshot is of an operator with another uid or max parallelism
     */
    public void restore(HarnessSnapshot snapshot, int parallelism) throws Exception {
        runtime.restore(snapshot, parallelism);
    }

    /** The job is finished: sinks commit what they have not committed yet. Call {@code endInput} first where there is input. */
    public void finishJob() throws Exception {
        runtime.commitAll();
    }

    /** Closes the operator as the end of a job would; does nothing the second time. */
    @Override
    public void close() {
        runtime.close();
    }
}
