package io.weir.actors.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.weir.runtime.failure.Quoted;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds settings of Pekko that Pekko does not have. It ignores them, so that whoever wrote one believes in it. A section that no library on
 * the class path knows is somebody's own (a dispatcher, a plugin) unless it is called almost like one that exists.
 */
final class PekkoKeys {
    /** So many letters wrong are a slip of the pen. */
    private static final int CLOSE = 2;

    /** Where users give names of their own. */
    private static final Set<String> OPEN = Set.of(
            "pekko.actor.deployment",
            "pekko.actor.mailbox",
            "pekko.actor.router",
            "pekko.actor.serialization-bindings",
            "pekko.actor.serialization-identifiers",
            "pekko.actor.serializers",
            "pekko.cluster.configuration-compatibility-check",
            "pekko.cluster.role",
            "pekko.coordinated-shutdown.phases",
            "pekko.discovery",
            "pekko.serialization.jackson");

    private PekkoKeys() {}

    /**
     * Throws {@link ConfigException}: [CFG-250].
     *
     * @param user what the user wrote, not resolved
     * @param known what nodes and libraries have, not resolved
     */
    static void refuseUnknown(Config user, Config known) {
        if (user.root().get("pekko") instanceof ConfigObject written
                && known.root().get("pekko") instanceof ConfigObject all) {
            refuseUnknown("pekko", written, all);
        }
    }

    private static void refuseUnknown(String path, ConfigObject written, ConfigObject known) {
        if (OPEN.contains(path) || known.containsKey("executor")) { // of a dispatcher, each executor reads its own
            return;
        }
        for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(written).entrySet()) {
            ConfigValue value = entry.getValue();
            ConfigValue there = known.get(entry.getKey());
            String key = path + "." + entry.getKey();
            if (there == null) {
                Optional<String> meant = nearest(entry.getKey(), known);
                if (meant.isPresent() || !(value instanceof ConfigObject)) {
                    throw unknown(key, value, path, meant);
                }
            } else if (value instanceof ConfigObject section && there instanceof ConfigObject inner) {
                refuseUnknown(key, section, inner);
            }
        }
    }

    private static Optional<String> nearest(String wrong, ConfigObject known) {
        return known.keySet().stream()
                .filter(name -> ConfigCheck.distance(wrong, name) <= CLOSE)
                .min(Comparator.<String>comparingInt(name -> ConfigCheck.distance(wrong, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static ConfigException unknown(String key, ConfigValue value, String path, Optional<String> meant) {
        return new ConfigException.Generic("[CFG-250] Pekko has no setting " + Quoted.of(key) + " ("
                + ConfigCheck.where(value.origin()) + "), so that it would have no effect. "
                + meant.map(name -> "Did you mean '" + path + "." + name + "'? ")
                        .orElse("")
                + "Correct it, or remove it.");
    }
}
