package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.connector.builtin.DataGeneratorSource;
import io.weir.api.connector.builtin.RateLimiterStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Sources in their harness. */
class ConnectorHarnessTest {
    @Test
    void aSourceIsReadToItsEnd() throws Exception {
        try (SourceHarness<Long> source =
                OperatorHarness.forSource(new DataGeneratorSource<>(index -> index * index, 5), 2)) {
            assertThat(source.poll(100)).isEqualTo(5);
            assertThat(source.output()).containsExactlyInAnyOrder(0L, 1L, 4L, 9L, 16L);
            assertThat(source.isEnded()).isTrue();
            assertThat(source.outputWatermarks()).containsExactly(Long.MAX_VALUE);
        }
    }

    @Test
    void aSourceWithARateWaitsForTheClock() throws Exception {
        try (SourceHarness<Long> source = OperatorHarness.forSource(
                new DataGeneratorSource<>(index -> index, 100, RateLimiterStrategy.perSecond(10)), 1)) {
            source.poll(100);
            int atOnce = source.takeOutput().size();
            assertThat(atOnce).isLessThan(50);
            source.advanceProcessingTime(Duration.ofSeconds(1));
            source.poll(100);
            assertThat(source.takeOutput()).hasSizeBetween(9, 11);
        }
    }

    @Test
    void aRestoredSourceGoesOnExactlyWhereItsSnapshotWasAtAnyParallelism() throws Exception {
        for (int parallelism : new int[] {1, 2, 5}) {
            try (SourceHarness<Long> source =
                    OperatorHarness.forSource(new DataGeneratorSource<>(index -> index, 50), 2)) {
                source.poll(20);
                HarnessSnapshot snapshot = source.snapshot();
                List<Long> read = new ArrayList<>(source.takeOutput());
                source.poll(10);
                source.takeOutput();
                source.restore(snapshot, parallelism);
                source.poll(1000);
                read.addAll(source.output());
                assertThat(read)
                        .as("parallelism " + parallelism)
                        .containsExactlyInAnyOrderElementsOf(
                                LongStream.range(0, 50).boxed().toList());
            }
        }
    }

    @Test
    void aClosedSourceSaysSo() throws Exception {
        SourceHarness<Long> source = OperatorHarness.forSource(new DataGeneratorSource<>(index -> index, 50), 2);
        source.close();
        assertThatThrownBy(() -> source.poll(1)).hasMessageContaining("[API-150]");
    }
}
