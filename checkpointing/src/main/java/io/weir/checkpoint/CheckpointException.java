package io.weir.checkpoint;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The storage of checkpoints refused, or what it holds is not what was written. The message begins with {@code [code]}. */
public final class CheckpointException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What to do about a file that is not what was written. */
    public static final String ADVICE =
            "Put the file back from a back-up and say './weir restart JOB', or go on from an older checkpoint that is whole:"
                    + " './weir restart JOB --newest-intact'.";

    private final String code;
    private final Certainty certainty;

    private enum Certainty {
        CERTAIN,
        AMBIGUOUS,
        UNAVAILABLE
    }

    private CheckpointException(String code, String sentence, Certainty certainty, @Nullable Throwable cause) {
        super("[" + code + "] " + sentence, cause);
        this.code = code;
        this.certainty = certainty;
    }

    public static CheckpointException of(String code, String sentence) {
        return new CheckpointException(code, sentence, Certainty.CERTAIN, null);
    }

    public static CheckpointException of(String code, String sentence, Throwable cause) {
        return new CheckpointException(code, sentence, Certainty.CERTAIN, cause);
    }

    /** Of a write that may have succeeded all the same. */
    public static CheckpointException ambiguous(String code, String sentence, Throwable cause) {
        return new CheckpointException(code, sentence, Certainty.AMBIGUOUS, cause);
    }

    /** Of a read that did not get through: nothing is known about what is stored, and the same read may succeed later. */
    public static CheckpointException unavailable(String code, String sentence, Throwable cause) {
        return new CheckpointException(code, sentence, Certainty.UNAVAILABLE, cause);
    }

    /** For example {@code CKP-401}. */
    public String code() {
        return code;
    }

    /** Whether what was to be written may be there all the same. */
    public boolean ambiguous() {
        return certainty == Certainty.AMBIGUOUS;
    }

    /** Whether the storage could not be asked, so that what is stored may be as it should be. */
    public boolean unavailable() {
        return certainty == Certainty.UNAVAILABLE;
    }
}
