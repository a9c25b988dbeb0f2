package io.weir.api.config;

/** Where state is: hashmap or rocksdb. */
public final class StateBackendOptions {
    public static final ConfigOption<String> STATE_BACKEND = ConfigOptions.key("state.backend.type")
            .stringType()
            .defaultValue("hashmap")
            .withFallbackKeys("state.backend");

    private StateBackendOptions() {}
}
