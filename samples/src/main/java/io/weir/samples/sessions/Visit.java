package io.weir.samples.sessions;

import java.util.Locale;

/** Clicks of a user without a long pause between them; the first and the last at these seconds of the day. */
public record Visit(String user, int from, int to, int clicks) {
    static Visit of(Click click) {
        return new Visit(click.user(), click.second(), click.second(), 1);
    }

    /** Both as one, in whatever order they came. */
    Visit with(Visit other) {
        return new Visit(user, Math.min(from, other.from), Math.max(to, other.to), clicks + other.clicks);
    }

    @Override
    public String toString() {
        return user + " from " + time(from) + " to " + time(to) + ", " + clicks + (clicks == 1 ? " click" : " clicks");
    }

    private static String time(int second) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60);
    }
}
