package io.weir.samples.rules;

/** What a sensor measured, in degrees Celsius. */
public record Reading(String sensor, double celsius) {
    private static final int SENSORS = 5;

    /** Reading i, always the same one: of one of five sensors, 0.0 to 99.9 degrees. */
    static Reading generated(long i) {
        return new Reading("sensor-" + (char) ('a' + i % SENSORS), i * 317 % 1000 / 10.0);
    }
}
