package io.weir.runtime.failure;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A failure as it travels between nodes: no class of the user's, only words.
 *
 * @param message the sentence
 * @param details the stack trace, for the log and the status page; may be empty
 */
public record Failure(FailureKind kind, String message, String details) {
    public static Failure of(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        FailureKind kind = thrown instanceof WeirException weir ? weir.kind() : FailureKind.USER_CODE;
        String message = thrown.getMessage();
        return new Failure(kind, message == null ? thrown.toString() : message, trace.toString());
    }
}
