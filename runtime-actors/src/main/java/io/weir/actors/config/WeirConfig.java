package io.weir.actors.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.function.Supplier;

/**
 * Puts the configuration of a node or client together: system properties, then what the user wrote, then {@code weir-node.conf} (what nodes
 * change of Pekko's defaults), then each {@code reference.conf}. Pekko loads {@code reference.conf} for every actor system of a process, and
 * {@code weir-node.conf} for none: other actor systems beside Weir's are as they would be without it.
 */
public final class WeirConfig {
    private WeirConfig() {}

    /** As {@link #load(Config)}, with {@code application.conf} (or what {@code -Dconfig.file} names) as the user's. */
    public static Config load() {
        return load(ConfigFactory::defaultApplication);
    }

    /**
     * As {@link #load(Config)}, of what is yet to be parsed.
     *
     * @throws ConfigException as there, and CFG-212 if it is no configuration
     */
    public static Config load(Supplier<Config> user) {
        Config parsed;
        try {
            parsed = user.get();
        } catch (ConfigException e) {
            throw new ConfigException.Generic(
                    "[CFG-212] The configuration cannot be read. " + e.getMessage()
                            + ". It must be HOCON or JSON, as in reference.conf; correct that line.",
                    e);
        }
        return load(parsed);
    }

    /**
     * Loads and checks.
     *
     * @param user what the user wrote, not resolved
     * @throws ConfigException with a sentence: CFG-201 (unknown key under {@code weir}), CFG-202 (wrong type or unit), CFG-203 (a
     *     time or size that makes no sense), CFG-210 (a placeholder without a value), CFG-213 (a section called almost {@code weir}),
     *     CFG-250 (unknown key under {@code pekko})
     */
    public static Config load(Config user) {
        Config own = own();
        ConfigCheck.refuseUnknownKeys(user, own);
        ConfigCheck.refuseMisspelledRoot(user, own);
        ConfigCheck.refuseMisspelledRoot(ConfigFactory.defaultOverrides(), own);
        ConfigCheck.refuseUnknownProperties(ConfigFactory.defaultOverrides(), own);
        Config all = ConfigFactory.defaultOverrides()
                .withFallback(user)
                .withFallback(nodes())
                .withFallback(own)
                .withFallback(ConfigFactory.defaultReferenceUnresolved());
        try {
            Config resolved = all.resolve();
            ConfigCheck.refuseWrongTypes(resolved, own.resolveWith(resolved));
            PekkoKeys.refuseUnknown(resolved, defaults(own));
            return resolved;
        } catch (ConfigException.UnresolvedSubstitution e) {
            throw new ConfigException.Generic(
                    "[CFG-210] The configuration has a placeholder without a value. " + e.getMessage()
                            + ". Set the variable, or write ${?NAME} if it may be missing.",
                    e);
        }
    }

    /** All that is there when a user writes nothing, resolved. */
    private static Config defaults(Config own) {
        return ConfigFactory.defaultOverrides()
                .withoutPath("pekko")
                .withFallback(nodes())
                .withFallback(own)
                .withFallback(ConfigFactory.defaultReferenceUnresolved())
                .resolve();
    }

    /** Weir's own {@code reference.conf}, not resolved: the manual of all keys under {@code weir}. */
    public static Config own() {
        try {
            Config own = ConfigFactory.empty();
            for (URL url : Collections.list(WeirConfig.class.getClassLoader().getResources("reference.conf"))) {
                Config one = ConfigFactory.parseURL(url);
                own = one.root().containsKey("weir") ? own.withFallback(one) : own;
            }
            return own;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code weir-node.conf}, not resolved: what nodes and clients change of Pekko's defaults. It goes before all {@code reference.conf}. */
    public static Config nodes() {
        return ConfigFactory.parseResources(
                WeirConfig.class.getClassLoader(),
                "weir-node.conf",
                ConfigParseOptions.defaults().setAllowMissing(false));
    }
}
