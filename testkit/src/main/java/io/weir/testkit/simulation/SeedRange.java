package io.weir.testkit.simulation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Seeds from {@code first} to {@code last}, both included. */
record SeedRange(long first, long last) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,18})(?:\\.\\.(\\d{1,18}))?");

    /**
     * Reads {@code 1..50} or {@code 17}.
     *
     * @throws IllegalArgumentException [CLI-570] if it is neither
     */
    static SeedRange parse(String text) {
        Matcher matcher = RANGE.matcher(text);
        if (matcher.matches()) {
            long first = Long.parseLong(matcher.group(1));
            String last = matcher.group(2);
            SeedRange range = new SeedRange(first, last == null ? first : Long.parseLong(last));
            if (range.last >= first) {
                return range;
            }
        }
        throw new IllegalArgumentException("[CLI-570] '" + text
                + "' is no range of seeds. It has to be FIRST..LAST or one number, not below 0. Try: --seeds 1..50");
    }
}
