package io.weir.api.graph;

/** A user's function holds something that cannot travel; the message says which operator, class and field. */
public final class UnserializableFunctionException extends RuntimeException {
    UnserializableFunctionException(String message) {
        super(message);
    }
}
