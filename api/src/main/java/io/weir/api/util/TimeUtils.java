package io.weir.api.util;

import io.weir.api.argument.Argument;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Lengths of time as text, as in {@code 10 s}, {@code 200 ms} or {@code 1d}. */
public final class TimeUtils {
    private TimeUtils() {}

    /**
     * Reads a whole number and a unit: d, h, min, m, s, ms, µs, ns, or a longer name of one of these; without a unit it is milliseconds.
     * {@code PT10S} is read as {@link Duration#parse} does.
     *
     * @throws IllegalArgumentException [API-295] if the text is something else
     */
    public static Duration parseDuration(String text) {
        String trimmed = Argument.given(text, "text").trim();
        int digits = 0;
        while (digits < trimmed.length() && Character.isDigit(trimmed.charAt(digits))) {
            digits++;
        }
        try {
            if (digits == 0) {
                return Duration.parse(trimmed);
            }
            long number = Long.parseLong(trimmed.substring(0, digits));
            return Duration.of(number, unit(trimmed.substring(digits).trim().toLowerCase(Locale.US)));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "[API-295] '" + text
                            + "' is no length of time. It is a whole number and a unit of d, h, min, s, ms, us, ns. "
                            + "Write it as 10 s.",
                    e);
        }
    }

    /** As {@link #parseDuration} reads it, in milliseconds: {@code 1500 ms}. */
    public static String getStringInMillis(Duration duration) {
        return Argument.given(duration, "duration").toMillis() + "ms";
    }

    /** In the largest unit in which it is a whole number: {@code 2 min}. */
    public static String formatWithHighestUnit(Duration duration) {
        long nanos = Argument.given(duration, "duration").toNanos();
        String[] names = {"d", "h", "min", "s", "ms", "µs"};
        long[] lengths = {86_400_000_000_000L, 3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L};
        for (int i = 0; i < names.length && nanos != 0; i++) {
            if (nanos % lengths[i] == 0) {
                return nanos / lengths[i] + " " + names[i];
            }
        }
        return nanos + " ns";
    }

    private static ChronoUnit unit(String name) {
        return switch (name) {
            case "d", "day", "days" -> ChronoUnit.DAYS;
            case "h", "hour", "hours" -> ChronoUnit.HOURS;
            case "min", "m", "minute", "minutes" -> ChronoUnit.MINUTES;
            case "s", "sec", "secs", "second", "seconds" -> ChronoUnit.SECONDS;
            case "", "ms", "milli", "millis", "millisecond", "milliseconds" -> ChronoUnit.MILLIS;
            case "us", "µs", "micro", "micros", "microsecond", "microseconds" -> ChronoUnit.MICROS;
            case "ns", "nano", "nanos", "nanosecond", "nanoseconds" -> ChronoUnit.NANOS;
            default -> throw new IllegalArgumentException(name);
        };
    }
}
