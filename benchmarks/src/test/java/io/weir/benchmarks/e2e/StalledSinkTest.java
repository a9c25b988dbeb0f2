package io.weir.benchmarks.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The short version of {@code weir bench stalled-sink --minutes 10}; real time, because what is tested is a real stall. */
class StalledSinkTest {
    @Test
    void aSinkThatHangsStopsTheSourceMemoryStaysFlatAndNothingIsLost() throws Exception {
        StalledSink.Outcome outcome = StalledSink.run(1_000_000, Duration.ofSeconds(2), 3);

        assertThat(outcome.produced()).as("records made while the sink hung").isLessThan(200_000);
        assertThat(outcome.producedWhileStalled()).isZero();
        assertThat(outcome.heapGrowthMb()).isLessThan(16);
        assertThat(outcome.consumed()).isEqualTo(1_000_000);
    }
}
