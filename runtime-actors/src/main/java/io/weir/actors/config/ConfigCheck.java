package io.weir.actors.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds mistakes in what a user wrote under {@code weir}, before anything starts. */
final class ConfigCheck {
    private static final int CLOSE = 3;

    private ConfigCheck() {}

    /** Throws {@link ConfigException}: [CFG-201] naming the first key that does not exist, where it stands, and the nearest one that does. */
    static void refuseUnknownKeys(Config user, Config reference) {
        if (user.root().get("weir") instanceof ConfigObject written
                && reference.root().get("weir") instanceof ConfigObject known) {
            refuseUnknownKeys("weir", written, known, known);
        }
    }

    private static void refuseUnknownKeys(String path, ConfigObject written, ConfigObject known, ConfigObject root) {
        for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(written).entrySet()) {
            String key = path + "." + entry.getKey();
            ConfigValue reference = known.get(entry.getKey());
            if (reference == null) {
                throw unknown(key, entry.getValue().origin(), root);
            }
            if (reference instanceof ConfigObject section && entry.getValue() instanceof ConfigObject inner) {
                refuseUnknownKeys(key, inner, section, root);
            }
        }
    }

    private static ConfigException unknown(String key, ConfigOrigin origin, ConfigObject root) {
        String nearest = nearest(key, root);
        return new ConfigException.Generic("[CFG-201] There is no setting '" + key + "' (" + where(origin) + "). "
                + (nearest == null
                        ? "reference.conf lists all there are. Remove it."
                        : "Did you mean '" + nearest + "'? Correct it, or remove it."));
    }

    private static @Nullable String nearest(String wrong, ConfigObject root) {
        List<String> all = new ArrayList<>();
        collect("weir", root, all);
        String best = null;
        int bestDistance = CLOSE + 1;
        for (String key : all) {
            int distance = distance(wrong, key);
            if (distance < bestDistance || (distance == bestDistance && best == null)) {
                best = distance <= CLOSE ? key : best;
                bestDistance = Math.min(distance, bestDistance);
            }
        }
        return best;
    }

    private static void collect(String path, ConfigObject section, List<String> all) {
        for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(section).entrySet()) {
            String key = path + "." + entry.getKey();
            all.add(key);
            if (entry.getValue() instanceof ConfigObject inner) {
                collect(key, inner, all);
            }
        }
    }

    /** Letters to change, add or remove (Levenshtein). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[other.length()];
    }

    /**
     * A key whose default is a duration, a size or a number must be one.
     *
     * @throws ConfigException [CFG-202] naming the key, where it stands, what it is and what it may be
     */
    static void refuseWrongTypes(Config resolved, Config reference) {
        for (Map.Entry<String, ConfigValue> entry : reference.getConfig("weir").entrySet()) {
            String key = "weir." + entry.getKey();
            ConfigValue expected = entry.getValue();
            if (!key.contains("dispatcher") && resolved.hasPath(key)) {
                refuseWrongType(key, expected, resolved);
            }
        }
    }

    private static void refuseWrongType(String key, ConfigValue expected, Config resolved) {
        String text = String.valueOf(expected.unwrapped());
        try {
            if (expected.valueType() == ConfigValueType.NUMBER) {
                resolved.getNumber(key);
            } else if (expected.valueType() == ConfigValueType.BOOLEAN) {
                resolved.getBoolean(key);
            } else if (text.matches("\\d+ ?(ns|us|ms|s|m|h|d)")) {
                resolved.getDuration(key);
            } else if (text.matches("\\d+ ?[KMG]iB")) {
                resolved.getBytes(key);
            }
        } catch (ConfigException.BadValue | ConfigException.WrongType e) {
            ConfigValue value = resolved.getValue(key);
            throw new ConfigException.Generic(
                    "[CFG-202] The setting '" + key + "' (" + where(value.origin()) + ") is '" + value.unwrapped()
                            + "', which is not " + kindOf(expected, text) + ". The default is " + text
                            + ". Correct it.",
                    e);
        }
    }

    private static String kindOf(ConfigValue expected, String text) {
        return switch (expected.valueType()) {
            case NUMBER -> "a number";
            case BOOLEAN -> "on or off";
            default ->
                text.endsWith("iB")
                        ? "a size; give a number and one of B, KiB, MiB, GiB"
                        : "a duration; give a number and one of ms, s, m, h, d";
        };
    }

    private static String where(ConfigOrigin origin) {
        String file = origin.filename() != null ? origin.filename() : origin.description();
        return origin.lineNumber() > 0 && origin.filename() != null ? file + ":" + origin.lineNumber() : file;
    }
}
