package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.connector.builtin.DataGeneratorSource;
import io.weir.api.connector.builtin.RateLimiterStrategy;
import io.weir.api.time.WatermarkStrategy;
import io.weir.connector.file.FileSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built-in sources have a watermark of each split. Generators are asked each time the clock goes on. */
class SplitTimeTest {
    /** Even numbers are far ahead of odd ones; each by itself rises. */
    private static final WatermarkStrategy<Long> EVEN_AHEAD = WatermarkStrategy.<Long>forMonotonousTimestamps()
            .withTimestampAssigner((value, old) -> value % 2 == 0 ? 1_000 + value : value);

    private static final WatermarkStrategy<String> NUMBERS = WatermarkStrategy.<String>forMonotonousTimestamps()
            .withTimestampAssigner((line, old) -> Long.parseLong(line));

    @TempDir
    Path folder = Path.of("");

    private long now;

    @Test
    void aReaderOfSeveralSplitsOfAGeneratorHasTheWatermarkOfTheOneThatIsBehind() throws Exception {
        try (SourceHarness<Long> source =
                OperatorHarness.forSource(new DataGeneratorSource<>(index -> index, 10_000), EVEN_AHEAD, 2)) {
            source.restore(source.snapshot(), 1); // one reader has the even and the odd numbers
            source.poll(512);
            tick(source);
            long newestOdd = source.output().stream()
                    .filter(value -> value % 2 == 1)
                    .mapToLong(value -> value)
                    .max()
                    .orElseThrow();
            assertThat(source.outputWatermarks()).containsExactly(newestOdd - 1);
            source.poll(100_000);
            assertThat(source.output()).hasSize(10_000);
            assertThat(source.outputWatermarks()).endsWith(Long.MAX_VALUE);
        }
    }

    @Test
    void aRatePerCheckpointIsSharedByTheReadersAndWaitsForTheCheckpoint() throws Exception {
        try (SourceHarness<Long> source = OperatorHarness.forSource(
                new DataGeneratorSource<>(index -> index, 25, RateLimiterStrategy.perCheckpoint(10)), 2)) {
            source.poll(100);
            assertThat(source.output()).hasSize(10);
            long checkpoint = source.snapshot().checkpointId();
            source.poll(100);
            assertThat(source.output()).as("not complete yet").hasSize(10);
            source.notifyOfCompletedCheckpoint(checkpoint);
            source.poll(100);
            assertThat(source.output()).hasSize(20);
            source.notifyOfCompletedCheckpoint(source.snapshot().checkpointId());
            source.poll(100);
            assertThat(source.output()).hasSize(25);
            assertThat(source.isEnded()).isTrue();
        }
    }

    @Test
    void aSplitOfAGeneratorThatWasReadToItsEndHoldsUpNobody() throws Exception {
        try (SourceHarness<Long> source =
                OperatorHarness.forSource(new DataGeneratorSource<>(index -> index, 3), EVEN_AHEAD, 2)) {
            source.restore(source.snapshot(), 1);
            source.poll(2); // 0 and 1, which is all of the odd ones
            tick(source);
            assertThat(source.outputWatermarks())
                    .as("the odd ones are over, or all are")
                    .isSubsetOf(999L, 1001L, Long.MAX_VALUE)
                    .isNotEmpty();
        }
    }

    @Test
    void aReaderOfSeveralFilesHasTheWatermarkOfTheOneThatIsBehind() throws Exception {
        try (SourceHarness<String> source = files(2)) {
            source.poll(100);
            assertThat(source.output()).as("each reader has begun one").contains("0", "10000");
            source.restore(source.snapshot(), 1);
            source.poll(100);
            tick(source);
            assertThat(source.output()).as("one of them goes on").isNotEmpty();
            assertThat(source.outputWatermarks()).as("the other waits").isEmpty();
            for (int lines = 0; lines < 60 && !source.isEnded(); lines++) {
                source.setProcessingTime(now += 50);
                source.poll(100);
            }
            assertThat(source.isEnded()).isTrue();
            assertThat(source.outputWatermarks()).endsWith(Long.MAX_VALUE);
        }
    }

    @Test
    void alignmentHoldsAGeneratorsSplitThatIsAheadAndTheOtherGoesOn() throws Exception {
        WatermarkStrategy<Long> aligned = EVEN_AHEAD.withWatermarkAlignment("g", Duration.ofMillis(100));
        try (SourceHarness<Long> source =
                OperatorHarness.forSource(new DataGeneratorSource<>(index -> index, 20_000), aligned, 2)) {
            source.restore(source.snapshot(), 1);
            source.poll(1);
            for (int seconds = 0; seconds < 3; seconds++) {
                source.setProcessingTime(now += 1_000);
            }
            source.takeOutput();
            source.poll(1);
            assertThat(source.takeOutput()).isNotEmpty().allMatch(value -> value % 2 == 1);
            for (int rounds = 0; rounds < 200 && !source.isEnded(); rounds++) {
                source.poll(100_000);
                source.setProcessingTime(now += 1_000);
            }
            assertThat(source.isEnded()).isTrue();
        }
    }

    private void tick(SourceHarness<?> source) throws Exception {
        now += 200;
        source.setProcessingTime(now);
    }

    /** a counts from 0, b from 10,000; 20 lines each, 20 lines a second. */
    private SourceHarness<String> files(int readers) throws Exception {
        for (long first : new long[] {0, 10_000}) {
            List<String> lines =
                    LongStream.range(first, first + 20).mapToObj(Long::toString).toList();
            Files.write(folder.resolve(first == 0 ? "a" : "b"), lines);
        }
        FileSource<String> source =
                FileSource.forTextLines(folder.toString()).linesPerSecond(20).build();
        return OperatorHarness.forSource(source, NUMBERS, readers);
    }
}
