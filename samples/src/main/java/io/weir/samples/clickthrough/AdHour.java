package io.weir.samples.clickthrough;

import io.weir.samples.shared.Columns;
import java.util.Locale;

/**
 * An hour of an advertisement.
 *
 * @param hour of the day, 0 to 23
 */
public record AdHour(String ad, int hour, Rate rate) {
    static final Columns COLUMNS = Columns.of("%-13s  %-8s %7d %7d %7.2f", "hour", "ad", "shown", "clicks", "CTR %");

    @Override
    public String toString() {
        String hours = String.format(Locale.ROOT, "%02d:00 - %02d:00", hour, hour + 1);
        return COLUMNS.line(hours, ad, rate.shown(), rate.clicks(), rate.percent());
    }
}
