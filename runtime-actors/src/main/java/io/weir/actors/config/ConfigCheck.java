package io.weir.actors.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.weir.runtime.failure.Quoted;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Finds mistakes in what a user wrote under {@code weir}, before anything starts. */
final class ConfigCheck {
    private static final int CLOSE_ROOT = 2;

    /** No setting waits longer; what is longer is a slip of the pen, or overflows where it is added to a time. */
    private static final Duration LONGEST = Duration.ofDays(366);

    /** Of memory and messages. */
    private static final long LARGEST_BYTES = 1L << 50;

    private ConfigCheck() {}

    /** Throws {@link ConfigException}: [CFG-201] naming the first key that does not exist, where it stands, and the nearest one that does. */
    static void refuseUnknownKeys(Config user, Config reference) {
        if (user.root().get("weir") instanceof ConfigObject written
                && reference.root().get("weir") instanceof ConfigObject known) {
            refuseUnknownKeys("weir", written, known, known);
        }
    }

    /**
     * Looks at what is not under {@code weir} too: a section that is called almost so, with one of Weir's sections in it, was meant to be.
     * Throws {@link ConfigException}: [CFG-213].
     */
    static void refuseMisspelledRoot(Config user, Config reference) {
        if (!(reference.root().get("weir") instanceof ConfigObject known)) {
            return;
        }
        for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(user.root()).entrySet()) {
            String name = entry.getKey();
            boolean close =
                    !name.equals("weir") && Spelling.distance(name.toLowerCase(Locale.ROOT), "weir") <= CLOSE_ROOT;
            if (close && entry.getValue() instanceof ConfigObject section) {
                for (String inner : new TreeMap<>(section).keySet()) {
                    if (known.containsKey(inner)) {
                        throw misspelledRoot(name, inner, entry.getValue().origin());
                    }
                }
            }
        }
    }

    private static ConfigException misspelledRoot(String name, String inner, ConfigOrigin origin) {
        return new ConfigException.Generic("[CFG-213] There is no section " + Quoted.of(name) + " (" + where(origin)
                + "), so that what it says of '" + inner + "' would have no effect. Did you mean 'weir." + inner
                + "'? Correct it, or remove it.");
    }

    /**
     * As {@link #refuseUnknownKeys(Config, Config)}, of system properties: there, tools of Weir have some of their own, so that only those in a
     * section that exists, or in one called almost so, are looked at.
     */
    static void refuseUnknownProperties(Config properties, Config reference) {
        if (properties.root().get("weir") instanceof ConfigObject written
                && reference.root().get("weir") instanceof ConfigObject known) {
            for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(written).entrySet()) {
                String key = "weir." + entry.getKey();
                if (!(entry.getValue() instanceof ConfigObject inner)) {
                    continue;
                }
                if (known.get(entry.getKey()) instanceof ConfigObject section) {
                    refuseUnknownKeys(key, inner, section, known);
                } else if (known.keySet().stream().anyMatch(name -> Spelling.distance(entry.getKey(), name) == 1)) {
                    String first = new TreeMap<>(inner).firstKey();
                    throw unknown(key + "." + first, entry.getValue().origin(), known);
                }
            }
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
        String nearest = Spelling.nearest(key, "weir", root);
        return new ConfigException.Generic(
                "[CFG-201] There is no setting " + Quoted.of(key) + " (" + where(origin) + "). "
                        + (nearest == null
                                ? "reference.conf lists all there are. Remove it."
                                : "Did you mean '" + nearest + "'? Correct it, or remove it."));
    }

    /**
     * A key must be what its default is: a section, a duration, a size, a number, on or off, a list, a text.
     *
     * @throws ConfigException [CFG-202] naming the key, where it stands, what it is and what it may be
     */
    static void refuseWrongTypes(Config resolved, Config reference) {
        for (Map.Entry<String, ConfigValue> entry : reference.getConfig("weir").entrySet()) {
            String key = "weir." + entry.getKey();
            if (!resolved.hasPath(key)) {
                throw gone(key, resolved);
            }
            if (!key.contains("dispatcher")) { // Pekko checks these
                refuseWrongType(key, Kind.of(entry.getValue()), entry.getValue(), resolved);
            }
        }
    }

    /** A key that has a default can only be missing because it, or what it is in, was set to something else. */
    private static ConfigException gone(String key, Config resolved) {
        List<String> path = ConfigUtil.splitPath(key);
        ConfigValue at = resolved.root();
        for (int depth = 0; depth < path.size() && at instanceof ConfigObject section; depth++) {
            ConfigValue next = section.get(path.get(depth));
            if (next == null) {
                break;
            }
            if (!(next instanceof ConfigObject) || depth == path.size() - 1) {
                String wrong = ConfigUtil.joinPath(path.subList(0, depth + 1));
                return new ConfigException.Generic("[CFG-202] The setting '" + wrong + "' (" + where(next.origin())
                        + ") is " + Quoted.of(next.unwrapped()) + ", which is not "
                        + (depth == path.size() - 1 ? "a value" : "a section with settings")
                        + ". Correct it, or remove it.");
            }
            at = next;
        }
        return new ConfigException.Generic(
                "[CFG-202] The setting '" + key + "' (" + where(at.origin())
                        + ") is missing. What it stands in was replaced as a whole. Give it a value, or remove what replaces it.");
    }

    private static void refuseWrongType(String key, Kind kind, ConfigValue expected, Config resolved) {
        ConfigValue value = resolved.getValue(key);
        Object read;
        try {
            read = kind.read(resolved, key);
        } catch (ConfigException.BadValue | ConfigException.WrongType e) {
            throw new ConfigException.Generic(
                    "[CFG-202] The setting '" + key + "' (" + where(value.origin()) + ") is "
                            + (isSecret(key) ? "a secret" : Quoted.of(value.unwrapped())) + ", which is not "
                            + kind.words
                            + ". The default is " + expected.unwrapped() + ". Correct it.",
                    isSecret(key) ? null : e);
        }
        refuseAbsurd(key, value, read);
    }

    private static boolean isSecret(String key) {
        return key.endsWith("password") || key.endsWith("cookie");
    }

    /** What no section has a use for; the records of the sections know the rest. */
    private static void refuseAbsurd(String key, ConfigValue value, Object read) {
        boolean wrong = read instanceof Duration time
                ? time.isNegative() || time.compareTo(LONGEST) > 0
                : read instanceof Long bytes && (bytes < 0 || bytes > LARGEST_BYTES);
        if (wrong) {
            throw new ConfigException.Generic("[CFG-203] The setting '" + key + "' (" + where(value.origin()) + ") is "
                    + Quoted.of(value.unwrapped()) + ". It must be "
                    + (read instanceof Duration
                            ? "between 0 and " + LONGEST.toDays() + " d"
                            : "between 0 B and 1024 TiB")
                    + ". Correct it.");
        }
    }

    /** What a setting can be, as its default tells. */
    private enum Kind {
        NUMBER("a number"),
        WHOLE_NUMBER("a whole number between -2147483648 and 2147483647"),
        SWITCH("on or off"),
        DURATION("a duration; give a number and one of ms, s, m, h, d"),
        SIZE("a size; give a number and one of B, KiB, MiB, GiB"),
        LIST("a list of texts, as in [\"a\", \"b\"]"),
        TEXT("a text");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Throws {@link ConfigException} if the value is not of this kind. */
        Object read(Config config, String key) {
            return switch (this) {
                case NUMBER -> config.getNumber(key);
                case WHOLE_NUMBER -> wholeNumber(config, key);
                case SWITCH -> config.getBoolean(key);
                case DURATION -> duration(config, key);
                case SIZE -> config.getBytes(key);
                case LIST -> config.getStringList(key);
                case TEXT -> config.getString(key);
            };
        }

        /** What {@code getInt} gives for 2.5 is 2. */
        /** HOCON takes a number without a unit for milliseconds, which is rarely what was meant; 0 needs none. */
        private static Duration duration(Config config, String key) {
            String text = String.valueOf(config.getValue(key).unwrapped()).trim();
            if (text.matches("[+-]?[0-9.]+") && !text.matches("[+-]?0+")) {
                throw new ConfigException.BadValue(config.getValue(key).origin(), key, "it has no unit");
            }
            return config.getDuration(key);
        }

        private static Integer wholeNumber(Config config, String key) {
            int number = config.getInt(key);
            if (number != config.getDouble(key)) {
                throw new ConfigException.WrongType(config.getValue(key).origin(), key, "whole number", "fraction");
            }
            return number;
        }

        static Kind of(ConfigValue expected) {
            Object value = expected.unwrapped();
            if (value instanceof Number) {
                return value instanceof Integer ? WHOLE_NUMBER : NUMBER;
            } else if (value instanceof List) {
                return LIST;
            }
            String text = String.valueOf(value);
            if (text.matches("on|off|true|false|yes|no")) {
                return SWITCH;
            } else if (text.matches("\\d+ ?(ns|us|ms|s|m|h|d)")) {
                return DURATION;
            }
            return text.matches("\\d+ ?[KMG]iB") ? SIZE : TEXT;
        }
    }

    static String where(ConfigOrigin origin) {
        String file = Quoted.plain(origin.filename() != null ? origin.filename() : origin.description());
        return origin.lineNumber() > 0 && origin.filename() != null ? file + ":" + origin.lineNumber() : file;
    }
}
