package io.weir.api.function;

import java.io.Serializable;

/** Whether, when and after what a record is tried again; see {@link AsyncRetryStrategies}. The timeout is for all attempts together. */
public interface AsyncRetryStrategy<OUT> extends Serializable {
    /** {@code currentAttempts}: those made so far, at least 1. */
    boolean canRetry(int currentAttempts);

    /** Milliseconds to wait before the next attempt. */
    long getBackoffTimeMillis(int currentAttempts);

    AsyncRetryPredicate<OUT> getRetryPredicate();
}
