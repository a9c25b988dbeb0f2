package io.weir.api.util;

import org.jspecify.annotations.Nullable;

/** Checks of arguments and state. In messages each {@code %s} stands for the next argument; those that are left follow in brackets. */
public final class Preconditions {
    private Preconditions() {}

    public static <T> T checkNotNull(@Nullable T reference) {
        return checkNotNull(reference, null);
    }

    /** Throws an {@link NullPointerException} if the reference is null. */
    public static <T> T checkNotNull(@Nullable T reference, @Nullable String errorMessage) {
        if (reference == null) {
            throw new NullPointerException(String.valueOf(errorMessage));
        }
        return reference;
    }

    public static <T> T checkNotNull(
            @Nullable T reference, @Nullable String errorMessageTemplate, @Nullable Object... errorMessageArgs) {
        if (reference == null) {
            throw new NullPointerException(message(errorMessageTemplate, errorMessageArgs));
        }
        return reference;
    }

    /** Throws an {@link IllegalArgumentException} if the condition is false. */
    public static void checkArgument(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException();
        }
    }

    public static void checkArgument(boolean condition, @Nullable Object errorMessage) {
        if (!condition) {
            throw new IllegalArgumentException(String.valueOf(errorMessage));
        }
    }

    public static void checkArgument(
            boolean condition, @Nullable String errorMessageTemplate, @Nullable Object... errorMessageArgs) {
        if (!condition) {
            throw new IllegalArgumentException(message(errorMessageTemplate, errorMessageArgs));
        }
    }

    /** Throws an {@link IllegalStateException} if the condition is false. */
    public static void checkState(boolean condition) {
        if (!condition) {
            throw new IllegalStateException();
        }
    }

    public static void checkState(boolean condition, @Nullable Object errorMessage) {
        if (!condition) {
            throw new IllegalStateException(String.valueOf(errorMessage));
        }
    }

    public static void checkState(
            boolean condition, @Nullable String errorMessageTemplate, @Nullable Object... errorMessageArgs) {
        if (!condition) {
            throw new IllegalStateException(message(errorMessageTemplate, errorMessageArgs));
        }
    }

    /** Throws an {@link IndexOutOfBoundsException} unless the index is from 0 to size - 1. */
    public static void checkElementIndex(int index, int size) {
        checkElementIndex(index, size, "");
    }

    public static void checkElementIndex(int index, int size, @Nullable String errorMessage) {
        checkArgument(size >= 0, "Size was negative.");
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(errorMessage + " Index: " + index + ", Size: " + size);
        }
    }

    private static String message(@Nullable String template, @Nullable Object... arguments) {
        String text = String.valueOf(template);
        StringBuilder message = new StringBuilder();
        int at = 0;
        int used = 0;
        for (int mark = text.indexOf("%s"); mark >= 0 && used < arguments.length; mark = text.indexOf("%s", at)) {
            message.append(text, at, mark).append(arguments[used++]);
            at = mark + 2;
        }
        message.append(text, at, text.length());
        for (int i = used; i < arguments.length; i++) {
            message.append(i == used ? " [" : ", ").append(arguments[i]);
        }
        return used < arguments.length ? message.append(']').toString() : message.toString();
    }
}
