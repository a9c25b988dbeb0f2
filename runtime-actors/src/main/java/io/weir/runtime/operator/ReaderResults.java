package io.weir.runtime.operator;

import io.weir.api.connector.ReaderOutput;
import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.output.Output;
import java.util.Collection;

/** Where a source reader emits: records, timestamps and watermarks go on as they come. {@link TimedResults} gives them event time. */
class ReaderResults implements ReaderOutput<Object> {
    protected final OperatorContext context;
    protected final Output output;
    private long records;

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
        output.watermark(Long.MAX_VALUE);
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

    @Override
    public void emitWatermark(long timestamp) {
        output.watermark(timestamp);
    }

    @Override
    public void markIdle() {
        output.status(ChannelStatus.IDLE);
    }

    @Override
    public void markActive() {
        output.status(ChannelStatus.ACTIVE);
    }
}
