package io.weir.api.config;

import io.weir.api.argument.Argument;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings by key, kept as text. Handed to {@code StreamExecutionEnvironment.getExecutionEnvironment}, what it says of options that Weir
 * knows applies to the job. Not safe for use by several threads.
 */
public final class Configuration implements ReadableConfig, Serializable {
    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, String> values = new LinkedHashMap<>();

    public Configuration() {}

    /** A copy. */
    public Configuration(Configuration other) {
        Argument.given(other, "other");
        values.putAll(other.values);
    }

    public static Configuration fromMap(Map<String, String> map) {
        Argument.given(map, "map");
        Configuration configuration = new Configuration();
        configuration.values.putAll(map);
        return configuration;
    }

    // ---- by option ----

    public <T> Configuration set(ConfigOption<T> option, T value) {
        Argument.given(option, "option");
        Argument.given(value, "value");
        values.put(option.key(), ValueType.write(value));
        return this;
    }

    @Override
    public <T> @Nullable T get(ConfigOption<T> option) {
        Argument.given(option, "option");
        String key = keyOf(option);
        return key == null ? option.defaultValue() : read(option, key);
    }

    /** The value if it was set, else the other. */
    public <T> T get(ConfigOption<T> option, T otherwise) {
        Argument.given(option, "option");
        String key = keyOf(option);
        return key == null ? otherwise : read(option, key);
    }

    @Override
    public <T> Optional<T> getOptional(ConfigOption<T> option) {
        Argument.given(option, "option");
        String key = keyOf(option);
        return key == null ? Optional.empty() : Optional.of(read(option, key));
    }

    public boolean contains(ConfigOption<?> option) {
        Argument.given(option, "option");
        return keyOf(option) != null;
    }

    /** Whether there was something to remove. */
    public boolean removeConfig(ConfigOption<?> option) {
        Argument.given(option, "option");
        boolean removed = values.remove(option.key()) != null;
        for (String key : option.olderKeys()) {
            removed |= values.remove(key) != null;
        }
        return removed;
    }

    // ---- by key ----

    public String getString(String key, String otherwise) {
        Argument.given(key, "key");
        return values.getOrDefault(key, otherwise);
    }

    public void setString(String key, String value) {
        Argument.given(key, "key");
        Argument.given(value, "value");
        values.put(key, value);
    }

    public int getInteger(String key, int otherwise) {
        Argument.given(key, "key");
        return get(ConfigOptions.key(key).intType().noDefaultValue(), otherwise);
    }

    public void setInteger(String key, int value) {
        Argument.given(key, "key");
        values.put(key, Integer.toString(value));
    }

    public long getLong(String key, long otherwise) {
        Argument.given(key, "key");
        return get(ConfigOptions.key(key).longType().noDefaultValue(), otherwise);
    }

    public void setLong(String key, long value) {
        Argument.given(key, "key");
        values.put(key, Long.toString(value));
    }

    public boolean getBoolean(String key, boolean otherwise) {
        Argument.given(key, "key");
        return get(ConfigOptions.key(key).booleanType().noDefaultValue(), otherwise);
    }

    public void setBoolean(String key, boolean value) {
        Argument.given(key, "key");
        values.put(key, Boolean.toString(value));
    }

    public float getFloat(String key, float otherwise) {
        Argument.given(key, "key");
        return get(ConfigOptions.key(key).floatType().noDefaultValue(), otherwise);
    }

    public void setFloat(String key, float value) {
        Argument.given(key, "key");
        values.put(key, Float.toString(value));
    }

    public double getDouble(String key, double otherwise) {
        Argument.given(key, "key");
        return get(ConfigOptions.key(key).doubleType().noDefaultValue(), otherwise);
    }

    public void setDouble(String key, double value) {
        Argument.given(key, "key");
        values.put(key, Double.toString(value));
    }

    public boolean containsKey(String key) {
        Argument.given(key, "key");
        return values.containsKey(key);
    }

    /** Whether there was something to remove. */
    public boolean removeKey(String key) {
        Argument.given(key, "key");
        return values.remove(key) != null;
    }

    public Set<String> keySet() {
        return Collections.unmodifiableSet(values.keySet());
    }

    public void addAll(Configuration other) {
        Argument.given(other, "other");
        values.putAll(other.values);
    }

    /** Puts a prefix before each key. */
    public void addAll(Configuration other, String prefix) {
        Argument.given(other, "other");
        Argument.given(prefix, "prefix");
        other.values.forEach((key, value) -> values.put(prefix + key, value));
    }

    public void addAllToProperties(Properties properties) {
        Argument.given(properties, "properties");
        properties.putAll(values);
    }

    /** A copy, in the order in which the keys were set. */
    public Map<String, String> toMap() {
        return new LinkedHashMap<>(values);
    }

    @SuppressWarnings("unchecked") // the option's type made the value
    private <T> T read(ConfigOption<T> option, String key) {
        return (T) option.type().read(key, values.getOrDefault(key, ""));
    }

    private @Nullable String keyOf(ConfigOption<?> option) {
        if (values.containsKey(option.key())) {
            return option.key();
        }
        List<String> older = option.olderKeys();
        for (String key : older) {
            if (values.containsKey(key)) {
                return key;
            }
        }
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Configuration that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
