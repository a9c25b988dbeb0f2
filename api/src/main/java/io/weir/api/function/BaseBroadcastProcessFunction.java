package io.weir.api.function;

import io.weir.api.OutputTag;
import io.weir.api.state.BroadcastState;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.ReadOnlyBroadcastState;
import org.jspecify.annotations.Nullable;

/** What functions on a stream and a broadcast stream have together. */
public abstract class BaseBroadcastProcessFunction extends AbstractRichFunction {
    abstract class BaseContext {
        /** Milliseconds of event time of the record or timer; null if the record has none. */
        public abstract @Nullable Long timestamp();

        public abstract <X> void output(OutputTag<X> outputTag, X value);

        public abstract long currentProcessingTime();

        /** {@link Long#MIN_VALUE} before the first watermark. */
        public abstract long currentWatermark();
    }

    /** What the broadcast side sees: it alone may write broadcast state. Valid only during the call it was handed to. */
    public abstract class Context extends BaseContext {
        /**
         * The subtask's copy of a broadcast state; write the same to it on every subtask.
         *
         * @throws RuntimeException [API-182] if {@code broadcast(...)} was not told of it
         */
        public abstract <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor);
    }

    /** What the other side sees. Valid only during the call it was handed to. */
    public abstract class ReadOnlyContext extends BaseContext {
        /**
         * The subtask's copy of a broadcast state.
         *
         * @throws RuntimeException [API-182] if {@code broadcast(...)} was not told of it
         */
        public abstract <K, V> ReadOnlyBroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor);
    }
}
