package io.weir.api.config;

import io.weir.api.argument.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names a setting: its key, its type and its default. Made by {@link ConfigOptions#key}. Immutable.
 *
 * @param <T> the type of the value
 */
public final class ConfigOption<T> {
    private final String key;
    private final ValueType type;
    private final @Nullable T defaultValue;
    private final List<String> olderKeys;
    private final String description;

    ConfigOption(String key, ValueType type, @Nullable T defaultValue, List<String> olderKeys, String description) {
        this.key = key;
        this.type = type;
        this.defaultValue = defaultValue;
        this.olderKeys = List.copyOf(olderKeys);
        this.description = description;
    }

    public String key() {
        return key;
    }

    public boolean hasDefaultValue() {
        return defaultValue != null;
    }

    /** Null if there is none. */
    public @Nullable T defaultValue() {
        return defaultValue;
    }

    /** Keys that are looked at, in this order, when the key itself was not set. */
    public Iterable<String> fallbackKeys() {
        return olderKeys;
    }

    public boolean hasFallbackKeys() {
        return !olderKeys.isEmpty();
    }

    public ConfigOption<T> withFallbackKeys(String... fallbackKeys) {
        Argument.allGiven(fallbackKeys, "fallbackKeys");
        return withOlderKeys(fallbackKeys);
    }

    public ConfigOption<T> withDeprecatedKeys(String... deprecatedKeys) {
        Argument.allGiven(deprecatedKeys, "deprecatedKeys");
        return withOlderKeys(deprecatedKeys);
    }

    public ConfigOption<T> withDescription(String newDescription) {
        Argument.given(newDescription, "newDescription");
        return new ConfigOption<>(key, type, defaultValue, olderKeys, newDescription);
    }

    public String description() {
        return description;
    }

    ValueType type() {
        return type;
    }

    List<String> olderKeys() {
        return olderKeys;
    }

    private ConfigOption<T> withOlderKeys(String[] more) {
        List<String> keys = new ArrayList<>(olderKeys);
        keys.addAll(List.of(more));
        return new ConfigOption<>(key, type, defaultValue, keys, description);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConfigOption<?> that
                && key.equals(that.key)
                && olderKeys.equals(that.olderKeys)
                && Objects.equals(defaultValue, that.defaultValue);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return "Key: '" + key + "' , default: " + defaultValue
                + (olderKeys.isEmpty() ? "" : " (older: " + olderKeys + ")");
    }
}
