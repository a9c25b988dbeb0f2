package io.weir.runtime.operator.function;

import io.weir.api.OutputTag;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.time.TimeDomain;
import io.weir.api.time.TimerService;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorTimerService;
import io.weir.runtime.operator.TimestampedCollector;
import io.weir.runtime.operator.UserCode;
import io.weir.runtime.operator.UserFunctionOperator;
import io.weir.runtime.output.Output;
import io.weir.state.timer.TimerDomain;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A keyed process function: state and timers of the record's key. */
public final class KeyedProcessOperator extends UserFunctionOperator<KeyedProcessFunction<Object, Object, Object>> {
    private final TimestampedCollector collector;
    private @Nullable RecordContext recordContext;
    private @Nullable TimerContext timerContext;

    public KeyedProcessOperator(
            OperatorContext context, Output output, KeyedProcessFunction<Object, Object, Object> function) {
        super(context, output, function);
        this.collector = new TimestampedCollector(context, output, "processElement");
    }

    @Override
    public void open() throws Exception {
        OperatorTimerService timers = OperatorTimerService.open(context, this::onTimer);
        recordContext = new RecordContext(timers);
        timerContext = new TimerContext(timers);
        super.open();
    }

    @Override
    @SuppressWarnings("NullAway") // open() comes before the first record
    public void emit(Object value, long timestamp) {
        selectKey(value);
        collector.timestamp = timestamp;
        recordContext.timestamp = timestamp;
        try {
            function.processElement(value, recordContext, collector);
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
    }

    @SuppressWarnings("NullAway") // open() comes before the first timer
    private void onTimer(TimerDomain domain, Object key, @Nullable Object namespace, long time) throws Exception {
        boolean eventTime = domain == TimerDomain.EVENT_TIME;
        collector.timestamp = eventTime ? time : RecordBatch.NO_TIMESTAMP;
        timerContext.timestamp = time;
        timerContext.domain = eventTime ? TimeDomain.EVENT_TIME : TimeDomain.PROCESSING_TIME;
        function.onTimer(time, timerContext, collector);
    }

    private Object currentKey() {
        try {
            return Objects.requireNonNull(context.keyedState().getCurrentKey());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static @Nullable Long boxed(long timestamp) {
        return timestamp == RecordBatch.NO_TIMESTAMP ? null : timestamp;
    }

    private final class RecordContext extends KeyedProcessFunction<Object, Object, Object>.Context {
        private final TimerService timers;
        private long timestamp;

        RecordContext(TimerService timers) {
            function.super();
            this.timers = timers;
        }

        @Override
        public @Nullable Long timestamp() {
            return boxed(timestamp);
        }

        @Override
        public TimerService timerService() {
            return timers;
        }

        @Override
        public <X> void output(OutputTag<X> tag, X value) {
            context.sideOutput(tag).emit(value, timestamp);
        }

        @Override
        public Object getCurrentKey() {
            return currentKey();
        }
    }

    private final class TimerContext extends KeyedProcessFunction<Object, Object, Object>.OnTimerContext {
        private final TimerService timers;
        private long timestamp;
        private TimeDomain domain = TimeDomain.EVENT_TIME;

        TimerContext(TimerService timers) {
            function.super();
            this.timers = timers;
        }

        @Override
        public Long timestamp() {
            return timestamp;
        }

        @Override
        public TimerService timerService() {
            return timers;
        }

        @Override
        public TimeDomain timeDomain() {
            return domain;
        }

        @Override
        public <X> void output(OutputTag<X> tag, X value) {
            context.sideOutput(tag).emit(value, collector.timestamp);
        }

        @Override
        public Object getCurrentKey() {
            return currentKey();
        }
    }
}
