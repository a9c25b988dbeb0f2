package io.weir.api.graph.operator;

import io.weir.api.OutputTag;
import io.weir.api.function.ProcessJoinFunction;
import org.jspecify.annotations.Nullable;

/**
 * Pairs with {@code left.ts + lowerBound <= right.ts <= left.ts + upperBound}.
 *
 * @param lowerBound milliseconds
 * @param upperBound milliseconds; below {@code lowerBound} if bounds that are excluded leave nothing
 * @param leftLate where late records of the first input go; null if they are dropped
 * @param rightLate where late records of the second input go; null if they are dropped
 */
public record IntervalJoinSpec(
        ProcessJoinFunction<?, ?, ?> function,
        long lowerBound,
        long upperBound,
        @Nullable OutputTag<?> leftLate,
        @Nullable OutputTag<?> rightLate)
        implements FunctionSpec {
    @Override
    public boolean hasStateOfItsOwn() {
        return true;
    }

    @Override
    public KeyUse keyUse() {
        return KeyUse.NEEDED;
    }

    @Override
    public @Nullable Class<?> writes(@Nullable Class<?> reads) {
        return FunctionTypes.argument(function, ProcessJoinFunction.class, 2);
    }

    @Override
    public <R> R accept(Kinds<R> kinds) {
        return kinds.intervalJoin(this);
    }
}
