package io.weir.runtime.failure;

import io.weir.checkpoint.CheckpointException;
import io.weir.runtime.cluster.Texts;
import io.weir.state.failure.CorruptSnapshotException;
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

    /** Sentences about a program that a restart runs again as it is. */
    private static final Set<String> FAULTS_OF_THE_PROGRAM = Set.of("[API-104]", "[API-107]", "[API-265]");

    /** By name: which of them a JVM has depends on its modules. */
    private static final Set<String> UNMET_NEEDS = Set.of(
            "java.io.FileNotFoundException",
            "java.nio.file.NoSuchFileException",
            "java.nio.file.NotDirectoryException",
            "java.nio.file.AccessDeniedException",
            "java.net.UnknownHostException",
            "java.nio.channels.UnresolvedAddressException",
            "java.sql.SQLInvalidAuthorizationSpecException",
            "javax.security.auth.login.LoginException");

    /** Sentences about files that are not as a source or sink needs them; nothing that a trace could add. */
    private static final Set<String> UNFIT_FILES = Set.of("[DATA-330]", "[DATA-331]", "[DATA-332]", "[SINK-706]");

    private static final int MOST_CAUSES = 32;

    public Failure {
        message = Texts.cut(message, MOST_MESSAGE);
        details = Texts.cut(details, MOST_DETAILS);
    }

    /** Of anything that was thrown; never throws, whatever the methods of that exception do. */
    public static Failure of(Throwable thrown) {
        try {
            FailureKind kind = kindOf(thrown);
            String sentence = sentence(thrown);
            boolean saysItAll = kind == FailureKind.UNMET_NEED
                    && (sentence.startsWith("[DATA-") || sentence.startsWith("[SINK-706]"));
            return new Failure(kind, sentence, saysItAll ? "" : ThrownText.trace(thrown, MOST_DETAILS));
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

    /**
     * Damaged state stays damaged: whoever reads it, restarting would only read it again. So does a mistake of the program; and what is not
     * there is told apart, because it matters whether it was there before.
     */
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
            } else if (at instanceof CheckpointException) {
                return FailureKind.USER_CODE; // the storage has patience of its own
            } else if (begins(at, FAULTS_OF_THE_PROGRAM)) {
                return FailureKind.BAD_JOB;
            } else if (isUnmetNeed(at) || begins(at, UNFIT_FILES)) {
                return FailureKind.UNMET_NEED;
            }
            at = causeOf(at);
        }
        return FailureKind.USER_CODE;
    }

    private static boolean begins(Throwable thrown, Set<String> codes) {
        try {
            String sentence = thrown.getMessage();
            return sentence != null
                    && sentence.startsWith("[")
                    && codes.contains(sentence.substring(0, sentence.indexOf(']') + 1));
        } catch (Throwable worse) { // its own code: then it is no sentence of ours
            return false;
        }
    }

    private static boolean isUnmetNeed(Throwable thrown) {
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            if (UNMET_NEEDS.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Throwable causeOf(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (Throwable worse) { // its own code: then it has none
            return null;
        }
    }
}
