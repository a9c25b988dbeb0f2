package io.weir.runtime.operator.window;

import io.weir.api.OutputTag;
import io.weir.api.function.AllWindowFunction;
import io.weir.api.function.Function;
import io.weir.api.function.ProcessAllWindowFunction;
import io.weir.api.function.ProcessWindowFunction;
import io.weir.api.function.WindowFunction;
import io.weir.api.state.KeyedStateStore;
import io.weir.api.window.Window;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.TimestampedCollector;
import io.weir.runtime.output.Output;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the content of a window that fires: the user's function is called, and what it collects has the last millisecond of the
 * window as timestamp. When it is called, the current key is that of the window and the current namespace the plain one.
 */
abstract class WindowResults {
    /** What a function may know of the operator it works for. */
    interface Surroundings {
        long currentProcessingTime();

        /** The later one of the newest watermark and that of the snapshot the operator started from. */
        long currentWatermark();

        /** State of the current key and the window. */
        KeyedStateStore windowState(Window window);

        KeyedStateStore globalState();
    }

    private final TimestampedCollector collector;

    private WindowResults(OperatorContext context, Output output) {
        this.collector = new TimestampedCollector(context, output, "the window's function");
    }

    /** @param function one of the kinds that a window spec allows, or null to emit the contents themselves */
    @SuppressWarnings("unchecked") // types are erased: the API's generics have checked them
    static WindowResults of(
            @Nullable Function function, OperatorContext context, Output output, Surroundings surroundings) {
        if (function == null) {
            return new Contents(context, output);
        }
        if (function instanceof WindowFunction<?, ?, ?, ?> apply) {
            return new Applied(context, output, (WindowFunction<Object, Object, Object, Window>) apply);
        }
        if (function instanceof AllWindowFunction<?, ?, ?> apply) {
            return new AppliedToAll(context, output, (AllWindowFunction<Object, Object, Window>) apply);
        }
        if (function instanceof ProcessWindowFunction<?, ?, ?, ?> process) {
            return new Processed(
                    context, output, (ProcessWindowFunction<Object, Object, Object, Window>) process, surroundings);
        }
        if (function instanceof ProcessAllWindowFunction<?, ?, ?> process) {
            return new AllProcessed(
                    context, output, (ProcessAllWindowFunction<Object, Object, Window>) process, surroundings);
        }
        throw new AssertionError(function.getClass());
    }

    /** A window fires that has this in it. */
    final void emit(Object key, Window window, Iterable<Object> content) throws Exception {
        collector.timestamp = window.maxTimestamp();
        call(key, window, content, collector);
    }

    /** As {@link #emit}, for one value. */
    void emitOne(Object key, Window window, Object content) throws Exception {
        emit(key, window, Collections.singletonList(content));
    }

    /** The window is gone. */
    void clear(Window window) throws Exception {}

    abstract void call(Object key, Window window, Iterable<Object> content, TimestampedCollector out) throws Exception;

    private static final class Contents extends WindowResults {
        private final Output output;

        Contents(OperatorContext context, Output output) {
            super(context, output);
            this.output = output;
        }

        @Override
        void emitOne(Object key, Window window, Object content) {
            output.emit(content, window.maxTimestamp());
        }

        @Override
        void call(Object key, Window window, Iterable<Object> content, TimestampedCollector out) {
            for (Object each : content) {
                out.collect(each);
            }
        }
    }

    private static final class Applied extends WindowResults {
        private final WindowFunction<Object, Object, Object, Window> function;

        Applied(OperatorContext context, Output output, WindowFunction<Object, Object, Object, Window> function) {
            super(context, output);
            this.function = function;
        }

        @Override
        void call(Object key, Window window, Iterable<Object> content, TimestampedCollector out) throws Exception {
            function.apply(key, window, content, out);
        }
    }

    private static final class AppliedToAll extends WindowResults {
        private final AllWindowFunction<Object, Object, Window> function;

        AppliedToAll(OperatorContext context, Output output, AllWindowFunction<Object, Object, Window> function) {
            super(context, output);
            this.function = function;
        }

        @Override
        void call(Object key, Window window, Iterable<Object> content, TimestampedCollector out) throws Exception {
            function.apply(window, content, out);
        }
    }

    private static final class Processed extends WindowResults {
        private final ProcessWindowFunction<Object, Object, Object, Window> function;
        private final KeyedCall call;

        Processed(
                OperatorContext context,
                Output output,
                ProcessWindowFunction<Object, Object, Object, Window> function,
                Surroundings surroundings) {
            super(context, output);
            this.function = function;
            this.call = new KeyedCall(function, context, surroundings);
        }

        @Override
        void call(Object key, Window window, Iterable<Object> content, TimestampedCollector out) throws Exception {
            call.window = window;
            function.process(key, call, content, out);
        }

        @Override
        void clear(Window window) throws Exception {
            call.window = window;
            function.clear(call);
        }

        private static final class KeyedCall extends ProcessWindowFunction<Object, Object, Object, Window>.Context {
            private final OperatorContext context;
            private final Surroundings surroundings;
            private @Nullable Window window;

            KeyedCall(
                    ProcessWindowFunction<Object, Object, Object, Window> function,
                    OperatorContext context,
                    Surroundings surroundings) {
                function.super();
                this.context = context;
                this.surroundings = surroundings;
            }

            @Override
            @SuppressWarnings("NullAway") // set before each call
            public Window window() {
                return window;
            }

            @Override
            public long currentProcessingTime() {
                return surroundings.currentProcessingTime();
            }

            @Override
            public long currentWatermark() {
                return surroundings.currentWatermark();
            }

            @Override
            public KeyedStateStore windowState() {
                return surroundings.windowState(window());
            }

            @Override
            public KeyedStateStore globalState() {
                return surroundings.globalState();
            }

            @Override
            public <X> void output(OutputTag<X> tag, X value) {
                context.output(tag, value, window().maxTimestamp());
            }
        }
    }

    private static final class AllProcessed extends WindowResults {
        private final ProcessAllWindowFunction<Object, Object, Window> function;
        private final AllCall call;

        AllProcessed(
                OperatorContext context,
                Output output,
                ProcessAllWindowFunction<Object, Object, Window> function,
                Surroundings surroundings) {
            super(context, output);
            this.function = function;
            this.call = new AllCall(function, context, surroundings);
        }

        @Override
        void call(Object key, Window window, Iterable<Object> content, TimestampedCollector out) throws Exception {
            call.window = window;
            function.process(call, content, out);
        }

        @Override
        void clear(Window window) throws Exception {
            call.window = window;
            function.clear(call);
        }

        private static final class AllCall extends ProcessAllWindowFunction<Object, Object, Window>.Context {
            private final OperatorContext context;
            private final Surroundings surroundings;
            private @Nullable Window window;

            AllCall(
                    ProcessAllWindowFunction<Object, Object, Window> function,
                    OperatorContext context,
                    Surroundings surroundings) {
                function.super();
                this.context = context;
                this.surroundings = surroundings;
            }

            @Override
            @SuppressWarnings("NullAway") // set before each call
            public Window window() {
                return window;
            }

            @Override
            public long currentProcessingTime() {
                return surroundings.currentProcessingTime();
            }

            @Override
            public long currentWatermark() {
                return surroundings.currentWatermark();
            }

            @Override
            public KeyedStateStore windowState() {
                return surroundings.windowState(window());
            }

            @Override
            public KeyedStateStore globalState() {
                return surroundings.globalState();
            }

            @Override
            public <X> void output(OutputTag<X> tag, X value) {
                context.output(tag, value, window().maxTimestamp());
            }
        }
    }
}
