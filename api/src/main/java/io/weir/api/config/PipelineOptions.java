package io.weir.api.config;

import java.time.Duration;
import java.util.Map;

/** Of one job. */
public final class PipelineOptions {
    public static final ConfigOption<String> NAME =
            ConfigOptions.key("pipeline.name").stringType().noDefaultValue();

    public static final ConfigOption<Integer> MAX_PARALLELISM =
            ConfigOptions.key("pipeline.max-parallelism").intType().noDefaultValue();

    public static final ConfigOption<Duration> AUTO_WATERMARK_INTERVAL =
            ConfigOptions.key("pipeline.auto-watermark-interval").durationType().defaultValue(Duration.ofMillis(200));

    public static final ConfigOption<Map<String, String>> GLOBAL_JOB_PARAMETERS =
            ConfigOptions.key("pipeline.global-job-parameters").mapType().noDefaultValue();

    public static final ConfigOption<Boolean> OBJECT_REUSE =
            ConfigOptions.key("pipeline.object-reuse").booleanType().defaultValue(false);

    public static final ConfigOption<Boolean> OPERATOR_CHAINING = ConfigOptions.key(
                    "pipeline.operator-chaining.enabled")
            .booleanType()
            .defaultValue(true)
            .withFallbackKeys("pipeline.operator-chaining");

    private PipelineOptions() {}
}
