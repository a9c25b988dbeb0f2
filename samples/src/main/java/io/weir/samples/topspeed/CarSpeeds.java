package io.weir.samples.topspeed;

import io.weir.samples.shared.Columns;
import io.weir.samples.shared.SumRow;

/**
 * What was told of a car.
 *
 * @param times how often
 */
public record CarSpeeds(String name, int times, int sumKmh, int topKmh) implements SumRow<CarSpeeds> {
    static final Columns COLUMNS = Columns.of("%-6s %6d %10.1f %9d", "car", "told", "mean km/h", "top km/h");

    static CarSpeeds of(CarEvent fastest) {
        return new CarSpeeds(String.valueOf(fastest.car()), 1, fastest.kmh(), fastest.kmh());
    }

    @Override
    public CarSpeeds with(CarSpeeds later) {
        return new CarSpeeds(name, times + later.times, sumKmh + later.sumKmh, Math.max(topKmh, later.topKmh));
    }

    @Override
    public CarSpeeds inAll() {
        return new CarSpeeds(ALL, times, sumKmh, topKmh);
    }

    @Override
    public String toString() {
        return COLUMNS.line(name, times, (double) sumKmh / times, topKmh);
    }
}
