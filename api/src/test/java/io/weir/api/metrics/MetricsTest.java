package io.weir.api.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void aMeterShowsTheAverageOfItsTimeSpan() {
        MeterView meter = new MeterView(10);
        meter.markEvent(50);
        assertThat(meter.getRate()).as("before the first update").isZero();
        meter.update();
        assertThat(meter.getRate()).isEqualTo(5);
        meter.update();
        assertThat(meter.getRate()).isEqualTo(5);
        meter.update();
        assertThat(meter.getRate()).as("the events were longer ago").isZero();
        meter.markEvent();
        assertThat(meter.getCount()).isEqualTo(51);
    }

    @Test
    void aHistogramDescribesTheLastValues() {
        Histogram histogram = new DescriptiveStatisticsHistogram(4);
        assertThat(histogram.getStatistics().getQuantile(0.5)).isZero();
        for (int value : new int[] {1_000, 4, 1, 3, 2}) {
            histogram.update(value);
        }
        HistogramStatistics now = histogram.getStatistics();
        assertThat(histogram.getCount()).isEqualTo(5);
        assertThat(now.getValues()).containsExactly(1, 2, 3, 4);
        assertThat(now.getMin()).isEqualTo(1);
        assertThat(now.getMax()).isEqualTo(4);
        assertThat(now.getMean()).isEqualTo(2.5);
        assertThat(now.getQuantile(0.5)).isEqualTo(2.5);
        assertThat(now.getQuantile(1)).isEqualTo(4);
        assertThat(now.getStdDev()).isBetween(1.29, 1.30);
    }

    @Test
    void aCounterGoesUpAndDown() {
        Counter counter = new SimpleCounter();
        counter.inc();
        counter.inc(5);
        counter.dec();
        counter.dec(2);
        assertThat(counter.getCount()).isEqualTo(3);
    }
}
