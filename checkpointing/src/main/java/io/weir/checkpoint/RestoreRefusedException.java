package io.weir.checkpoint;

/** A checkpoint does not fit the job that is to be restored from it. The message begins with {@code [code]}. */
public final class RestoreRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    RestoreRefusedException(String code, String sentence) {
        super("[" + code + "] " + sentence);
        this.code = code;
    }

    /** For example {@code CKP-404}. */
    public String code() {
        return code;
    }
}
