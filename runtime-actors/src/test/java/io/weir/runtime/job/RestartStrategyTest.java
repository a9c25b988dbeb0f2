package io.weir.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.graph.JobSettings;
import io.weir.api.graph.RestartStrategySpec;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RestartStrategyTest {
    @Test
    void exponentialDelayGrowsToItsMaximumAndStartsAnewAfterRunningWell() {
        RestartStrategy strategy = RestartStrategy.of(
                new RestartStrategySpec.ExponentialDelay(1_000, 3_000, 2, 10_000, 0, Integer.MAX_VALUE), () -> 0.5);
        assertThat(strategy.onFailure(0)).hasValue(1_000);
        assertThat(strategy.onFailure(2_000)).hasValue(2_000);
        assertThat(strategy.onFailure(5_000)).hasValue(3_000);
        assertThat(strategy.onFailure(9_000)).hasValue(3_000);
        assertThat(strategy.onFailure(12_000 + 9_999)).as("not long enough").hasValue(3_000);
        assertThat(strategy.onFailure(24_999 + 10_000)).hasValue(1_000);
    }

    @Test
    void exponentialDelayVariesByItsJitter() {
        RestartStrategySpec spec = new RestartStrategySpec.ExponentialDelay(1_000, 3_000, 2, 10_000, 0.1, 9);
        assertThat(RestartStrategy.of(spec, () -> 0.0).onFailure(0)).hasValue(900);
        assertThat(RestartStrategy.of(spec, () -> 0.75).onFailure(0)).hasValue(1_050);
    }

    @Test
    void exponentialDelayMayHaveALimit() {
        RestartStrategy strategy =
                RestartStrategy.of(new RestartStrategySpec.ExponentialDelay(10, 10, 1, 1_000, 0, 2), () -> 0.5);
        assertThat(strategy.onFailure(0)).isPresent();
        assertThat(strategy.onFailure(100)).isPresent();
        assertThat(strategy.onFailure(200)).isEqualTo(OptionalLong.empty());
    }

    @Test
    void failureRateCountsWithinTheIntervalOnly() {
        RestartStrategy strategy = RestartStrategy.of(new RestartStrategySpec.FailureRate(2, 1_000, 5), () -> 0.5);
        assertThat(strategy.onFailure(0)).hasValue(5);
        assertThat(strategy.onFailure(500)).hasValue(5);
        assertThat(strategy.onFailure(1_000)).as("the first is forgotten").hasValue(5);
        assertThat(strategy.onFailure(1_001)).isEmpty();
    }

    @Test
    void aJobWithoutAStrategyIsToldTheDefaultOnlyIfItChoseNone() {
        RestartStrategy byDefault = RestartStrategy.of(JobSettings.DEFAULT, () -> 0.5);
        assertThat(byDefault.onFailure(0)).isEmpty();
        assertThat(byDefault.limit()).contains("the default without checkpoints");
        JobSettings chosen = new JobSettings(
                JobSettings.DEFAULT.checkpoints(),
                JobSettings.DEFAULT.stateBackend(),
                new RestartStrategySpec.NoRestart(),
                200,
                List.of(),
                false,
                Map.of(),
                Map.of(),
                false);
        assertThat(RestartStrategy.of(chosen, () -> 0.5).limit()).doesNotContain("default");
    }

    @Test
    void fixedDelayAllowsSoManyRestartsInAll() {
        RestartStrategy strategy = RestartStrategy.of(new RestartStrategySpec.FixedDelay(1, 7), () -> 0.5);
        assertThat(strategy.onFailure(0)).hasValue(7);
        assertThat(strategy.onFailure(1_000_000)).isEmpty();
    }
}
