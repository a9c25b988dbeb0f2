package io.weir.runtime.operator.function;

import io.weir.api.OutputTag;
import io.weir.api.time.TimeDomain;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.TimestampedCollector;
import io.weir.runtime.output.Output;
import io.weir.state.timer.TimerDomain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The record or timer that a process function is working on: what its contexts tell, and where what it emits goes. */
final class CurrentElement {
    final TimestampedCollector collector;
    private final OperatorContext context;
    private long timestamp = RecordBatch.NO_TIMESTAMP;
    private TimeDomain domain = TimeDomain.EVENT_TIME;

    CurrentElement(OperatorContext context, Output output) {
        this.context = context;
        this.collector = new TimestampedCollector(context, output, "processElement");
    }

    void record(long recordTimestamp) {
        timestamp = recordTimestamp;
        collector.timestamp = recordTimestamp;
    }

    /** What a timer of event time emits has its time; what one of processing time emits has none. */
    void timer(TimerDomain timerDomain, long time) {
        timestamp = time;
        boolean eventTime = timerDomain == TimerDomain.EVENT_TIME;
        domain = eventTime ? TimeDomain.EVENT_TIME : TimeDomain.PROCESSING_TIME;
        collector.timestamp = eventTime ? time : RecordBatch.NO_TIMESTAMP;
    }

    @Nullable
    Long timestamp() {
        return timestamp == RecordBatch.NO_TIMESTAMP ? null : timestamp;
    }

    TimeDomain domain() {
        return domain;
    }

    void output(OutputTag<?> tag, Object value) {
        context.output(tag, value, collector.timestamp);
    }

    Object currentKey() {
        try {
            return Objects.requireNonNull(context.keyedState().getCurrentKey());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
