package io.weir.tools.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.tools.chaos.ChaosResult.Recovery;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SoakResultTest {
    private static final Trend FLAT = new Trend(SoakMetric.THREADS, "node-1", 20, 50, 1, 6);
    private static final Trend RISING = new Trend(SoakMetric.THREADS, "node-2", 20, 50, 8, 6);

    private static SoakResult after(double seconds, long lost, Trend... trends) {
        Recovery recovery = new Recovery(1, 1, 1, 1);
        LedgerResult ledger = new LedgerResult(1_000, lost, 0, 0, 0, List.of());
        ChaosResult chaos = new ChaosResult(
                lost == 0 ? "exact" : "different",
                1,
                Map.of("kill", 2),
                1,
                2,
                0,
                0,
                10,
                0,
                1,
                recovery,
                recovery,
                ledger,
                0,
                seconds,
                "rocksdb",
                "",
                List.of());
        return SoakResult.of(chaos, 1_000, List.of(trends));
    }

    @Test
    void oneTrendThatRisesIsNamedAndTheRunIsNotGood() {
        SoakResult result = after(7_200, 0, FLAT, RISING);
        assertThat(result.good()).isFalse();
        assertThat(result.line())
                .startsWith("RESULT NOT FLAT, exact")
                .contains("threads 50 (+8 of 6, NOT FLAT at node-2)");
    }

    @Test
    void allFlatAndExactIsGood() {
        assertThat(after(7_200, 0, FLAT).good()).isTrue();
        assertThat(after(7_200, 0, FLAT).line()).startsWith("RESULT flat, exact");
        assertThat(after(7_200, 1, FLAT).good()).isFalse();
    }

    @Test
    void whatWasNotSeenIsNotFlat() {
        assertThat(after(7_200, 0).good()).isFalse();
    }

    @Test
    void aShortRunJudgesTheOutputOnly() {
        SoakResult result = after(599, 0, FLAT, RISING);
        assertThat(result.good()).isTrue();
        assertThat(result.line())
                .startsWith("RESULT too short to say what is flat (10 minutes), exact")
                .contains("threads 50 (+8 of 6)");
        assertThat(after(599, 1, RISING).good()).isFalse();
    }
}
