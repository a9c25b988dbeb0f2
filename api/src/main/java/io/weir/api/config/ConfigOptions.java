package io.weir.api.config;

import io.weir.api.argument.Argument;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes options: {@code ConfigOptions.key("shop.batch").intType().defaultValue(100)}. */
public final class ConfigOptions {
    private ConfigOptions() {}

    /** Begins an option with this key. */
    public static OptionBuilder key(String key) {
        Argument.given(key, "key");
        return new OptionBuilder(key);
    }

    /** Chooses the type. */
    public static final class OptionBuilder {
        private final String key;

        private OptionBuilder(String key) {
            this.key = key;
        }

        public TypedConfigOptionBuilder<Boolean> booleanType() {
            return typed(Boolean.class);
        }

        public TypedConfigOptionBuilder<Integer> intType() {
            return typed(Integer.class);
        }

        public TypedConfigOptionBuilder<Long> longType() {
            return typed(Long.class);
        }

        public TypedConfigOptionBuilder<Float> floatType() {
            return typed(Float.class);
        }

        public TypedConfigOptionBuilder<Double> doubleType() {
            return typed(Double.class);
        }

        public TypedConfigOptionBuilder<String> stringType() {
            return typed(String.class);
        }

        /** Written as {@code 10 s}, {@code 200 ms}, {@code 5 min}, or {@code PT10S}. */
        public TypedConfigOptionBuilder<Duration> durationType() {
            return typed(Duration.class);
        }

        /** Written as {@code 128 mb}. */
        public TypedConfigOptionBuilder<MemorySize> memoryType() {
            return typed(MemorySize.class);
        }

        public <T extends Enum<T>> TypedConfigOptionBuilder<T> enumType(Class<T> enumClass) {
            Argument.given(enumClass, "enumClass");
            return typed(enumClass);
        }

        /** Written as {@code a:1,b:2}. */
        public TypedConfigOptionBuilder<Map<String, String>> mapType() {
            return new TypedConfigOptionBuilder<>(key, new ValueType(Map.class, false));
        }

        private <T> TypedConfigOptionBuilder<T> typed(Class<T> type) {
            return new TypedConfigOptionBuilder<>(key, new ValueType(type, false));
        }
    }

    /** Chooses the default. */
    public static final class TypedConfigOptionBuilder<T> {
        private final String key;
        private final ValueType type;

        private TypedConfigOptionBuilder(String key, ValueType type) {
            this.key = key;
            this.type = type;
        }

        /** Written as {@code a;b;c}. */
        public ListConfigOptionBuilder<T> asList() {
            return new ListConfigOptionBuilder<>(key, new ValueType(type.of(), true));
        }

        public ConfigOption<T> defaultValue(T value) {
            Argument.given(value, "value");
            return new ConfigOption<>(key, type, value, List.of(), "");
        }

        public ConfigOption<T> noDefaultValue() {
            return new ConfigOption<>(key, type, null, List.of(), "");
        }
    }

    /** Chooses the default of a list. */
    public static final class ListConfigOptionBuilder<E> {
        private final String key;
        private final ValueType type;

        private ListConfigOptionBuilder(String key, ValueType type) {
            this.key = key;
            this.type = type;
        }

        @SafeVarargs
        @SuppressWarnings("varargs") // only read
        public final ConfigOption<List<E>> defaultValues(E... values) {
            Argument.allGiven(values, "values");
            return new ConfigOption<>(key, type, List.of(values), List.of(), "");
        }

        public ConfigOption<List<E>> noDefaultValue() {
            return new ConfigOption<>(key, type, null, List.of(), "");
        }
    }
}
