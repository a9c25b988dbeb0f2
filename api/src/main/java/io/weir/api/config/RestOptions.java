package io.weir.api.config;

/** Where Flink's web page and REST interface are. Accepted where programs have them, without effect: there is none yet. */
public final class RestOptions {
    public static final ConfigOption<Integer> PORT =
            ConfigOptions.key("rest.port").intType().defaultValue(8081);

    public static final ConfigOption<String> BIND_PORT =
            ConfigOptions.key("rest.bind-port").stringType().defaultValue("8081");

    public static final ConfigOption<String> ADDRESS =
            ConfigOptions.key("rest.address").stringType().noDefaultValue();

    public static final ConfigOption<String> BIND_ADDRESS =
            ConfigOptions.key("rest.bind-address").stringType().noDefaultValue();

    public static final ConfigOption<Boolean> ENABLE_FLAMEGRAPH =
            ConfigOptions.key("rest.flamegraph.enabled").booleanType().defaultValue(false);

    private RestOptions() {}
}
