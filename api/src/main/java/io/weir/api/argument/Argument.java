package io.weir.api.argument;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Looks at arguments of a program while it builds its job: the stack trace of a refusal points at the program's own line, which it cannot once
 * the job runs somewhere else.
 */
public final class Argument {
    private Argument() {}

    /**
     * Refuses null.
     *
     * @param name of the parameter, as the Javadoc has it
     * @throws IllegalArgumentException [API-201] if it is null
     */
    public static <T> T given(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(
                    "[API-201] The argument '" + name
                            + "' is null. Nothing could be done with it when the job runs. Give an object; the stack trace shows the call.");
        }
        return value;
    }

    /**
     * Refuses null in an array too.
     *
     * @param name of the parameter, as the Javadoc has it
     * @throws IllegalArgumentException [API-201] if it, or an element of it, is null
     */
    public static <T> T[] allGiven(T @Nullable [] values, String name) {
        T[] array = given(values, name);
        for (int i = 0; i < array.length; i++) {
            given(array[i], name + "[" + i + "]");
        }
        return array;
    }

    /**
     * Refuses names of nothing.
     *
     * @param name of the parameter, as the Javadoc has it
     * @throws IllegalArgumentException [API-201] if it is null, [API-202] if it is empty or blank
     */
    public static String named(@Nullable String value, String name) {
        if (given(value, name).isBlank()) {
            throw new IllegalArgumentException(
                    "[API-202] The argument '" + name
                            + "' is empty. Logs, errors and state could not tell what it names. Give a text with at least one letter.");
        }
        return String.valueOf(value);
    }

    /**
     * Refuses what counts nothing.
     *
     * @param name of the parameter, as the Javadoc has it
     * @throws IllegalArgumentException [API-280] if it is below 1
     */
    public static long positive(long value, String name) {
        return atLeast(value, 1, name);
    }

    /**
     * Refuses what is less than nothing.
     *
     * @param name of the parameter, as the Javadoc has it
     * @throws IllegalArgumentException [API-280] if it is below 0
     */
    public static long notNegative(long value, String name) {
        return atLeast(value, 0, name);
    }

    private static long atLeast(long value, int least, String name) {
        if (value < least) {
            throw new IllegalArgumentException("[API-280] The argument '" + name + "' is " + value
                    + ". It counts or measures something, and must be at least " + least + ". Give a larger number.");
        }
        return value;
    }

    /**
     * The milliseconds of a length that means what it says, such as the size of a window.
     *
     * @param name of the parameter, as the Javadoc has it
     * @throws IllegalArgumentException [API-201] if it is null, [API-203] if it is more milliseconds than fit into a long
     */
    public static long millis(@Nullable Duration value, String name) {
        Duration duration = given(value, name);
        try {
            return duration.toMillis();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "[API-203] The argument '" + name + "' is " + duration
                            + ". Times are counted in milliseconds, and these are more than fit into 64 bits (292 million years). Give a shorter one.",
                    e);
        }
    }

    /**
     * The milliseconds of something that is waited for, such as a timeout: what does not fit into a long means never.
     *
     * @param name of the parameter, as the Javadoc has it
     * @throws IllegalArgumentException [API-201] if it is null
     */
    public static long saturatedMillis(@Nullable Duration value, String name) {
        Duration duration = given(value, name);
        try {
            return duration.toMillis();
        } catch (ArithmeticException e) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /**
     * As {@link #saturatedMillis}, in nanoseconds.
     *
     * @param name of the parameter, as the Javadoc has it
     * @throws IllegalArgumentException [API-201] if it is null
     */
    public static long saturatedNanos(@Nullable Duration value, String name) {
        Duration duration = given(value, name);
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
