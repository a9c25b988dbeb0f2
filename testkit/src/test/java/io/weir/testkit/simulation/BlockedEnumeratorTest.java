package io.weir.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.testkit.simulation.job.SimulatedLedger;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A split enumerator that blocks keeps the checkpoints of its own job waiting, and nothing else. */
class BlockedEnumeratorTest {
    private static final long BLOCKS_NANOS = 6 * VirtualTime.SECONDS;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void checkpointsExpireWhileItBlocksAndTheOutputIsExact(long seed) {
        SimulationSettings settings = SimulationSettings.of(seed).withoutFaults();
        try (SimulatedCluster cluster = SimulatedCluster.start(settings, SimulatedLedger.drawn(seed))) {
            cluster.runFor(Duration.ofSeconds(1));
            Objects.requireNonNull(cluster.leader()).userThreads.holdUntil(cluster.time.now() + BLOCKS_NANOS);

            SimulationResult result = cluster.finish();

            assertThat(result.count("checkpoints aborted")).isPositive();
            assertThat(result.count("checkpoints completed")).isPositive();
        }
    }
}
