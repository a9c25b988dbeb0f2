package io.weir.runtime.operator.source;

import io.weir.api.time.TimestampAssigner;
import io.weir.api.time.WatermarkGenerator;
import io.weir.api.time.WatermarkStrategy;
import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.StreamOperator;
import io.weir.runtime.operator.UserCode;
import io.weir.runtime.output.Output;
import org.jspecify.annotations.Nullable;

/**
 * Gives records the timestamps, and those behind the watermarks, of a strategy. What came from before is swallowed, but for the watermark
 * that ends event time.
 */
public final class AssignTimeOperator extends StreamOperator {
    private final WatermarkStrategy<Object> strategy;
    private final WatermarkEmitter emitter;
    private @Nullable TimestampAssigner<Object> assigner;
    private @Nullable WatermarkGenerator<Object> generator;

    public AssignTimeOperator(OperatorContext context, Output output, WatermarkStrategy<Object> strategy) {
        super(context, output);
        this.strategy = strategy;
        this.emitter = new WatermarkEmitter(context, output);
    }

    @Override
    public void open() {
        StrategyContext around = new StrategyContext(context);
        try {
            assigner = strategy.createTimestampAssigner(around);
            generator = strategy.createWatermarkGenerator(around);
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
        askAgain();
    }

    private void askAgain() {
        long interval = context.services().watermarkIntervalMillis();
        if (interval > 0) {
            context.callAt(context.clock().currentTimeMillis() + interval, time -> onInterval());
        }
    }

    @SuppressWarnings("NullAway") // open() comes before
    private void onInterval() {
        generator.onPeriodicEmit(emitter);
        askAgain();
    }

    @Override
    @SuppressWarnings("NullAway") // open() comes before
    public void emit(Object value, long timestamp) {
        long assigned;
        try {
            assigned = assigner.extractTimestamp(value, timestamp);
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
        context.timeCounters().recordTime(assigned);
        output.emit(value, assigned);
        try {
            generator.onEvent(value, assigned, emitter);
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
    }

    @Override
    public void watermark(long timestamp) {
        if (timestamp == Long.MAX_VALUE) {
            emitter.emit(timestamp);
        }
    }

    /** The generator says whether the stream is idle. */
    @Override
    public void status(ChannelStatus status) {}
}
