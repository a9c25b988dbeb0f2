package io.weir.api.graph.operator;

import io.weir.api.time.WatermarkStrategy;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Event time: timestamps and watermarks of the strategy instead of those that came. */
public record AssignTimeSpec(WatermarkStrategy<?> strategy) implements OperatorSpec {
    @Override
    public Serializable userObject() {
        return strategy;
    }

    @Override
    public boolean passesOn() {
        return true;
    }

    @Override
    public @Nullable Class<?> writes(@Nullable Class<?> reads) {
        return reads;
    }

    @Override
    public <R> R accept(Kinds<R> kinds) {
        return kinds.assignTime(this);
    }
}
