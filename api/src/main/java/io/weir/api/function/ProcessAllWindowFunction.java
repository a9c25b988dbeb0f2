package io.weir.api.function;

import io.weir.api.Collector;
import io.weir.api.OutputTag;
import io.weir.api.state.KeyedStateStore;
import io.weir.api.window.Window;

/** Makes the results of a window of a stream without keys, and may keep state of the window and of the stream. */
public abstract class ProcessAllWindowFunction<IN, OUT, W extends Window> extends AbstractRichFunction {
    /** {@code elements} holds all records of the window, or the one value that they were reduced or aggregated to. */
    public abstract void process(Context context, Iterable<IN> elements, Collector<OUT> out) throws Exception;

    /** The window is gone: clears what is in {@link Context#windowState}. */
    public void clear(Context context) throws Exception {}

    /** Valid only during the call it was handed to. */
    public abstract class Context {
        public abstract W window();

        /** Milliseconds. */
        public abstract long currentProcessingTime();

        /** Milliseconds; {@link Long#MIN_VALUE} before the first watermark. */
        public abstract long currentWatermark();

        /** State of this window; clear it in {@link ProcessAllWindowFunction#clear}. Not with windows that merge. */
        public abstract KeyedStateStore windowState();

        /** State shared by all windows. */
        public abstract KeyedStateStore globalState();

        public abstract <X> void output(OutputTag<X> outputTag, X value);
    }
}
