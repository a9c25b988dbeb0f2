package io.weir.runtime.operator.sink;

import io.weir.api.function.SinkFunction;
import io.weir.api.time.Watermark;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.UserCode;
import io.weir.runtime.operator.UserFunctionOperator;
import io.weir.runtime.output.Outputs;
import org.jspecify.annotations.Nullable;

/** The old kind of sink: a function that is called with each record. */
public final class SinkFunctionOperator extends UserFunctionOperator<SinkFunction<Object>> {
    private final SinkContext sinkContext = new SinkContext();

    public SinkFunctionOperator(OperatorContext context, SinkFunction<Object> function) {
        super(context, Outputs.NOWHERE, function);
    }

    @Override
    public void emit(Object value, long timestamp) {
        selectKey(value);
        sinkContext.timestamp = timestamp;
        try {
            function.invoke(value, sinkContext);
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
    }

    @Override
    public void watermark(long timestamp) {
        super.watermark(timestamp);
        try {
            function.writeWatermark(new Watermark(timestamp));
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
    }

    @Override
    public void finish() throws Exception {
        function.finish();
    }

    private final class SinkContext implements SinkFunction.Context {
        private long timestamp;

        @Override
        public long currentProcessingTime() {
            return context.clock().currentTimeMillis();
        }

        @Override
        public long currentWatermark() {
            return context.currentWatermark();
        }

        @Override
        public @Nullable Long timestamp() {
            return timestamp == RecordBatch.NO_TIMESTAMP ? null : timestamp;
        }
    }
}
