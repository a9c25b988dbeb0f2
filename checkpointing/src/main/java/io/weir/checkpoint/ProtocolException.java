package io.weir.checkpoint;

/** A peer broke the protocol; the attempt must end, for the stream can no longer be trusted. */
public final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProtocolException(String message) {
        super(message);
    }
}
