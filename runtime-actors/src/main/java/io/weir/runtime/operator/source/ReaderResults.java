package io.weir.runtime.operator.source;

import io.weir.api.connector.ReaderOutput;
import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.UserCode;
import io.weir.runtime.output.Output;
import java.util.Collection;

/** Where a source reader emits: records, timestamps and watermarks go on as they come. {@link TimedResults} gives them event time. */
class ReaderResults implements ReaderOutput<Object> {
    protected final OperatorContext context;
    protected final Output output;
    private long records;
    private long watermark = Long.MIN_VALUE;
    private boolean idle;

    ReaderResults(OperatorContext context, Output output) {
        this.context = context;
        this.output = output;
    }

    final long records() {
        return records;
    }

    /** Before the first record. */
    void start() {}

    /** Splits were assigned. */
    void splitsAdded(Collection<String> splitIds) {}

    /** Whether alignment holds the whole reader. */
    boolean isHeld() {
        return false;
    }

    /** The last record was emitted. */
    void end() {
        emitWatermark(Long.MAX_VALUE);
    }

    protected final void emit(Object value, long timestamp) {
        if (value == null) {
            throw UserCode.returnedNull(context, "pollNext");
        }
        records++;
        output.emit(value, timestamp);
    }

    @Override
    public void collect(Object value) {
        collect(value, RecordBatch.NO_TIMESTAMP);
    }

    @Override
    public void collect(Object value, long timestamp) {
        emit(value, timestamp);
    }

    /** Ends idleness, as those behind take no watermark of an idle channel. One that falls back changes nothing else. */
    @Override
    public void emitWatermark(long timestamp) {
        markActive();
        if (timestamp >= watermark) {
            watermark = timestamp;
            output.watermark(timestamp);
        }
    }

    @Override
    public void markIdle() {
        if (!idle) {
            idle = true;
            output.status(ChannelStatus.IDLE);
        }
    }

    @Override
    public void markActive() {
        if (idle) {
            idle = false;
            output.status(ChannelStatus.ACTIVE);
        }
    }
}
