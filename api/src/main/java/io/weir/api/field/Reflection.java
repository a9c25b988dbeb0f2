package io.weir.api.field;

/** What to say when reflection fails. */
final class Reflection {
    private Reflection() {}

    static IllegalArgumentException closed(Class<?> type, Exception cause) {
        return new IllegalArgumentException(
                "[API-121] The fields of " + type.getName() + " cannot be reached: " + cause
                        + ". Its module is closed to reflection. Open it, or give a lambda.",
                cause);
    }

    /** An exception of the user's constructor or accessor, as it was thrown. */
    static RuntimeException rethrown(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException e ? e : new IllegalStateException(thrown);
    }
}
