package io.weir.samples.windowedwordcount;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.tuple.Tuple2;
import io.weir.samples.wordcount.MobyDick;
import io.weir.testkit.JobTest;
import io.weir.testkit.TestSink;
import io.weir.testkit.TestSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowedWordCountTest {
    private final TestSink<Tuple2<String, Integer>> counts = new TestSink<>();
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    @Test
    void eachSecondTimeAWordComesItsLastThreeAreCounted() {
        env.setParallelism(1);
        WindowedWordCount.count(env.fromSource(TestSource.of("A rose is a rose", "is a rose", "a", "a"), "lines"), 3, 2)
                .sinkTo(counts);
        run();
        assertThat(counts.committed())
                .containsExactly(
                        Tuple2.of("a", 2),
                        Tuple2.of("rose", 2),
                        Tuple2.of("is", 2),
                        Tuple2.of("a", 3)); // 4 came; the 5th and the last rose are in no full slide
    }

    @Test
    void theWindowsOfMobyDickAreThoseThatARecountGives(@TempDir Path folder) throws Exception {
        Path text = folder.resolve("moby-dick.txt");
        MobyDick.copyTo(text);
        WindowedWordCount.count(env.readTextFile(text.toString()), 250, 150).sinkTo(counts);
        run();
        assertThat(counts.committed())
                .hasSizeGreaterThan(500)
                .containsExactlyInAnyOrderElementsOf(recounted(Files.readString(text)));
    }

    private void run() {
        try (JobTest job = JobTest.start(env)) {
            job.runToEnd();
        }
    }

    private static List<Tuple2<String, Integer>> recounted(String text) {
        Map<String, Integer> seen = new HashMap<>();
        List<Tuple2<String, Integer>> windows = new ArrayList<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z0-9_]+", -1)) {
            int count = word.isEmpty() ? 0 : seen.merge(word, 1, Integer::sum);
            if (count > 0 && count % 150 == 0) {
                windows.add(Tuple2.of(word, Math.min(250, count)));
            }
        }
        return windows;
    }
}
