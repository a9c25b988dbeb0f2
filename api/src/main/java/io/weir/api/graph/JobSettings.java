package io.weir.api.graph;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What applies to a whole job.
 *
 * @param restartStrategy null: exponential delay with checkpoints, none without
 * @param blockingUserCode whether functions of the job wait for something outside, so that its subtasks need threads of their own
 */
public record JobSettings(
        CheckpointSettings checkpoints,
        StateBackendSettings stateBackend,
        @Nullable RestartStrategySpec restartStrategy,
        long autoWatermarkIntervalMs,
        List<CodecRegistration> codecs,
        boolean blockingUserCode)
        implements Serializable {
    public static final JobSettings DEFAULT =
            new JobSettings(CheckpointSettings.DEFAULT, StateBackendSettings.DEFAULT, null, 200, List.of(), false);

    public JobSettings {
        codecs = List.copyOf(codecs);
    }

    /** The strategy that applies when the user chose none. */
    public RestartStrategySpec resolvedRestartStrategy() {
        RestartStrategySpec chosen = restartStrategy;
        if (chosen != null) {
            return chosen;
        }
        return checkpoints.enabled()
                ? RestartStrategySpec.ExponentialDelay.DEFAULT
                : new RestartStrategySpec.NoRestart();
    }
}
