package io.weir.samples.sessions;

import io.weir.samples.shared.Columns;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** Clicks of a user without a long pause between them; the first and the last at these seconds of the day. */
public record Visit(String user, int from, int to, int clicks) {
    static final Columns COLUMNS = Columns.of("%-6s  %-8s  %-8s %8.1f %7d", "user", "from", "to", "minutes", "clicks");

    static Visit of(Click click) {
        return new Visit(click.user(), click.second(), click.second(), 1);
    }

    /** Both as one, in whatever order they came. */
    Visit with(Visit other) {
        return new Visit(user, Math.min(from, other.from), Math.max(to, other.to), clicks + other.clicks);
    }

    double minutes() {
        return (to - from) / 60.0;
    }

    @Override
    public String toString() {
        return COLUMNS.line(user, time(from), time(to), minutes(), clicks);
    }

    private static String time(int second) {
        return LocalTime.ofSecondOfDay(second).format(DateTimeFormatter.ISO_LOCAL_TIME);
    }
}
