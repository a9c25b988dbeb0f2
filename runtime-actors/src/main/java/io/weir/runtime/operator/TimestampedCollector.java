package io.weir.runtime.operator;

import io.weir.api.Collector;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.output.Output;

/** What a user's function collects goes on with the timestamp of the record (or timer) it is working on. */
public final class TimestampedCollector implements Collector<Object> {
    private final OperatorContext context;
    private final Output output;
    private final String method;
    public long timestamp = RecordBatch.NO_TIMESTAMP;

    public TimestampedCollector(OperatorContext context, Output output, String method) {
        this.context = context;
        this.output = output;
        this.method = method;
    }

    @Override
    public void collect(Object value) {
        if (value == null) {
            throw UserCode.returnedNull(context, method);
        }
        output.emit(value, timestamp);
    }

    @Override
    public void close() {}
}
