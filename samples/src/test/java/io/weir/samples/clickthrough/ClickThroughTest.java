package io.weir.samples.clickthrough;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.SingleOutputStreamOperator;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.testkit.JobTest;
import io.weir.testkit.TestSink;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ClickThroughTest {
    private static final int EVENTS = 5000;

    @Test
    void everyEventIsInOneHourAndInTheSum() {
        TestSink<AdHour> hours = new TestSink<>();
        TestSink<AdSoFar> last = new TestSink<>();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        SingleOutputStreamOperator<AdHour> counted = ClickThrough.count(
                env.fromGenerator(new AdEvents(7)::at, EVENTS).setParallelism(1));
        counted.sinkTo(hours);
        counted.getSideOutput(CountClicks.LAST).sinkTo(last);
        try (JobTest job = JobTest.start(env)) {
            job.runToEnd();
        }

        List<AdEvent> events =
                LongStream.range(0, EVENTS).mapToObj(new AdEvents(7)::at).toList();
        assertThat(hours.committed())
                .hasSize(5 * 5)
                .allSatisfy(hour -> assertThat(hour.rate())
                        .isEqualTo(recount(events.stream()
                                .filter(event -> event.ad().equals(hour.ad()) && event.second() / 3600 == hour.hour())
                                .toList())));
        assertThat(last.committed())
                .hasSize(5)
                .allSatisfy(ad -> assertThat(ad.rate())
                        .isEqualTo(recount(events.stream()
                                .filter(event -> event.ad().equals(ad.name()))
                                .toList())));
        assertThat(last.committed().stream()
                        .max(Comparator.comparingDouble(ad -> ad.rate().percent()))
                        .map(AdSoFar::name))
                .hasValue("coffee");
    }

    @Test
    void anAdvertisementThatWasNeverShownHasARate() {
        assertThat(Rate.of(new AdEvent("piano", 0, true)).percent()).isZero();
    }

    private static Rate recount(List<AdEvent> events) {
        long clicks = events.stream().filter(AdEvent::click).count();
        return new Rate(events.size() - clicks, clicks);
    }
}
