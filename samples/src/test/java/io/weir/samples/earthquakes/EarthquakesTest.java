package io.weir.samples.earthquakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.SingleOutputStreamOperator;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.testkit.JobTest;
import io.weir.testkit.TestSink;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The output is compared with a recount that shares nothing with the sample: it reads the list itself and goes through it hour by hour. */
class EarthquakesTest {
    private static final long HOUR = 3_600_000;

    @TempDir
    static Path folder = Path.of("");

    private final TestSink<HourOfRegion> hours = new TestSink<>();
    private final TestSink<Earthquake> late = new TestSink<>();

    @BeforeAll
    static void writeReports() throws Exception {
        EarthquakeList.replayTo(folder.resolve("reports.csv"));
    }

    @ParameterizedTest(name = "patience of {0} hours: {1} late, {2} hours of regions")
    @CsvSource({"24, 311, 669", "1, 1010, 388", "168, 0, 759"})
    void everyEarthquakeIsInItsHourOrLate(int patienceHours, int lateOnes, int rows) throws Exception {
        run(patienceHours);
        Recount recount = new Recount(patienceHours * HOUR);
        assertThat(hours.committed())
                .extracting(hour -> Instant.ofEpochMilli(hour.from()) + " " + hour.region() + ": " + hour.earthquakes()
                        + ", strongest " + hour.strongest())
                .hasSize(rows)
                .containsExactlyInAnyOrderElementsOf(recount.hours());
        assertThat(late.committed())
                .extracting(Earthquake::id)
                .hasSize(lateOnes)
                .containsExactlyInAnyOrderElementsOf(recount.late);
        assertThat(hours.committed().stream()
                        .mapToInt(HourOfRegion::earthquakes)
                        .sum())
                .as("all but the late")
                .isEqualTo(1707 - lateOnes);
    }

    @Test
    void aLineOfTheResult() throws Exception {
        run(24);
        assertThat(hours.committed())
                .extracting(HourOfRegion::toString)
                .contains("2018-02-06 15:00  Taiwan                                  1        6.4");
    }

    @Test
    void aLineOfSomethingElseIsRefusedWithASentence() {
        assertThatThrownBy(() -> Earthquake.parse("id,1"))
                .hasMessageContaining("is no line of the list of earthquakes. It has 2 fields instead of 9.");
    }

    private void run(int patienceHours) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        SingleOutputStreamOperator<HourOfRegion> counted = Earthquakes.byRegionAndHour(
                env.readTextFile(folder.resolve("reports.csv").toString())
                        .setParallelism(1)
                        .map(Earthquake::parse)
                        .setParallelism(1),
                Duration.ofHours(patienceHours));
        counted.sinkTo(hours);
        counted.getSideOutput(Earthquakes.LATE).sinkTo(late).setParallelism(1);
        try (JobTest job = JobTest.start(env)) {
            job.runToEnd();
        }
    }

    /** By definition: a report is late if the newest earthquake before it is a patience past the end of its hour. */
    private static final class Recount {
        private static final Pattern LINE =
                Pattern.compile("([^,]+),(\\d+),(\\d+),([-.\\d]+),[^,]*,[^,]*,[^,]*,[^,]*,\"?(.*?)\"?");

        private record Report(String id, long happened, long reported, double magnitude, String region) {}

        private final Map<String, List<Double>> magnitudes = new TreeMap<>();
        private final List<String> late = new ArrayList<>();

        Recount(long patience) throws Exception {
            long newest = Long.MIN_VALUE;
            for (Report report : reports()) {
                long hour = Math.floorDiv(report.happened, HOUR) * HOUR;
                if (newest != Long.MIN_VALUE && hour + HOUR + patience <= newest) {
                    late.add(report.id);
                } else {
                    magnitudes
                            .computeIfAbsent(Instant.ofEpochMilli(hour) + " " + report.region, key -> new ArrayList<>())
                            .add(report.magnitude);
                }
                newest = Math.max(newest, report.happened);
            }
        }

        List<String> hours() {
            List<String> lines = new ArrayList<>();
            magnitudes.forEach((hourAndRegion, all) -> lines.add(hourAndRegion + ": " + all.size() + ", strongest "
                    + all.stream().mapToDouble(each -> each).max().orElseThrow()));
            return lines;
        }

        private static List<Report> reports() throws Exception {
            List<Report> reports = new ArrayList<>();
            InputStream list =
                    Objects.requireNonNull(EarthquakesTest.class.getResourceAsStream("/data/earthquakes.csv"));
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
                reader.readLine();
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    Matcher fields = LINE.matcher(line);
                    assertThat(fields.matches()).as(line).isTrue();
                    String[] place = fields.group(5).split(", ", -1);
                    String region = place[place.length - 1]
                            .replaceFirst("^CA$", "California")
                            .replaceFirst("^MX$", "Mexico");
                    reports.add(new Report(
                            fields.group(1),
                            Long.parseLong(fields.group(2)),
                            Long.parseLong(fields.group(3)),
                            Double.parseDouble(fields.group(4)),
                            region.strip()));
                }
            }
            reports.sort((a, b) -> Long.compare(a.reported, b.reported));
            return reports;
        }
    }
}
