package io.weir.benchmarks.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void theRatioIsThatOfTheMediansInTheSameFile() throws IOException {
        String report = Report.of(List.of(
                run("flink", "flink-reuse", "wordcount", 100_000),
                run("weir", "weir", "wordcount", 300_000),
                run("flink", "flink-reuse", "wordcount", 200_000),
                run("weir", "weir", "wordcount", 400_000),
                run("flink", "flink-reuse", "wordcount", 900_000),
                run("weir", "weir", "wordcount", 500_000)));

        assertThat(report)
                .contains("| wordcount, heap | 3 / 3 | 400 (300-500) | 200 (100-900) | 2.00 | 2.00 | >= 1.5 | yes |");
    }

    @Test
    void aBarThatIsMissedSaysNo() throws IOException {
        String report = Report.of(List.of(
                run("flink", "flink-reuse", "passthrough", 200_000), run("weir", "weir", "passthrough", 400_000)));

        assertThat(report).contains("| passthrough | 1 / 1 |").contains("| 2.00 | 2.00 | >= 2.5 | no |");
    }

    @Test
    void withoutFlinkInTheSameFileThereIsNoVerdict() throws IOException {
        assertThat(Report.of(List.of(run("weir", "weir", "wordcount", 400_000))))
                .contains("| >= 1.5 |  |");
    }

    private static String run(String engine, String label, String workload, int perSecond) {
        return """
                {"engine":"%s","label":"%s","workload":"%s","records":1000,"parallelism":2,"state":"heap",\
                "checkpoint_interval_ms":0,"records_per_s":%d,"second_half_records_per_s":%d,"cpu_seconds":1.0}""".formatted(engine, label, workload, perSecond, perSecond);
    }
}
