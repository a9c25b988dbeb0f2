package io.weir.samples.topspeed;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.testkit.JobTest;
import io.weir.testkit.TestSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TopSpeedTest {
    private static final int EVENTS = 200;

    @Test
    void everyFiftyMetresTheFastestOfTheLastTenSeconds() {
        List<CarEvent> speeds = run();
        assertThat(speeds).isEqualTo(recounted());
        assertThat(speeds)
                .filteredOn(event -> event.car() == 0)
                .startsWith(
                        CarEvent.generated(6), // 50 m on from second 0: second 3, the fastest so far
                        CarEvent.generated(10),
                        CarEvent.generated(10));
        assertThat(speeds).hasSize(59);
    }

    @Test
    void aCarComesAsFarAsItsSpeedsTakeIt() {
        double metres = 0;
        for (int second = 0; second < EVENTS / 2; second++) {
            CarEvent event = CarEvent.generated(2L * second);
            metres += event.kmh() / 3.6;
            assertThat(event.metres()).isCloseTo(metres, org.assertj.core.data.Offset.offset(1e-6));
            assertThat(event.millis()).isEqualTo(second * 1000L);
        }
    }

    private static List<CarEvent> run() {
        TestSink<CarEvent> speeds = new TestSink<>();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        TopSpeed.topSpeeds(env.fromGenerator(CarEvent::generated, EVENTS)).sinkTo(speeds);
        try (JobTest job = JobTest.start(env)) {
            job.runToEnd();
        }
        return speeds.committed();
    }

    private static List<CarEvent> recounted() {
        Map<Integer, CarEvent> lastTold = new HashMap<>();
        List<CarEvent> told = new ArrayList<>();
        for (long i = 0; i < EVENTS; i++) {
            CarEvent now = CarEvent.generated(i);
            CarEvent last = lastTold.putIfAbsent(now.car(), now);
            if (last != null && now.metres() - last.metres() > 50) {
                lastTold.put(now.car(), now);
                told.add(LongStream.rangeClosed(0, i)
                        .mapToObj(CarEvent::generated)
                        .filter(event -> event.car() == now.car() && event.millis() > now.millis() - 10_000)
                        .reduce((a, b) -> b.kmh() > a.kmh() ? b : a)
                        .orElseThrow());
            }
        }
        return told;
    }
}
