package io.weir.api.time;

import io.weir.api.argument.Argument;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A length of time, as in {@code Time.seconds(5)}. */
public record Time(long size, TimeUnit unit) {
    public Time {
        Argument.given(unit, "unit");
    }

    public static Time of(long size, TimeUnit unit) {
        return new Time(size, unit);
    }

    /** To the millisecond. */
    public static Time of(Duration duration) {
        return milliseconds(Argument.millis(duration, "duration"));
    }

    /** To the millisecond. */
    public static Time fromDuration(Duration duration) {
        return of(duration);
    }

    public static Time milliseconds(long milliseconds) {
        return of(milliseconds, TimeUnit.MILLISECONDS);
    }

    public static Time seconds(long seconds) {
        return of(seconds, TimeUnit.SECONDS);
    }

    public static Time minutes(long minutes) {
        return of(minutes, TimeUnit.MINUTES);
    }

    public static Time hours(long hours) {
        return of(hours, TimeUnit.HOURS);
    }

    public static Time days(long days) {
        return of(days, TimeUnit.DAYS);
    }

    public long getSize() {
        return size;
    }

    public TimeUnit getUnit() {
        return unit;
    }

    public long toMilliseconds() {
        return unit.toMillis(size);
    }

    /** In whole seconds. */
    public long toSeconds() {
        return unit.toSeconds(size);
    }

    /** The longest one there is if this is longer. */
    public Duration toDuration() {
        try {
            return Duration.of(size, unit.toChronoUnit());
        } catch (ArithmeticException e) {
            return Duration.ofSeconds(size < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
        }
    }
}
