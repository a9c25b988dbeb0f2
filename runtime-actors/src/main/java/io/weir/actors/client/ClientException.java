package io.weir.actors.client;

/** A cluster could not be reached, or refused; the message is {@code [CODE] what happened. Why. What to do.} */
public final class ClientException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClientException(String message) {
        super(message);
    }

    /** For example {@code CLI-503}; empty if the sentence has none. */
    public String code() {
        String message = String.valueOf(getMessage());
        int end = message.indexOf(']');
        return message.startsWith("[") && end > 0 ? message.substring(1, end) : "";
    }
}
