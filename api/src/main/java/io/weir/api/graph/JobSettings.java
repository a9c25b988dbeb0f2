package io.weir.api.graph;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What applies to a whole job.
 *
 * @param restartStrategy null: exponential delay with checkpoints, none without
 * @param blockingUserCode whether functions of the job wait for something outside, so that its subtasks need threads of their own
 * @param globalJobParameters what all functions may read
 * @param cachedFiles paths by the name under which functions ask for them
 * @param objectReuse whether functions give their records away: what they emitted they neither keep nor change
 */
public record JobSettings(
        CheckpointSettings checkpoints,
        StateBackendSettings stateBackend,
        @Nullable RestartStrategySpec restartStrategy,
        long autoWatermarkIntervalMs,
        List<CodecRegistration> codecs,
        boolean blockingUserCode,
        Map<String, String> globalJobParameters,
        Map<String, String> cachedFiles,
        boolean objectReuse)
        implements Serializable {
    public static final JobSettings DEFAULT = new JobSettings(
            CheckpointSettings.DEFAULT,
            StateBackendSettings.DEFAULT,
            null,
            200,
            List.of(),
            false,
            Map.of(),
            Map.of(),
            false);

    public JobSettings {
        codecs = List.copyOf(codecs);
        globalJobParameters = Map.copyOf(globalJobParameters);
        cachedFiles = Map.copyOf(cachedFiles);
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
