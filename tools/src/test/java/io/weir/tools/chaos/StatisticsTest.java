package io.weir.tools.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.tools.chaos.Statistics.Point;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static List<Point> line(double from, double slope, int points) {
        List<Point> line = new ArrayList<>();
        for (int second = 0; second < points; second++) {
            line.add(new Point(second, from + slope * second));
        }
        return line;
    }

    @Test
    void quantilesAreValuesThatWereSeen() {
        List<Double> sorted = List.of(1.0, 2.0, 3.0, 4.0);
        assertThat(Statistics.quantile(sorted, 0.5)).isEqualTo(2);
        assertThat(Statistics.quantile(sorted, 0.99)).isEqualTo(4);
        assertThat(Statistics.quantile(sorted, 1)).isEqualTo(4);
        assertThat(Statistics.quantile(sorted, 0)).isEqualTo(1);
        assertThat(Statistics.quantile(List.of(), 0.5)).isNaN();
    }

    @Test
    void anOutlierDoesNotBendTheTrend() {
        List<Point> points = line(100, 0.5, 60);
        points.set(30, new Point(30, 1e9));
        assertThat(Statistics.slope(List.of(points), 1)).isEqualTo(0.5, within(1e-9));
    }

    @Test
    void seriesAtDifferentHeightsAreNotComparedWithEachOther() {
        assertThat(Statistics.slope(List.of(line(100, 0, 30), line(5_000, 0, 30)), 1))
                .isZero();
    }

    @Test
    void pointsThatAreTooCloseTellNothing() {
        assertThat(Statistics.slope(List.of(line(0, 1, 5)), 10)).isNaN();
    }
}
