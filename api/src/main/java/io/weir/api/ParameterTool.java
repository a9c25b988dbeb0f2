package io.weir.api;

import io.weir.api.argument.Argument;
import io.weir.api.config.Configuration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A program's arguments: {@code --key value}, {@code -key value}, and {@code --key} alone for a switch. Immutable. */
public sealed class ParameterTool extends ExecutionConfig.GlobalJobParameters permits MultipleParameterTool {
    private static final long serialVersionUID = 1L;

    private static final String NO_VALUE = "__NO_VALUE_KEY";

    private final Map<String, String> data;

    ParameterTool(Map<String, String> data) {
        this.data = new LinkedHashMap<>(data);
    }

    /**
     * Reads the arguments of a {@code main}. A negative number after a key is its value.
     *
     * @throws IllegalArgumentException if a value stands without a key
     */
    public static ParameterTool fromArgs(String[] args) {
        Argument.given(args, "args");
        Map<String, String> data = new LinkedHashMap<>();
        read(args, data::put);
        return new ParameterTool(data);
    }

    static void read(String[] args, BiConsumer<String, String> parameters) {
        int i = 0;
        while (i < args.length) {
            String key = keyOf(args[i]);
            i++;
            if (i < args.length && (!args[i].startsWith("-") || isNumber(args[i]))) {
                parameters.accept(key, args[i]);
                i++;
            } else {
                parameters.accept(key, NO_VALUE);
            }
        }
    }

    public static ParameterTool fromMap(Map<String, String> map) {
        Argument.given(map, "map");
        return new ParameterTool(map);
    }

    /** A file of {@code key=value} lines, as {@link Properties} reads it. */
    public static ParameterTool fromPropertiesFile(String path) throws IOException {
        Argument.given(path, "path");
        try (InputStream in = Files.newInputStream(Path.of(path))) {
            return fromPropertiesFile(in);
        }
    }

    /** Closes nothing. */
    public static ParameterTool fromPropertiesFile(InputStream inputStream) throws IOException {
        Argument.given(inputStream, "inputStream");
        Properties properties = new Properties();
        properties.load(inputStream);
        return fromProperties(properties);
    }

    /** {@code -Dkey=value} of this process, and what the JVM adds. */
    public static ParameterTool fromSystemProperties() {
        return fromProperties(System.getProperties());
    }

    private static ParameterTool fromProperties(Properties properties) {
        Map<String, String> data = new LinkedHashMap<>();
        properties.stringPropertyNames().stream().sorted().forEach(key -> data.put(key, properties.getProperty(key)));
        return new ParameterTool(data);
    }

    /** What is in both is taken from the other. */
    public ParameterTool mergeWith(ParameterTool other) {
        Argument.given(other, "other");
        Map<String, String> merged = new LinkedHashMap<>(data);
        merged.putAll(other.data);
        return new ParameterTool(merged);
    }

    /** A copy. */
    public Properties getProperties() {
        Properties properties = new Properties();
        properties.putAll(data);
        return properties;
    }

    /** A copy. */
    public Configuration getConfiguration() {
        return Configuration.fromMap(data);
    }

    public boolean has(String key) {
        Argument.given(key, "key");
        return data.containsKey(key);
    }

    public int getNumberOfParameters() {
        return data.size();
    }

    /** Null if the argument was not given. */
    public @Nullable String get(String key) {
        Argument.given(key, "key");
        return data.get(key);
    }

    public String get(String key, String defaultValue) {
        Argument.given(key, "key");
        return data.getOrDefault(key, defaultValue);
    }

    /**
     * The value that must be there.
     *
     * @throws IllegalArgumentException if the argument was not given
     */
    public String getRequired(String key) {
        Argument.given(key, "key");
        String value = data.get(key);
        if (value == null) {
            throw new IllegalArgumentException("[API-125] The argument --" + key
                    + " is missing. The program requires it. Add --" + key + " VALUE.");
        }
        return value;
    }

    public int getInt(String key) {
        Argument.given(key, "key");
        return parsed(key, getRequired(key), Integer::valueOf, "a whole number");
    }

    public int getInt(String key, int defaultValue) {
        Argument.given(key, "key");
        return has(key) ? getInt(key) : defaultValue;
    }

    public long getLong(String key) {
        Argument.given(key, "key");
        return parsed(key, getRequired(key), Long::valueOf, "a whole number");
    }

    public long getLong(String key, long defaultValue) {
        Argument.given(key, "key");
        return has(key) ? getLong(key) : defaultValue;
    }

    public short getShort(String key) {
        Argument.given(key, "key");
        return parsed(key, getRequired(key), Short::valueOf, "a whole number from -32768 to 32767");
    }

    public short getShort(String key, short defaultValue) {
        Argument.given(key, "key");
        return has(key) ? getShort(key) : defaultValue;
    }

    public byte getByte(String key) {
        Argument.given(key, "key");
        return parsed(key, getRequired(key), Byte::valueOf, "a whole number from -128 to 127");
    }

    public byte getByte(String key, byte defaultValue) {
        Argument.given(key, "key");
        return has(key) ? getByte(key) : defaultValue;
    }

    public float getFloat(String key) {
        Argument.given(key, "key");
        return parsed(key, getRequired(key), Float::valueOf, "a number");
    }

    public float getFloat(String key, float defaultValue) {
        Argument.given(key, "key");
        return has(key) ? getFloat(key) : defaultValue;
    }

    public double getDouble(String key) {
        Argument.given(key, "key");
        return parsed(key, getRequired(key), Double::valueOf, "a number");
    }

    public double getDouble(String key, double defaultValue) {
        Argument.given(key, "key");
        return has(key) ? getDouble(key) : defaultValue;
    }

    /** True only for {@code true}, in any case. */
    public boolean getBoolean(String key) {
        Argument.given(key, "key");
        return Boolean.parseBoolean(getRequired(key));
    }

    public boolean getBoolean(String key, boolean defaultValue) {
        Argument.given(key, "key");
        return has(key) ? getBoolean(key) : defaultValue;
    }

    /** In the order given. */
    @Override
    public Map<String, String> toMap() {
        return Collections.unmodifiableMap(data);
    }

    @Override
    public String toString() {
        return data.toString();
    }

    private static String keyOf(String argument) {
        String key = argument.startsWith("--")
                ? argument.substring(2)
                : argument.startsWith("-") ? argument.substring(1) : "";
        if (key.isEmpty()) {
            throw new IllegalArgumentException(
                    "[API-125] The argument '" + argument + "' stands where a key was expected. Keys begin "
                            + "with - or --, each with at most one value. Write --key " + argument + ".");
        }
        return key;
    }

    private static boolean isNumber(String text) {
        try {
            Double.parseDouble(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static <T> T parsed(String key, String value, Function<String, T> parse, String expected) {
        try {
            return parse.apply(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "[API-125] The argument --" + key + " is '" + value + "', which is not " + expected + ". Give "
                            + expected + ".",
                    e);
        }
    }
}
