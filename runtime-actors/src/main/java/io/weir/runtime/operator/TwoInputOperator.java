package io.weir.runtime.operator;

import io.weir.api.function.Function;
import io.weir.api.function.KeySelector;
import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.output.Output;
import io.weir.runtime.time.CombinedWatermark;
import org.jspecify.annotations.Nullable;

/** An operator with two inputs, always the head of its chain. Its event time is that of the input that is behind. */
public abstract class TwoInputOperator<F extends Function> extends UserFunctionOperator<F> {
    private final CombinedWatermark combined = new CombinedWatermark(2);
    private final Combined passed = new Combined();
    private final ChainInput first = new First();
    private final ChainInput second = new Second();
    private @Nullable KeyedInput secondKeys;

    public TwoInputOperator(OperatorContext context, Output output, F function) {
        super(context, output, function);
    }

    /** A record of the first input. */
    protected abstract void first(Object value, long timestamp);

    /** A record of the second input. */
    protected abstract void second(Object value, long timestamp);

    @Override
    public void open() throws Exception {
        KeySelector<?, ?> key = context.node().secondStateKey();
        if (key != null && usesState()) {
            secondKeys = new KeyedInput(context, key, context.keyedState());
        }
        super.open();
        KeyedInput keys = keys();
        if (secondKeys != null && keys != null) {
            secondKeys.meets(keys);
        }
    }

    @Override
    public final ChainInput input(int index) {
        return index == 0 ? first : second;
    }

    @Override
    public final int inputs() {
        return 2;
    }

    @Override
    public final void emit(Object value, long timestamp) {
        throw new IllegalStateException(context.description() + " has two inputs, and was given a record of neither");
    }

    /** The function may use state: makes the key of a record of the second input the current one, if that input has keys. */
    protected final void selectSecondKey(Object value) {
        KeyedInput keys = secondKeys;
        if (keys != null) {
            keys.select(value);
        }
    }

    private final class First extends ChainInput {
        @Override
        public void expect(RecordBatch batch, int from, int to) {
            TwoInputOperator.this.expect(batch, from, to);
        }

        @Override
        public void emit(Object value, long timestamp) {
            first(value, timestamp);
        }

        @Override
        public void watermark(long timestamp) {
            combined.onWatermark(0, timestamp, passed);
        }

        @Override
        public void status(ChannelStatus status) {
            combined.onStatus(0, status, passed);
        }
    }

    private final class Second extends ChainInput {
        @Override
        public void expect(RecordBatch batch, int from, int to) {
            KeyedInput keys = secondKeys;
            if (keys != null) {
                keys.expect(batch, from, to);
            }
        }

        @Override
        public void emit(Object value, long timestamp) {
            second(value, timestamp);
        }

        @Override
        public void watermark(long timestamp) {
            combined.onWatermark(1, timestamp, passed);
        }

        @Override
        public void status(ChannelStatus status) {
            combined.onStatus(1, status, passed);
        }
    }

    /** What of both inputs' time reaches the operator. */
    private final class Combined implements Output {
        @Override
        public void emit(Object value, long timestamp) {
            throw new IllegalStateException("only time is combined");
        }

        @Override
        public void watermark(long timestamp) {
            TwoInputOperator.this.watermark(timestamp);
        }

        @Override
        public void status(ChannelStatus status) {
            TwoInputOperator.this.status(status);
        }
    }
}
