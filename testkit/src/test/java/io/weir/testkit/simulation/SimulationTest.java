package io.weir.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: whatever crashes, is lost or fails, the word count finishes and every update is committed exactly once. Method: a whole
 * cluster in one thread from a seed; {@code docs/simulation.md} says what is simulated. Run others with {@code
 * -Dweir.simulation.seeds=FIRST..LAST}.
 */
class SimulationTest {
    private static final String SHIPPED = "1..50";
    private static final SeedRange RANGE = SeedRange.parse(System.getProperty("weir.simulation.seeds", SHIPPED));
    private static final SortedMap<String, Integer> COUNTS = new TreeMap<>();

    static LongStream seeds() {
        return LongStream.rangeClosed(RANGE.first(), RANGE.last());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyUpdateIsCommittedOnceWhateverFails(long seed) {
        SimulatedCluster.run(seed, null).counts().forEach((what, often) -> COUNTS.merge(what, often, Integer::sum));
    }

    @AfterAll
    static void theSeedsWereHarshEnough() {
        if (!RANGE.equals(SeedRange.parse(SHIPPED))) {
            return;
        }
        assertThat(COUNTS.get("restarts")).as("restarts").isGreaterThan(80);
        assertThat(COUNTS.get("data messages lost")).as("data messages lost").isGreaterThan(100);
        assertThat(COUNTS.get("control messages lost"))
                .as("control messages lost")
                .isGreaterThan(20);
        assertThat(COUNTS.get("journal writes failed"))
                .as("journal writes failed")
                .isGreaterThan(10);
        assertThat(COUNTS.get("leaders deposed")).as("leaders deposed").isGreaterThan(3);
        assertThat(COUNTS.get("attempts adopted")).as("attempts adopted").isGreaterThan(10);
        assertThat(COUNTS.get("messages of old attempts"))
                .as("messages of old attempts")
                .isGreaterThan(20);
        assertThat(COUNTS.get("storage operations failed"))
                .as("storage operations failed")
                .isGreaterThan(5);
    }

    @Test
    void theSameSeedGivesTheSameTrace() {
        SimulationResult once = SimulatedCluster.run(7, null);
        SimulationResult again = SimulatedCluster.run(7, null);

        assertThat(again).isEqualTo(once);
        assertThat(SimulatedCluster.run(8, null).traceHash()).isNotEqualTo(once.traceHash());
    }
}
