package io.weir.actors.guard;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a port that have not said who they are: so many at most, each for so long at most. When another comes, the oldest has to go:
 * who belongs here introduces itself at once, so the oldest is the least likely to. A thousand that hang on keep nobody out.
 *
 * <p>Pure; times are any monotonic nanoseconds. For one thread.
 */
public final class Strangers<T> {
    private final int most;
    private final long patienceNanos;
    /** Each with the time by which it must be introduced, oldest first. */
    private final Map<T, Long> deadlines = new LinkedHashMap<>();

    /** @param most at least 1 */
    public Strangers(int most, long patienceNanos) {
        this.most = most;
        this.patienceNanos = patienceNanos;
    }

    /** Who has to go before another may come; null if there is room. */
    public @Nullable T inTheWay() {
        return deadlines.size() < most ? null : oldest();
    }

    public void arrived(T stranger, long now) {
        deadlines.put(stranger, now + patienceNanos);
    }

    /** It is introduced, or gone. */
    public void left(T stranger) {
        deadlines.remove(stranger);
    }

    /** One that was given its time; null if there is none. */
    public @Nullable T overdue(long now) {
        T oldest = oldest();
        return oldest != null && nanosLeft(now) <= 0 ? oldest : null;
    }

    public @Nullable T oldest() {
        return deadlines.isEmpty() ? null : deadlines.keySet().iterator().next();
    }

    /** Until {@link #overdue} has one, at most 0 if it has; {@link Long#MAX_VALUE} if there is nobody. */
    public long nanosLeft(long now) {
        return deadlines.isEmpty()
                ? Long.MAX_VALUE
                : deadlines.values().iterator().next() - now;
    }

    public int size() {
        return deadlines.size();
    }
}
