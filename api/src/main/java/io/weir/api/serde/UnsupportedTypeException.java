package io.weir.api.serde;

/** A class has no codec, or a value cannot be written. The message names the class, the way to it, and the remedy. */
public final class UnsupportedTypeException extends IllegalArgumentException {

    UnsupportedTypeException(String message) {
        super(message);
    }

    UnsupportedTypeException(String message, Throwable cause) {
        super(message, cause);
    }
}
