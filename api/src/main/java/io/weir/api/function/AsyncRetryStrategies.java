package io.weir.api.function;

import java.io.Serializable;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Strategies for {@code AsyncDataStream.orderedWaitWithRetry} and {@code unorderedWaitWithRetry}. Predicates must be serializable. */
public final class AsyncRetryStrategies {
    private AsyncRetryStrategies() {}

    /** What both builders have together. */
    abstract static class Builder<OUT, B> {
        final int maxAttempts;

        @Nullable
        Predicate<Collection<OUT>> resultPredicate;

        @Nullable
        Predicate<Throwable> exceptionPredicate;

        Builder(int maxAttempts, boolean delaysAreSane) {
            if (maxAttempts < 1 || !delaysAreSane) {
                throw new IllegalArgumentException("[API-186] A retry strategy with " + maxAttempts
                        + " attempts and these delays makes no sense. There is at least one attempt, delays are not negative, "
                        + "and a multiplier is at least 1. Correct the arguments of the builder.");
            }
            this.maxAttempts = maxAttempts;
        }

        abstract B self();

        /** Results for which there is another attempt. */
        public B ifResult(Predicate<Collection<OUT>> predicate) {
            resultPredicate = predicate;
            return self();
        }

        /** Errors for which there is another attempt. */
        public B ifException(Predicate<Throwable> predicate) {
            exceptionPredicate = predicate;
            return self();
        }
    }

    /** The same delay before each attempt. */
    public static class FixedDelayRetryStrategyBuilder<OUT> extends Builder<OUT, FixedDelayRetryStrategyBuilder<OUT>> {
        private final long backoffTimeMillis;

        /** @throws IllegalArgumentException [API-186] if {@code maxAttempts} is below 1 or the delay negative */
        public FixedDelayRetryStrategyBuilder(int maxAttempts, long backoffTimeMillis) {
            super(maxAttempts, backoffTimeMillis >= 0);
            this.backoffTimeMillis = backoffTimeMillis;
        }

        @Override
        FixedDelayRetryStrategyBuilder<OUT> self() {
            return this;
        }

        public AsyncRetryStrategy<OUT> build() {
            return new Backoff<>(
                    maxAttempts, backoffTimeMillis, backoffTimeMillis, 1, resultPredicate, exceptionPredicate);
        }
    }

    /** A delay that grows from attempt to attempt. */
    public static class ExponentialBackoffDelayRetryStrategyBuilder<OUT>
            extends Builder<OUT, ExponentialBackoffDelayRetryStrategyBuilder<OUT>> {
        private final long initialDelay;
        private final long maxRetryDelay;
        private final double multiplier;

        /**
         * Delays in milliseconds.
         *
         * @throws IllegalArgumentException [API-186] if {@code maxAttempts} is below 1, a delay negative or the multiplier below 1
         */
        public ExponentialBackoffDelayRetryStrategyBuilder(
                int maxAttempts, long initialDelay, long maxRetryDelay, double multiplier) {
            super(maxAttempts, initialDelay >= 0 && maxRetryDelay >= 0 && multiplier >= 1);
            this.initialDelay = initialDelay;
            this.maxRetryDelay = maxRetryDelay;
            this.multiplier = multiplier;
        }

        @Override
        ExponentialBackoffDelayRetryStrategyBuilder<OUT> self() {
            return this;
        }

        public AsyncRetryStrategy<OUT> build() {
            return new Backoff<>(
                    maxAttempts, initialDelay, maxRetryDelay, multiplier, resultPredicate, exceptionPredicate);
        }
    }

    private record Backoff<OUT>(
            int maxAttempts,
            long initialMillis,
            long maxMillis,
            double multiplier,
            @Nullable Predicate<Collection<OUT>> onResult,
            @Nullable Predicate<Throwable> onException)
            implements AsyncRetryStrategy<OUT>, AsyncRetryPredicate<OUT>, Serializable {
        @Override
        public boolean canRetry(int currentAttempts) {
            return currentAttempts < maxAttempts;
        }

        @Override
        public long getBackoffTimeMillis(int currentAttempts) {
            return (long) Math.min((double) maxMillis, initialMillis * Math.pow(multiplier, currentAttempts - 1.0));
        }

        @Override
        public AsyncRetryPredicate<OUT> getRetryPredicate() {
            return this;
        }

        @Override
        public Optional<Predicate<Collection<OUT>>> resultPredicate() {
            return Optional.ofNullable(onResult);
        }

        @Override
        public Optional<Predicate<Throwable>> exceptionPredicate() {
            return Optional.ofNullable(onException);
        }
    }
}
