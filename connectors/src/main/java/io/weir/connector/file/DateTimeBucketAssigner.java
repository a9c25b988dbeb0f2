package io.weir.connector.file;

import io.weir.api.argument.Argument;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A directory for each hour of processing time, or whatever the pattern says. In UTC unless told otherwise: subtasks on machines in other zones must
 * agree.
 */
public final class DateTimeBucketAssigner<T> implements BucketAssigner<T> {
    private static final long serialVersionUID = 1;
    private static final String HOURLY = "yyyy-MM-dd--HH";

    private final String pattern;
    private final ZoneId zone;
    private transient @Nullable DateTimeFormatter formatter;
    private transient long lastSecond = Long.MIN_VALUE;
    private transient String lastBucket = "";

    /** Hourly, {@code yyyy-MM-dd--HH}. */
    public DateTimeBucketAssigner() {
        this(HOURLY);
    }

    public DateTimeBucketAssigner(String pattern) {
        this(pattern, ZoneOffset.UTC);
    }

    /**
     * @param pattern of {@link DateTimeFormatter}; a slash in it makes directories in directories
     * @throws IllegalArgumentException [API-281] if the pattern is none
     */
    public DateTimeBucketAssigner(String pattern, ZoneId zone) {
        this.pattern = Argument.named(pattern, "pattern");
        this.zone = Argument.given(zone, "zone");
        this.formatter = checked(pattern);
    }

    private static DateTimeFormatter checked(String pattern) {
        try {
            return DateTimeFormatter.ofPattern(pattern);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "[API-281] '" + pattern + "' is no pattern of dates (" + e.getMessage()
                            + "). It names the directory of each bucket. Write it as DateTimeFormatter reads it, such as "
                            + HOURLY + ".",
                    e);
        }
    }

    @Override
    public String getBucketId(T element, Context context) {
        long second = Math.floorDiv(context.currentProcessingTime(), 1000L);
        if (formatter == null
                || second
                        != lastSecond) { // no pattern tells apart what lies in one second, but for fractions, which are
            // no buckets
            if (formatter == null) {
                formatter = DateTimeFormatter.ofPattern(pattern);
            }
            lastBucket = formatter.format(Instant.ofEpochSecond(second).atZone(zone));
            lastSecond = second;
        }
        return lastBucket;
    }
}
