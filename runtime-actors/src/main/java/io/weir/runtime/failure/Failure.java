package io.weir.runtime.failure;

import io.weir.checkpoint.CheckpointException;
import io.weir.runtime.cluster.Texts;
import io.weir.state.CorruptSnapshotException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;

/**
 * A failure as it travels between nodes: no class of the user's, only words.
 *
 * @param message the sentence
 * @param details the stack trace, for the log and the status page; may be empty
 */
public record Failure(FailureKind kind, String message, String details) {
    private static final int DETAILS = 20_000;

    public Failure {
        message = Texts.cut(message, Texts.SENTENCE);
        details = Texts.cut(details, DETAILS);
    }

    /** Codes of what is stored and is not what was written. */
    private static final Set<String> DAMAGED = Set.of("CKP-401", "CKP-402", "CKP-403");

    public static Failure of(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        FailureKind kind = kindOf(thrown);
        String message = thrown.getMessage();
        return new Failure(kind, message == null ? thrown.toString() : message, trace.toString());
    }

    /** Damaged state stays damaged: whoever reads it, restarting would only read it again. */
    private static FailureKind kindOf(Throwable thrown) {
        if (thrown instanceof WeirException weir) {
            return weir.kind();
        }
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            boolean damaged =
                    at instanceof CheckpointException read && !read.unavailable() && DAMAGED.contains(read.code());
            if (damaged || at instanceof CorruptSnapshotException) {
                return FailureKind.CORRUPT_STATE;
            }
        }
        return FailureKind.USER_CODE;
    }
}
