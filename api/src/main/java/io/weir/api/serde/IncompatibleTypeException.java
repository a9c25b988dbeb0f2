package io.weir.api.serde;

/** Stored data was written by another version of a class, and cannot become the present one. The message says what changed. */
public final class IncompatibleTypeException extends RuntimeException {

    IncompatibleTypeException(String message) {
        super(message);
    }
}
