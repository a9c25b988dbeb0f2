package io.weir.runtime.job;

import io.weir.api.graph.JobSettings;
import io.weir.api.graph.RestartStrategySpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;

/** Says after each failure of an attempt whether, and after how long, the job runs again. Confined to its owner's thread. */
public interface RestartStrategy {
    /**
     * An attempt failed. Several failures before the restart they lead to are one; the caller tells of the first only.
     *
     * @param nowMillis since 1970
     * @return milliseconds to wait, or nothing: the job has failed
     */
    OptionalLong onFailure(long nowMillis);

    /** For how long a worker's loss is remembered; see {@link JobDirector}. */
    default long forgetAfterMillis() {
        return 3_600_000;
    }

    /** Why {@link #onFailure} said no, for the last sentence of the job. */
    String limit();

    /** What a user described; {@code random}, uniform in [0, 1), is for the jitter. */
    static RestartStrategy of(RestartStrategySpec spec, DoubleSupplier random) {
        if (spec instanceof RestartStrategySpec.FixedDelay fixed) {
            return new FixedDelay(fixed);
        } else if (spec instanceof RestartStrategySpec.ExponentialDelay exponential) {
            return new ExponentialDelay(exponential, random);
        } else if (spec instanceof RestartStrategySpec.FailureRate rate) {
            return new FailureRate(rate);
        }
        return new Never("Its restart strategy is to have none");
    }

    /** What applies to a job: what its user described, or the default. */
    static RestartStrategy of(JobSettings settings, DoubleSupplier random) {
        if (settings.restartStrategy() == null && !settings.checkpoints().enabled()) {
            return new Never(
                    "The job has no restart strategy (the default without checkpoints); enable checkpoints or set one");
        }
        return of(settings.resolvedRestartStrategy(), random);
    }

    /** The first failure is the last. */
    final class Never implements RestartStrategy {
        private final String limit;

        Never(String limit) {
            this.limit = limit;
        }

        @Override
        public OptionalLong onFailure(long nowMillis) {
            return OptionalLong.empty();
        }

        @Override
        public String limit() {
            return limit;
        }
    }

    /** So many restarts in the whole life of the job. */
    final class FixedDelay implements RestartStrategy {
        private final RestartStrategySpec.FixedDelay spec;
        private int restarts;

        FixedDelay(RestartStrategySpec.FixedDelay spec) {
            this.spec = spec;
        }

        @Override
        public OptionalLong onFailure(long nowMillis) {
            restarts++;
            return restarts > spec.attempts() ? OptionalLong.empty() : OptionalLong.of(spec.delayMs());
        }

        @Override
        public String limit() {
            return "The restart strategy allows " + spec.attempts() + " restarts";
        }
    }

    /** Longer and longer delays, until the job has run well for a while. */
    final class ExponentialDelay implements RestartStrategy {
        private final RestartStrategySpec.ExponentialDelay spec;
        private final DoubleSupplier random;
        private double delay;
        private int restarts;
        private long restartedAt = Long.MIN_VALUE;

        ExponentialDelay(RestartStrategySpec.ExponentialDelay spec, DoubleSupplier random) {
            this.spec = spec;
            this.random = random;
            this.delay = (double) spec.initialMs();
        }

        @Override
        public OptionalLong onFailure(long nowMillis) {
            if (restartedAt != Long.MIN_VALUE) {
                boolean ranWell = nowMillis - restartedAt >= spec.resetThresholdMs();
                delay = ranWell
                        ? (double) spec.initialMs()
                        : Math.min(delay * spec.multiplier(), (double) spec.maxMs());
                restarts = ranWell ? 0 : restarts;
            }
            restarts++;
            if (restarts > spec.attempts()) {
                return OptionalLong.empty();
            }
            double jitter = delay * spec.jitter() * (2 * random.getAsDouble() - 1);
            long wait = Math.max(0, Math.round(delay + jitter));
            restartedAt = nowMillis + wait;
            return OptionalLong.of(wait);
        }

        @Override
        public long forgetAfterMillis() {
            return spec.resetThresholdMs();
        }

        @Override
        public String limit() {
            return "The restart strategy allows " + spec.attempts() + " restarts in a row";
        }
    }

    /** So many failures in any interval. */
    final class FailureRate implements RestartStrategy {
        private final RestartStrategySpec.FailureRate spec;
        private final Deque<Long> failures = new ArrayDeque<>();

        FailureRate(RestartStrategySpec.FailureRate spec) {
            this.spec = spec;
        }

        @Override
        public OptionalLong onFailure(long nowMillis) {
            while (!failures.isEmpty() && nowMillis - failures.getFirst() >= spec.intervalMs()) {
                failures.removeFirst();
            }
            failures.addLast(nowMillis);
            return failures.size() > spec.maxFailures() ? OptionalLong.empty() : OptionalLong.of(spec.delayMs());
        }

        @Override
        public long forgetAfterMillis() {
            return spec.intervalMs();
        }

        @Override
        public String limit() {
            return "The restart strategy allows " + spec.maxFailures() + " failures in " + spec.intervalMs() + " ms";
        }
    }
}
