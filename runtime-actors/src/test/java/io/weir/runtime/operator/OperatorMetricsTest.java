package io.weir.runtime.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.metrics.Counter;
import io.weir.api.metrics.DescriptiveStatisticsHistogram;
import io.weir.api.metrics.MeterView;
import io.weir.api.metrics.MetricGroup;
import io.weir.api.metrics.View;
import io.weir.runtime.environment.UserMetric;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperatorMetricsTest {
    private final List<View> views = new ArrayList<>();
    private final OperatorMetrics metrics = new OperatorMetrics("count", views::add);
    private final MetricGroup root = metrics.root();

    private List<String> shown() {
        return metrics.read().stream()
                .map(metric -> metric.operator() + ": " + metric.name() + " = " + metric.value())
                .toList();
    }

    @Test
    void eachKindIsShownWithItsGroups() {
        root.counter("orders").inc(3);
        root.addGroup("shop").addGroup("city", "Berlin").counter(7).inc();
        root.gauge("size", () -> 42);
        root.meter("rate", new MeterView(60)).markEvent();
        root.histogram("cents", new DescriptiveStatisticsHistogram(10)).update(5);
        assertThat(shown())
                .containsExactly(
                        "count: cents = 1, min 5, p50 5, p95 5, p99 5, max 5",
                        "count: orders = 3",
                        "count: rate = 1, 0.0/s",
                        "count: shop.city.Berlin.7 = 1",
                        "count: size = 42");
        assertThat(root.addGroup("city", "Berlin").getAllVariables()).containsEntry("<city>", "Berlin");
        assertThat(root.addGroup("a").getMetricIdentifier("b")).isEqualTo("count.a.b");
    }

    @Test
    void aNameThatIsTakenKeepsItsFirstMetric() {
        Counter first = root.counter("n");
        Counter second = root.counter("n");
        first.inc();
        second.inc(100);
        assertThat(shown()).containsExactly("count: n = 1");
    }

    @Test
    void aGaugeThatThrowsShowsThatAndALongTextIsCut() {
        root.gauge("broken", () -> {
            throw new IllegalStateException("no value");
        });
        root.gauge("long", () -> "x".repeat(1_000));
        assertThat(metrics.read())
                .extracting(UserMetric::value)
                .first()
                .isEqualTo("java.lang.IllegalStateException: no value");
        assertThat(metrics.read().get(1).value()).hasSize(203).endsWith("...");
    }

    @Test
    void whoWantsToBeToldOfTimeIs() {
        MeterView meter = root.meter("rate", new MeterView(60));
        assertThat(views).containsExactly(meter);
    }

    @Test
    void thereIsALimitOfWhatIsShown() {
        for (int i = 0; i < OperatorMetrics.MAX_SHOWN + 5; i++) {
            root.counter(i).inc();
        }
        assertThat(shown()).hasSize(OperatorMetrics.MAX_SHOWN);
    }
}
