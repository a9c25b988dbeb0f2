package io.weir.samples.earthquakes;

import io.weir.samples.shared.Columns;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What happened in a region in an hour.
 *
 * @param from the beginning of the hour, milliseconds since 1970
 * @param strongest the highest magnitude
 */
public record HourOfRegion(String region, long from, int earthquakes, double strongest) {
    static final Columns COLUMNS =
            Columns.of("%-16s  %-28s %12d %10.1f", "hour (UTC)", "region", "earthquakes", "strongest");

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Override
    public String toString() {
        return COLUMNS.line(HOUR.format(Instant.ofEpochMilli(from)), region, earthquakes, strongest);
    }
}
