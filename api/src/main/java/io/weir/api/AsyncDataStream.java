package io.weir.api;

import io.weir.api.argument.Argument;
import io.weir.api.function.AsyncFunction;
import io.weir.api.function.AsyncRetryStrategy;
import io.weir.api.graph.operator.AsyncSpec;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks something outside for each record and goes on meanwhile. So many records may wait for their answers as the capacity says; then no
 * more are read. Records that wait are part of a checkpoint and are asked again after a restart, so that an answer may be asked for twice
 * but never is lost.
 *
 * <p>Ordered: results leave in the order of the records. Unordered: results leave when they come, but no result passes a watermark, in
 * either direction; without watermarks they leave in any order.
 */
public final class AsyncDataStream {
    private static final int DEFAULT_CAPACITY = 100;

    private AsyncDataStream() {}

    /**
     * Results leave in the order of the records.
     *
     * @param timeout for each record, with all its attempts; 0 for none
     */
    public static <IN, OUT> SingleOutputStreamOperator<OUT> orderedWait(
            DataStream<IN> in, AsyncFunction<IN, OUT> func, long timeout, TimeUnit timeUnit, int capacity) {
        Argument.given(in, "in");
        Argument.given(func, "func");
        Argument.given(timeUnit, "timeUnit");
        return made(in, func, timeUnit.toMillis(timeout), capacity, true, null);
    }

    public static <IN, OUT> SingleOutputStreamOperator<OUT> orderedWait(
            DataStream<IN> in, AsyncFunction<IN, OUT> func, long timeout, TimeUnit timeUnit) {
        return orderedWait(in, func, timeout, timeUnit, DEFAULT_CAPACITY);
    }

    /**
     * Results leave when they come, between watermarks.
     *
     * @param timeout for each record, with all its attempts; 0 for none
     */
    public static <IN, OUT> SingleOutputStreamOperator<OUT> unorderedWait(
            DataStream<IN> in, AsyncFunction<IN, OUT> func, long timeout, TimeUnit timeUnit, int capacity) {
        Argument.given(in, "in");
        Argument.given(func, "func");
        Argument.given(timeUnit, "timeUnit");
        return made(in, func, timeUnit.toMillis(timeout), capacity, false, null);
    }

    public static <IN, OUT> SingleOutputStreamOperator<OUT> unorderedWait(
            DataStream<IN> in, AsyncFunction<IN, OUT> func, long timeout, TimeUnit timeUnit) {
        return unorderedWait(in, func, timeout, timeUnit, DEFAULT_CAPACITY);
    }

    /**
     * Results leave in the order of the records; answers that the strategy names are asked for again.
     *
     * @param timeout for each record, with all its attempts; positive
     */
    public static <IN, OUT> SingleOutputStreamOperator<OUT> orderedWaitWithRetry(
            DataStream<IN> in,
            AsyncFunction<IN, OUT> func,
            long timeout,
            TimeUnit timeUnit,
            int capacity,
            AsyncRetryStrategy<OUT> asyncRetryStrategy) {
        Argument.given(in, "in");
        Argument.given(func, "func");
        Argument.given(timeUnit, "timeUnit");
        Argument.given(asyncRetryStrategy, "asyncRetryStrategy");
        return made(in, func, timeUnit.toMillis(timeout), capacity, true, asyncRetryStrategy);
    }

    public static <IN, OUT> SingleOutputStreamOperator<OUT> orderedWaitWithRetry(
            DataStream<IN> in,
            AsyncFunction<IN, OUT> func,
            long timeout,
            TimeUnit timeUnit,
            AsyncRetryStrategy<OUT> asyncRetryStrategy) {
        return orderedWaitWithRetry(in, func, timeout, timeUnit, DEFAULT_CAPACITY, asyncRetryStrategy);
    }

    /**
     * Results leave when they come, between watermarks; answers that the strategy names are asked for again.
     *
     * @param timeout for each record, with all its attempts; positive
     */
    public static <IN, OUT> SingleOutputStreamOperator<OUT> unorderedWaitWithRetry(
            DataStream<IN> in,
            AsyncFunction<IN, OUT> func,
            long timeout,
            TimeUnit timeUnit,
            int capacity,
            AsyncRetryStrategy<OUT> asyncRetryStrategy) {
        Argument.given(in, "in");
        Argument.given(func, "func");
        Argument.given(timeUnit, "timeUnit");
        Argument.given(asyncRetryStrategy, "asyncRetryStrategy");
        return made(in, func, timeUnit.toMillis(timeout), capacity, false, asyncRetryStrategy);
    }

    public static <IN, OUT> SingleOutputStreamOperator<OUT> unorderedWaitWithRetry(
            DataStream<IN> in,
            AsyncFunction<IN, OUT> func,
            long timeout,
            TimeUnit timeUnit,
            AsyncRetryStrategy<OUT> asyncRetryStrategy) {
        return unorderedWaitWithRetry(in, func, timeout, timeUnit, DEFAULT_CAPACITY, asyncRetryStrategy);
    }

    private static <IN, OUT> SingleOutputStreamOperator<OUT> made(
            DataStream<IN> in,
            AsyncFunction<IN, OUT> function,
            long timeoutMillis,
            int capacity,
            boolean ordered,
            @Nullable AsyncRetryStrategy<OUT> retry) {
        if (capacity < 1 || timeoutMillis < 0 || (retry != null && timeoutMillis == 0)) {
            throw new IllegalArgumentException(
                    "[API-187] An async operator with capacity " + capacity + " and a timeout of "
                            + timeoutMillis
                            + " ms makes no sense. The capacity is at least 1, the timeout not negative, and with a retry "
                            + "strategy positive. Correct the arguments.");
        }
        return in.operator("async wait operator", new AsyncSpec(function, timeoutMillis, capacity, ordered, retry));
    }
}
