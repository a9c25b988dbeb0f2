package io.weir.samples.sensors;

import io.weir.samples.shared.Columns;
import io.weir.samples.shared.TableRow;

/**
 * What a sensor has measured.
 *
 * @param average of the last 24 hours
 * @param alarms how often its average left the limits
 */
public record SensorSoFar(String name, Extremes.Sum all, double average, int alarms) implements TableRow {
    static final Columns COLUMNS = Columns.of(
            "%-11s %-5s %6d %8.1f %8.1f %8.1f %9.1f %7d",
            "sensor", "unit", "hours", "lowest", "mean", "highest", "24 h avg", "alarms");

    @Override
    public String toString() {
        return COLUMNS.line(
                name, Limits.of(name).unit(), all.count(), all.low(), all.mean(), all.high(), average, alarms);
    }
}
