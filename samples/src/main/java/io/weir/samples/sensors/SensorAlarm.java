package io.weir.samples.sensors;

import io.weir.samples.shared.Columns;

/**
 * The average of a sensor left its limits, or came back.
 *
 * @param is {@code low}, {@code high} or {@code usual}: that ends an alarm
 */
public record SensorAlarm(String sensor, String time, double average, String is) {
    static final Columns COLUMNS = Columns.of("%-16s  %-11s %9.1f %-5s  %-5s", "time", "sensor", "24 h avg", "", "is");

    @Override
    public String toString() {
        String minute = time.substring(0, "2010-01-01T00:00".length()).replace('T', ' ');
        return COLUMNS.line(minute, sensor, average, Limits.of(sensor).unit(), is);
    }
}
