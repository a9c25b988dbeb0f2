package io.weir.samples.shared;

import static io.weir.testkit.TestSource.ABORT;
import static io.weir.testkit.TestSource.CHECKPOINT;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.DataStream;
import io.weir.api.ParameterTool;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.testkit.JobTest;
import io.weir.testkit.TestSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    private static final Columns COLUMNS = Columns.of("%-6s %2d", "fruit", "sold");

    /** So many of a fruit. */
    public record Fruit(String name, int sold) implements SumRow<Fruit> {
        @Override
        public Fruit with(Fruit later) {
            return new Fruit(name, sold + later.sold);
        }

        @Override
        public Fruit inAll() {
            return new Fruit(ALL, sold);
        }

        @Override
        public String toString() {
            return COLUMNS.line(name, sold);
        }
    }

    @Test
    void filesGetTheNewsAndTheLastRowsOnceWhateverFails(@TempDir Path folder) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(1000);
        TestSource<Fruit> source = TestSource.of(
                new Fruit("plum", 1),
                new Fruit("pear", 2),
                CHECKPOINT,
                new Fruit("plum", 3),
                ABORT,
                new Fruit("fig", 4));
        DataStream<Fruit> fruits = env.fromSource(source, "fruits").uid("fruits");
        new Results(ParameterTool.fromArgs(new String[] {"--output", folder.toString()}))
                .news(COLUMNS, fruits.filter(fruit -> fruit.sold() > 2).map(fruit -> "many: " + fruit))
                .sums(COLUMNS, fruits)
                .most(1)
                .show();
        try (JobTest job = JobTest.start(env)) {
            job.runToEnd();
            assertThat(job.restarts()).isEqualTo(1);
        }
        assertThat(linesBelow(folder))
                .containsExactlyInAnyOrder(
                        "many: plum    3", "many: fig     4", "plum    4", "pear    2", "fig     4", "in all 10");
    }

    private static List<String> linesBelow(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }
}
