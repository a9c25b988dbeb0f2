package io.weir.api.config;

import io.weir.api.argument.Argument;
import java.io.Serializable;
import java.util.Locale;

/** A number of bytes, as in {@code MemorySize.parse("128 mb")}; units are powers of 1024. Immutable. */
public record MemorySize(long bytes) implements Serializable, Comparable<MemorySize> {
    public static final MemorySize ZERO = new MemorySize(0);
    public static final MemorySize MAX_VALUE = new MemorySize(Long.MAX_VALUE);

    public MemorySize {
        if (bytes < 0) {
            throw new IllegalArgumentException(
                    "[API-190] " + bytes + " bytes is no size of memory. Sizes count bytes. Give 0 or more.");
        }
    }

    public static MemorySize ofMebiBytes(long mebiBytes) {
        return new MemorySize(Math.multiplyExact(mebiBytes, 1L << 20));
    }

    /**
     * Reads a number with one of the units b, kb, mb, gb, tb (or k, m, g, t, kib, bytes, ...), in any case; without a unit it is bytes.
     *
     * @throws IllegalArgumentException [API-190] if the text is something else
     */
    public static MemorySize parse(String text) {
        Argument.given(text, "text");
        String trimmed = text.trim().toLowerCase(Locale.ROOT);
        int digits = 0;
        while (digits < trimmed.length() && Character.isDigit(trimmed.charAt(digits))) {
            digits++;
        }
        try {
            long number = Long.parseLong(trimmed.substring(0, digits));
            return new MemorySize(
                    Math.multiplyExact(number, unit(trimmed.substring(digits).trim())));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "[API-190] '" + text
                            + "' is no size of memory. A size is a whole number and a unit. Write it as 128 mb.",
                    e);
        }
    }

    /** The bytes of {@link #parse}. */
    public static long parseBytes(String text) {
        Argument.given(text, "text");
        return parse(text).bytes();
    }

    public long getBytes() {
        return bytes;
    }

    public long getKibiBytes() {
        return bytes >> 10;
    }

    public int getMebiBytes() {
        return (int) (bytes >> 20);
    }

    public long getGibiBytes() {
        return bytes >> 30;
    }

    public long getTebiBytes() {
        return bytes >> 40;
    }

    public MemorySize add(MemorySize that) {
        return new MemorySize(Math.addExact(bytes, that.bytes));
    }

    public MemorySize subtract(MemorySize that) {
        return new MemorySize(Math.subtractExact(bytes, that.bytes));
    }

    public MemorySize multiply(double multiplier) {
        return new MemorySize((long) (bytes * multiplier));
    }

    public MemorySize divide(long by) {
        return new MemorySize(bytes / by);
    }

    @Override
    public int compareTo(MemorySize that) {
        return Long.compare(bytes, that.bytes);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return bytes + " bytes";
    }

    private static long unit(String name) {
        return switch (name) {
            case "", "b", "bytes" -> 1;
            case "k", "kb", "kib", "kibibytes" -> 1L << 10;
            case "m", "mb", "mib", "mebibytes" -> 1L << 20;
            case "g", "gb", "gib", "gibibytes" -> 1L << 30;
            case "t", "tb", "tib", "tebibytes" -> 1L << 40;
            default -> throw new IllegalArgumentException(name);
        };
    }
}
