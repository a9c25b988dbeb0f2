package io.weir.samples.earthquakes;

import io.weir.samples.shared.Columns;
import io.weir.samples.shared.SumRow;

/**
 * What happened in a region.
 *
 * @param hours with an earthquake that was reported in time
 * @param late earthquakes whose hour was counted before they were reported
 */
public record WeekOfRegion(String name, int earthquakes, int hours, double strongest, int late)
        implements SumRow<WeekOfRegion> {
    static final Columns COLUMNS =
            Columns.of("%-28s %12d %7d %10.1f %6d", "region", "earthquakes", "hours", "strongest", "late");

    static WeekOfRegion of(HourOfRegion hour) {
        return new WeekOfRegion(hour.region(), hour.earthquakes(), 1, hour.strongest(), 0);
    }

    static WeekOfRegion late(Earthquake earthquake) {
        return new WeekOfRegion(earthquake.region(), 0, 0, Double.NEGATIVE_INFINITY, 1);
    }

    @Override
    public long rank() {
        return earthquakes;
    }

    @Override
    public WeekOfRegion with(WeekOfRegion later) {
        return new WeekOfRegion(
                name,
                earthquakes + later.earthquakes,
                hours + later.hours,
                Math.max(strongest, later.strongest),
                late + later.late);
    }

    @Override
    public WeekOfRegion inAll() {
        return new WeekOfRegion(ALL, earthquakes, hours, strongest, late);
    }

    @Override
    public String toString() {
        return COLUMNS.line(name, earthquakes, hours, strongest, late);
    }
}
