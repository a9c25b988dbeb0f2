package io.weir.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.testkit.simulation.job.SimulatedJobs;
import java.util.List;
import org.junit.jupiter.api.Test;

class DivergenceTest {
    @Test
    void twoRunsOfASeedDoNotDiffer() {
        for (long seed = 1; seed <= 4; seed++) {
            long same = seed;
            assertThat(Divergence.ofTwoRuns(SimulationSettings.of(seed), () -> SimulatedJobs.drawn(same)))
                    .isEmpty();
        }
    }

    @Test
    void theFirstLineThatDiffersIsShownWithThoseBefore() {
        assertThat(Divergence.of(List.of("a", "b", "c"), List.of("a", "b", "d")))
                .isEqualTo("""
                        the traces differ from line 3 on
                          a
                          b
                        - c
                        + d
                        """);
    }

    @Test
    void aTraceThatEndsEarlyDiffersThere() {
        assertThat(Divergence.of(List.of("a"), List.of("a", "b"))).endsWith("- (the end)\n+ b\n");
    }
}
