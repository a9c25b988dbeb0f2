package io.weir.api.serde;

/** Bytes are not what a codec wrote: cut short, changed, or meant for something else. The message gives the position. */
public final class CorruptDataException extends RuntimeException {

    public CorruptDataException(String message) {
        super(message);
    }

    public CorruptDataException(String message, Throwable cause) {
        super(message, cause);
    }
}
