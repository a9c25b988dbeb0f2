package io.weir.runtime.operator.source;

import io.weir.api.connector.SourceOutput;
import io.weir.api.time.NoWatermarksGenerator;
import io.weir.api.time.TimestampAssigner;
import io.weir.api.time.Watermark;
import io.weir.api.time.WatermarkGenerator;
import io.weir.api.time.WatermarkOutput;
import io.weir.api.time.WatermarkStrategy;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.output.Output;
import io.weir.runtime.time.MergedTime;
import io.weir.runtime.time.PausableClock;
import io.weir.runtime.time.WatermarkAlignment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A reader's output that gives event time by a strategy. The reader itself, and each of its splits, has a generator; the watermark is that of
 * the split that is behind ({@link MergedTime}), or the reader's own if it emits past its splits. It is idle when the splits are and the reader
 * itself is. A watermark {@link Long#MAX_VALUE} ends the split, or the reader, that it is of. With alignment it reports how far it is, and says
 * what has to wait.
 */
final class TimedResults extends ReaderResults {
    /** What pauses and resumes splits. */
    interface Splits {
        void pauseOrResume(Collection<String> pause, Collection<String> resume);
    }

    private final WatermarkStrategy<Object> strategy;
    private final Splits splitControl;
    private final WatermarkEmitter emitter;
    private final PausableClock activity;
    private final TimestampAssigner<Object> assigner;
    private final Part main;
    private final Map<String, Part> splits = new LinkedHashMap<>();
    private final MergedTime merged = new MergedTime();
    private final boolean makesWatermarks;
    private boolean asking;
    private boolean splitsIdle = true;
    private boolean mainIdle = true;
    private boolean ended;
    private long allowed = Long.MAX_VALUE;
    private boolean held;
    private int heldSplits;

    TimedResults(OperatorContext context, Output output, WatermarkStrategy<Object> strategy, Splits splitControl) {
        super(context, output);
        this.strategy = strategy;
        this.splitControl = splitControl;
        this.emitter = new WatermarkEmitter(context, output);
        this.activity = new PausableClock(context.services().inputActivityClock());
        this.assigner = strategy.createTimestampAssigner(new StrategyContext(context.clock(), activity));
        this.main = new Part(new PausableClock(activity), true);
        this.makesWatermarks = !(main.generator instanceof NoWatermarksGenerator);
    }

    @Override
    void start() {
        askAgain();
        if (strategy.getAlignmentParameters().isEnabled()) {
            reportAgain();
        }
    }

    // ------------------------------------------------------------------------------------------------ records

    @Override
    public void collect(Object value, long timestamp) {
        collect(main, value, timestamp);
    }

    private void collect(Part part, Object value, long timestamp) {
        long assigned = assigner.extractTimestamp(value, timestamp);
        if (makesWatermarks) {
            context.timeCounters().recordTime(assigned);
        }
        emit(value, assigned);
        part.generator.onEvent(value, assigned, part);
    }

    @Override
    public SourceOutput<Object> createOutputForSplit(String splitId) {
        return splits.computeIfAbsent(splitId, id -> new Part(new PausableClock(activity), false));
    }

    @Override
    public void releaseOutputForSplit(String splitId) {
        Part released = splits.remove(splitId);
        if (released != null) {
            heldSplits -= released.held ? 1 : 0;
            combine();
        }
    }

    @Override
    void splitsAdded(Collection<String> splitIds) {
        splitIds.forEach(this::createOutputForSplit);
    }

    @Override
    public void emitWatermark(long timestamp) {
        main.emitWatermark(timestamp);
    }

    @Override
    public void markIdle() {
        main.markIdle();
    }

    @Override
    public void markActive() {
        main.markActive();
    }

    @Override
    void end() {
        ended = true;
        emitter.emit(Long.MAX_VALUE);
        if (strategy.getAlignmentParameters().isEnabled()) {
            report();
        }
    }

    // ------------------------------------------------------------------------------------------------ watermarks

    private void askAgain() {
        long interval = context.services().watermarkIntervalMillis();
        if (interval > 0 && makesWatermarks) {
            context.callAt(context.clock().currentTimeMillis() + interval, time -> ask());
        }
    }

    /** The splits are combined once, after all of them have spoken. */
    private void ask() {
        if (ended) {
            return;
        }
        asking = true;
        main.generator.onPeriodicEmit(main);
        for (Part split : splits.values()) {
            split.generator.onPeriodicEmit(split);
        }
        asking = false;
        combine();
        askAgain();
    }

    private void combine() {
        if (asking) {
            return;
        }
        merged.clear();
        for (Part split : splits.values()) {
            if (split.ended) {
                merged.addEnded();
            } else {
                merged.add(split.watermark, split.idle);
            }
        }
        splitsIdle = splits.isEmpty() || merged.isIdle();
        if (merged.watermark() > emitter.last()) {
            emitter.emit(merged.watermark());
        }
        updateStatus();
        holdWhatIsAhead();
    }

    private void updateStatus() {
        if (splitsIdle && mainIdle && (main.idle || !splits.isEmpty())) {
            emitter.markIdle();
        } else {
            emitter.markActive();
        }
    }

    // ------------------------------------------------------------------------------------------------ alignment

    private void reportAgain() {
        report();
        if (!ended) {
            long interval = strategy.getAlignmentParameters().getUpdateInterval();
            context.callAt(context.clock().currentTimeMillis() + interval, time -> reportAgain());
        }
    }

    /** Nobody waits for a reader that is idle or has ended; one without a watermark says nothing yet. */
    private void report() {
        long watermark = ended || emitter.isIdle() ? Long.MAX_VALUE : emitter.last();
        if (watermark > Long.MIN_VALUE) {
            context.services()
                    .sendToEnumerator(
                            context.node().operatorId(), SourceEvents.encode(new WatermarkAlignment.Report(watermark)));
        }
    }

    /** How far the reader, and each of its splits, may go. */
    void onAllowed(long watermark) {
        allowed = watermark;
        holdWhatIsAhead();
    }

    private void holdWhatIsAhead() {
        held = !ended && emitter.last() > allowed;
        if (held) {
            activity.pause();
        } else {
            activity.resume();
        }
        if (splits.size() > 1 || heldSplits > 0) {
            holdSplits();
        }
    }

    private void holdSplits() {
        List<String> pause = new ArrayList<>();
        List<String> resume = new ArrayList<>();
        splits.forEach((id, split) -> {
            if (split.watermark > allowed && !split.held && !split.ended) {
                split.held = true;
                heldSplits++;
                split.clock.pause();
                pause.add(id);
            } else if (split.watermark <= allowed && split.held) {
                split.held = false;
                heldSplits--;
                split.clock.resume();
                resume.add(id);
            }
        });
        if (!pause.isEmpty() || !resume.isEmpty()) {
            splitControl.pauseOrResume(pause, resume);
        }
    }

    @Override
    boolean isHeld() {
        return held;
    }

    /** The reader itself, or one of its splits: has a generator, and is what it speaks to. */
    private final class Part implements WatermarkOutput, SourceOutput<Object> {
        private final PausableClock clock;
        private final boolean whole;
        private final WatermarkGenerator<Object> generator;
        private long watermark = Long.MIN_VALUE;
        private boolean idle;
        private boolean ended;
        private boolean held;

        Part(PausableClock clock, boolean whole) {
            this.clock = clock;
            this.whole = whole;
            this.generator = strategy.createWatermarkGenerator(new StrategyContext(context.clock(), clock));
        }

        @Override
        public void collect(Object value) {
            collect(value, RecordBatch.NO_TIMESTAMP);
        }

        @Override
        public void collect(Object value, long timestamp) {
            TimedResults.this.collect(this, value, timestamp);
        }

        @Override
        public void emitWatermark(Watermark mark) {
            emitWatermark(mark.timestamp());
        }

        @Override
        public void emitWatermark(long timestamp) {
            if (timestamp == Long.MAX_VALUE) {
                ended = true;
            } else {
                watermark = Math.max(watermark, timestamp);
            }
            setIdle(false);
            if (whole && timestamp > Long.MIN_VALUE) {
                emitter.emit(timestamp);
                holdWhatIsAhead();
            }
        }

        @Override
        public void markIdle() {
            setIdle(true);
        }

        @Override
        public void markActive() {
            setIdle(false);
        }

        private void setIdle(boolean now) {
            idle = now;
            if (whole) {
                mainIdle = now;
                if (!asking) {
                    updateStatus();
                }
            } else {
                combine();
            }
        }
    }
}
