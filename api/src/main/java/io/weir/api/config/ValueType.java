package io.weir.api.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How values of an option are written and read.
 *
 * @param of the class of the value, or of each element of a list
 */
record ValueType(Class<?> of, boolean isList) {
    static final ValueType STRING = new ValueType(String.class, false);

    /** What the text means. */
    Object read(String key, String text) {
        if (!isList) {
            return one(key, text);
        }
        List<Object> elements = new ArrayList<>();
        for (String element : text.split(";", -1)) {
            if (!element.isBlank()) {
                elements.add(one(key, element.trim()));
            }
        }
        return elements;
    }

    /** As {@link #read} reads it. */
    static String write(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(ValueType::write).collect(Collectors.joining(";"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + ":" + entry.getValue())
                    .collect(Collectors.joining(","));
        }
        if (value instanceof Duration duration) {
            return duration.toMillis() + " ms";
        }
        return value instanceof Enum<?> constant ? constant.name() : value.toString();
    }

    private Object one(String key, String text) {
        try {
            if (of == String.class) {
                return text;
            } else if (of == Boolean.class) {
                return bool(text);
            } else if (of == Integer.class) {
                return Integer.valueOf(text.trim());
            } else if (of == Long.class) {
                return Long.valueOf(text.trim());
            } else if (of == Float.class) {
                return Float.valueOf(text.trim());
            } else if (of == Double.class) {
                return Double.valueOf(text.trim());
            } else if (of == Duration.class) {
                return duration(text.trim());
            } else if (of == MemorySize.class) {
                return MemorySize.parse(text);
            } else if (of == Map.class) {
                return map(text);
            }
            return constant(text);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "[API-190] The setting " + key + " is '" + text + "', which is no " + of.getSimpleName()
                            + ". The option says what it must be. Give a value of that kind.",
                    e);
        }
    }

    private static Boolean bool(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Duration duration(String text) {
        if (text.startsWith("P") || text.startsWith("p")) {
            return Duration.parse(text);
        }
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        long number = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits).trim().toLowerCase(Locale.ROOT)) {
            case "", "ms", "milli", "millis", "millisecond", "milliseconds" -> Duration.ofMillis(number);
            case "ns", "nano", "nanos", "nanosecond", "nanoseconds" -> Duration.ofNanos(number);
            case "us", "µs", "micro", "micros", "microsecond", "microseconds" -> Duration.ofNanos(number * 1000);
            case "s", "sec", "secs", "second", "seconds" -> Duration.ofSeconds(number);
            case "m", "min", "minute", "minutes" -> Duration.ofMinutes(number);
            case "h", "hour", "hours" -> Duration.ofHours(number);
            case "d", "day", "days" -> Duration.ofDays(number);
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Map<String, String> map(String text) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String entry : text.split(",", -1)) {
            int colon = entry.indexOf(':');
            if (colon >= 0) {
                map.put(
                        entry.substring(0, colon).trim(),
                        entry.substring(colon + 1).trim());
            } else if (!entry.isBlank()) {
                throw new IllegalArgumentException(entry);
            }
        }
        return map;
    }

    /** A constant by its name or by how it prints, in any case, with a dash for an underscore. */
    private Object constant(String text) {
        Object[] constants = of.getEnumConstants();
        String wanted = text.trim().replace('-', '_');
        if (constants != null) {
            for (Object constant : constants) {
                if (((Enum<?>) constant).name().equalsIgnoreCase(wanted)
                        || constant.toString().equalsIgnoreCase(text.trim())) {
                    return constant;
                }
            }
        }
        throw new IllegalArgumentException(text);
    }
}
