package io.weir.api.serde;

/** Values of a class cannot be keys, because their hash code is not the same in every JVM. The message says what to use instead. */
public final class UnstableKeyException extends IllegalArgumentException {

    UnstableKeyException(String message) {
        super(message);
    }
}
