package io.weir.api.config;

import io.weir.api.RuntimeExecutionMode;
import java.time.Duration;

/** How a job runs. */
public final class ExecutionOptions {
    public static final ConfigOption<RuntimeExecutionMode> RUNTIME_MODE = ConfigOptions.key("execution.runtime-mode")
            .enumType(RuntimeExecutionMode.class)
            .defaultValue(RuntimeExecutionMode.STREAMING);

    public static final ConfigOption<Duration> BUFFER_TIMEOUT = ConfigOptions.key("execution.buffer-timeout.interval")
            .durationType()
            .defaultValue(Duration.ofMillis(100))
            .withFallbackKeys("execution.buffer-timeout");

    private ExecutionOptions() {}
}
