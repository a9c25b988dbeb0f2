package io.weir.checkpoint;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The storage of checkpoints refused, or what it holds is not what was written. The message begins with {@code [code]}. */
public final class CheckpointException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean ambiguous;

    private CheckpointException(String code, String sentence, boolean ambiguous, @Nullable Throwable cause) {
        super("[" + code + "] " + sentence, cause);
        this.code = code;
        this.ambiguous = ambiguous;
    }

    public static CheckpointException of(String code, String sentence) {
        return new CheckpointException(code, sentence, false, null);
    }

    public static CheckpointException of(String code, String sentence, Throwable cause) {
        return new CheckpointException(code, sentence, false, cause);
    }

    /** Of a write that may have succeeded all the same. */
    public static CheckpointException ambiguous(String code, String sentence, Throwable cause) {
        return new CheckpointException(code, sentence, true, cause);
    }

    /** For example {@code CKP-401}. */
    public String code() {
        return code;
    }

    /** Whether what was to be written may be there all the same. */
    public boolean ambiguous() {
        return ambiguous;
    }
}
