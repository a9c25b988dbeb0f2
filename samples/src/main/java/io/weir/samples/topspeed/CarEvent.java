package io.weir.samples.topspeed;

import io.weir.samples.shared.Columns;

/**
 * What a car says of itself once a second.
 *
 * @param metres how far it has come
 */
public record CarEvent(int car, int kmh, double metres, long millis) {
    static final Columns COLUMNS = Columns.of("%-6s %13d %11d %9.0f", "car", "fastest km/h", "at second", "at metre");

    private static final int[] SPEEDS = {50, 60, 70, 80, 90, 100, 90, 80, 70, 60};

    /** Event i, always the same one: of car i % 2, which goes from 50 to 100 km/h and back, again and again. */
    static CarEvent generated(long i) {
        int car = (int) (i % 2);
        long second = i / 2;
        int phase = 5 * car; // one is at its fastest when the other is at its slowest
        long tenthsOfKmh = 0;
        for (long s = second - second % SPEEDS.length; s <= second; s++) {
            tenthsOfKmh += SPEEDS[(int) ((s + phase) % SPEEDS.length)];
        }
        tenthsOfKmh += second / SPEEDS.length * 750;
        return new CarEvent(car, SPEEDS[(int) ((second + phase) % SPEEDS.length)], tenthsOfKmh / 3.6, second * 1000);
    }

    @Override
    public String toString() {
        return COLUMNS.line(car, kmh, millis / 1000, metres);
    }
}
