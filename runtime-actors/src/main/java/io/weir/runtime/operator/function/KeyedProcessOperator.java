package io.weir.runtime.operator.function;

import io.weir.api.OutputTag;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.time.TimeDomain;
import io.weir.api.time.TimerService;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorTimerService;
import io.weir.runtime.operator.UserCode;
import io.weir.runtime.operator.UserFunctionOperator;
import io.weir.runtime.output.Output;
import io.weir.state.timer.TimerDomain;
import org.jspecify.annotations.Nullable;

/** A keyed process function: state and timers of the record's key. */
public final class KeyedProcessOperator extends UserFunctionOperator<KeyedProcessFunction<Object, Object, Object>> {
    private final CurrentElement element;
    private @Nullable FunctionContext functionContext;

    public KeyedProcessOperator(
            OperatorContext context, Output output, KeyedProcessFunction<Object, Object, Object> function) {
        super(context, output, function);
        this.element = new CurrentElement(context, output);
    }

    @Override
    public void open() throws Exception {
        functionContext = new FunctionContext(OperatorTimerService.open(context, this::onTimer));
        super.open();
    }

    @Override
    @SuppressWarnings("NullAway") // open() comes before the first record
    public void emit(Object value, long timestamp) {
        selectKey(value);
        element.record(timestamp);
        try {
            function.processElement(value, functionContext, element.collector);
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
    }

    @SuppressWarnings("NullAway") // open() comes before the first timer
    private void onTimer(TimerDomain domain, Object key, @Nullable Object namespace, long time) throws Exception {
        element.timer(domain, time);
        function.onTimer(time, functionContext, element.collector);
    }

    private final class FunctionContext extends KeyedProcessFunction<Object, Object, Object>.OnTimerContext {
        private final TimerService timers;

        FunctionContext(TimerService timers) {
            function.super();
            this.timers = timers;
        }

        @Override
        public @Nullable Long timestamp() {
            return element.timestamp();
        }

        @Override
        public TimerService timerService() {
            return timers;
        }

        @Override
        public TimeDomain timeDomain() {
            return element.domain();
        }

        @Override
        public <X> void output(OutputTag<X> tag, X value) {
            element.output(tag, value);
        }

        @Override
        public Object getCurrentKey() {
            return element.currentKey();
        }
    }
}
