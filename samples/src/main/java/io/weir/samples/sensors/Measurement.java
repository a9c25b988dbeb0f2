package io.weir.samples.sensors;

import io.weir.api.Collector;

/**
 * What a sensor measured.
 *
 * @param time {@code 2010-01-01T01:00:00}
 */
public record Measurement(String sensor, String time, double value) {
    private static final int FIELDS = 4; // date,pressure,temperature,wind

    /**
     * The three measurements of a line.
     *
     * @throws IllegalArgumentException if the line is something else
     */
    static void parse(String line, Collector<Measurement> measurements) {
        String[] fields = line.split(",", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("'" + line + "' is no line of the weather station. It has "
                    + fields.length + " fields instead of " + FIELDS + ": date,pressure,temperature,wind.");
        }
        measurements.collect(new Measurement("pressure", fields[0], Double.parseDouble(fields[1])));
        measurements.collect(new Measurement("temperature", fields[0], Double.parseDouble(fields[2])));
        measurements.collect(new Measurement("wind", fields[0], Double.parseDouble(fields[3])));
    }
}
