package io.weir.actors.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.weir.runtime.failure.Quoted;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds settings of Pekko that do not exist, which Pekko ignores without a word. Those that exist stand in a {@code reference.conf} of its libraries.
 * Below some sections users choose the names: those are left alone, as is each section that names a class or an executor, such as a dispatcher or
 * a plugin of one's own.
 */
final class PekkoKeys {
    private static final String ROOT = "pekko";

    /** Where users choose names; sections that are empty by default are others. */
    private static final Set<String> OPEN = Set.of(
            "pekko.actor.deployment",
            "pekko.actor.mailbox.requirements",
            "pekko.actor.router.type-mapping",
            "pekko.actor.serialization-bindings",
            "pekko.actor.serialization-identifiers",
            "pekko.actor.serializers",
            "pekko.coordinated-shutdown.phases",
            "pekko.discovery",
            "pekko.extensions");

    /** A section with one of them is made by the user, or has the settings of what it names. */
    private static final Set<String> OF_ITS_OWN = Set.of("class", "executor", "mailbox-type", "type");

    private PekkoKeys() {}

    /**
     * Looks at all settings there are, by the file or by a system property.
     *
     * @param all resolved
     * @param reference resolved: the defaults among them
     * @throws ConfigException [CFG-250] naming the first key that does not exist, where it stands, and the nearest one that does
     */
    static void refuseUnknown(Config all, Config reference) {
        if (all.root().get(ROOT) instanceof ConfigObject written
                && reference.root().get(ROOT) instanceof ConfigObject known) {
            refuseUnknown(ROOT, written, known, known);
        }
    }

    private static void refuseUnknown(String path, ConfigObject written, ConfigObject known, ConfigObject root) {
        for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(written).entrySet()) {
            String key = path + "." + entry.getKey();
            ConfigValue reference = known.get(entry.getKey());
            if (reference == null) {
                if (!isOfItsOwn(entry.getValue())) {
                    throw unknown(key, entry.getValue(), root);
                }
            } else if (reference instanceof ConfigObject section
                    && entry.getValue() instanceof ConfigObject inner
                    && !section.isEmpty()
                    && !isOfItsOwn(section)
                    && !OPEN.contains(key)) {
                refuseUnknown(key, inner, section, root);
            }
        }
    }

    private static boolean isOfItsOwn(ConfigValue value) {
        return value instanceof ConfigObject section && OF_ITS_OWN.stream().anyMatch(section::containsKey);
    }

    private static ConfigException unknown(String key, ConfigValue value, ConfigObject root) {
        String nearest = Spelling.nearest(key, ROOT, root);
        return new ConfigException.Generic("[CFG-250] Pekko has no setting " + Quoted.of(key) + " ("
                + ConfigCheck.where(value.origin()) + "), and would not say so. "
                + (nearest == null
                        ? "The reference.conf of its libraries list all there are. Remove it."
                        : "Did you mean '" + nearest + "'? Correct it, or remove it."));
    }
}
