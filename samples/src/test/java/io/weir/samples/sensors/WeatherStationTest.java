package io.weir.samples.sensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.SingleOutputStreamOperator;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.samples.shared.DataFile;
import io.weir.testkit.JobTest;
import io.weir.testkit.TestSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WeatherStationTest {
    @Test
    void averagesAreThoseOfTheLastTwentyFourLines() throws Exception {
        String file = DataFile.withoutHeader("seattle-weather-hourly.csv");
        TestSink<SensorAlarm> alarms = new TestSink<>();
        TestSink<SensorSoFar> last = new TestSink<>();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        SingleOutputStreamOperator<SensorAlarm> watched =
                WeatherStation.watch(env.readTextFile(file).setParallelism(1));
        watched.sinkTo(alarms);
        watched.getSideOutput(WatchLimits.LAST).sinkTo(last);
        try (JobTest job = JobTest.start(env)) {
            job.runToEnd();
        }

        List<String> lines = Files.readAllLines(Path.of(file));
        assertThat(alarms.committed())
                .filteredOn(alarm -> alarm.sensor().equals("temperature"))
                .hasSize(5)
                .allSatisfy(alarm -> {
                    int line = lineAt(lines, alarm.time());
                    assertThat(alarm.average())
                            .isCloseTo(mean(lines.subList(Math.max(0, line - 23), line + 1), 2), Offset.offset(1e-9));
                });
        assertThat(last.committed())
                .filteredOn(sensor -> sensor.name().equals("pressure"))
                .singleElement()
                .satisfies(sensor -> {
                    assertThat(sensor.all().count()).isEqualTo(lines.size());
                    assertThat(sensor.all().mean()).isCloseTo(mean(lines, 1), Offset.offset(1e-6));
                    assertThat(sensor.average())
                            .isCloseTo(mean(lines.subList(lines.size() - 24, lines.size()), 1), Offset.offset(1e-9));
                });
    }

    @Test
    void anAlarmThatWaversAtItsLimitIsOneAlarm() {
        Limits limits = Limits.of("temperature");
        assertThat(limits.judge(18.1, "usual")).isEqualTo("high");
        assertThat(limits.judge(17.9, "high")).isEqualTo("high");
        assertThat(limits.judge(17.9, "usual")).isEqualTo("usual");
        assertThat(limits.judge(17.4, "high")).isEqualTo("usual");
    }

    @Test
    void aLineOfSomethingElseIsRefusedWithASentence() {
        TestLines out = new TestLines();
        assertThatThrownBy(() -> Measurement.parse("2010-01-01T01:00:00,1016.6", out))
                .hasMessageContaining("is no line of the weather station. It has 2 fields instead of 4");
    }

    private static final class TestLines implements io.weir.api.Collector<Measurement> {
        @Override
        public void collect(Measurement measurement) {}

        @Override
        public void close() {}
    }

    private static int lineAt(List<String> lines, String time) {
        return lines.indexOf(
                lines.stream().filter(line -> line.startsWith(time)).findFirst().orElseThrow());
    }

    private static double mean(List<String> lines, int field) {
        return lines.stream()
                .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[field]))
                .average()
                .orElseThrow();
    }
}
