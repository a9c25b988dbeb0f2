package io.weir.runtime.failure;

import io.weir.checkpoint.CheckpointException;
import io.weir.runtime.cluster.Texts;
import io.weir.state.CorruptSnapshotException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A failure as it travels between nodes: no class of the user's, only words, and not too many: a control message has room for 256 KiB, and a
 * job keeps many failures.
 *
 * @param message the sentence; at most {@value #MOST_MESSAGE} characters, what is longer is cut here
 * @param details the stack trace, for the log and the status page; may be empty; at most {@value #MOST_DETAILS} characters, as above
 */
public record Failure(FailureKind kind, String message, String details) {
    /** Of {@link #message}, in characters. */
    public static final int MOST_MESSAGE = Texts.SENTENCE;

    /** Of {@link #details}, in characters. */
    public static final int MOST_DETAILS = 16_384;

    /** Of {@link #whole}, in characters. */
    public static final int MOST_LOGGED = 262_144;

    /** Codes of what is stored and is not what was written. */
    private static final Set<String> DAMAGED = Set.of("CKP-401", "CKP-402", "CKP-403");

    private static final int MOST_CAUSES = 32;

    public Failure {
        message = Texts.cut(message, MOST_MESSAGE);
        details = Texts.cut(details, MOST_DETAILS);
    }

    /** Of anything that was thrown; never throws, whatever the methods of that exception do. */
    public static Failure of(Throwable thrown) {
        try {
            return new Failure(kindOf(thrown), sentence(thrown), ThrownText.trace(thrown, MOST_DETAILS));
        } catch (Throwable worse) { // its own code, or no memory
            return new Failure(
                    FailureKind.USER_CODE,
                    "[JOB-802] A " + thrown.getClass().getName()
                            + " was thrown that cannot be described. Describing it threw a "
                            + worse.getClass().getName()
                            + ". Correct the methods of that exception, or give the process more memory.",
                    "");
        }
    }

    /** The stack trace for the log of the process in which it was thrown; empty if {@link #of} already says all of it. */
    public static String whole(Throwable thrown) {
        String all = ThrownText.trace(thrown, MOST_LOGGED);
        return all.length() <= MOST_DETAILS ? "" : all;
    }

    private static String sentence(Throwable thrown) {
        if (thrown instanceof WeirException weir) {
            return weir.getMessage();
        }
        return ThrownText.message(thrown);
    }

    /** Damaged state stays damaged: whoever reads it, restarting would only read it again. */
    public static FailureKind kindOf(Throwable thrown) {
        if (thrown instanceof WeirException weir) {
            return weir.kind();
        }
        @Nullable Throwable at = thrown;
        for (int causes = 0; at != null && causes < MOST_CAUSES; causes++) {
            boolean damaged =
                    at instanceof CheckpointException read && !read.unavailable() && DAMAGED.contains(read.code());
            if (damaged || at instanceof CorruptSnapshotException) {
                return FailureKind.CORRUPT_STATE;
            }
            at = causeOf(at);
        }
        return FailureKind.USER_CODE;
    }

    private static @Nullable Throwable causeOf(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (Throwable worse) { // its own code: then it has none
            return null;
        }
    }
}
