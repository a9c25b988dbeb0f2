package io.weir.samples.earthquakes;

import java.time.Instant;

/**
 * What happened in a region in an hour.
 *
 * @param from the beginning of the hour, milliseconds since 1970
 * @param strongest the highest magnitude
 */
public record HourOfRegion(String region, long from, int earthquakes, double strongest) {
    @Override
    public String toString() {
        return Instant.ofEpochMilli(from) + " " + region + ": " + earthquakes + ", strongest " + strongest;
    }
}
