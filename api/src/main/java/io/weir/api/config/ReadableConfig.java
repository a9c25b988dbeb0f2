package io.weir.api.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settings that can be read by their options. */
public interface ReadableConfig {
    /**
     * The value, or the option's default; null if there is neither.
     *
     * @throws IllegalArgumentException [API-190] if the value is not of the option's type
     */
    <T> @Nullable T get(ConfigOption<T> option);

    /** The value if it was set. */
    <T> Optional<T> getOptional(ConfigOption<T> option);
}
