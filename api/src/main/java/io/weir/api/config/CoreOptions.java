package io.weir.api.config;

/** Of the whole program. */
public final class CoreOptions {
    public static final ConfigOption<Integer> DEFAULT_PARALLELISM =
            ConfigOptions.key("parallelism.default").intType().noDefaultValue();

    private CoreOptions() {}
}
