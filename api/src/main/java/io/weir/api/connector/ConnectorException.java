package io.weir.api.connector;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A connector cannot go on, for a reason outside of the program: a file, a server, a disk. Its message is the whole sentence that the user is to
 * read, with a code; any other exception of a source or sink is said to come from the user's code.
 */
public class ConnectorException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * With a sentence.
     *
     * @param sentence {@code [CODE] what happened. Why (with values). What to do.}
     * @param cause what the system said; null if nothing was thrown
     */
    public ConnectorException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    public ConnectorException(String sentence) {
        this(sentence, null);
    }
}
