package io.weir.api.graph.operator;

import io.weir.api.function.AsyncFunction;
import io.weir.api.function.AsyncRetryStrategy;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Asks something outside for each record.
 *
 * @param timeoutMillis 0 for none
 * @param capacity how many records may wait, at least 1
 * @param ordered whether results leave in the order of the records
 * @param retry null if there is one attempt
 */
public record AsyncSpec(
        AsyncFunction<?, ?> function,
        long timeoutMillis,
        int capacity,
        boolean ordered,
        @Nullable AsyncRetryStrategy<?> retry)
        implements OperatorSpec {
    @Override
    public Serializable userObject() {
        return retry == null ? function : this;
    }

    @Override
    public boolean hasStateOfItsOwn() {
        return true;
    }

    @Override
    public <R> R accept(Kinds<R> kinds) {
        return kinds.async(this);
    }
}
