package io.weir.state.row;

/** What a slot holds. */
public enum StateKind {
    /** The user's value. */
    VALUE(0),
    /** An {@code ArrayList} of ours. */
    LIST(1),
    /** A map of ours; what it is depends on the backend. */
    MAP(2),
    /** The reduced value. */
    REDUCING(3),
    /** The accumulator. */
    AGGREGATING(4);

    private final int code;

    StateKind(int code) {
        this.code = code;
    }

    /** What stands for it in snapshots; never changed. */
    public int code() {
        return code;
    }

    /**
     * The kind that a code stands for.
     *
     * @throws IllegalArgumentException if none has that code
     */
    public static StateKind of(int code) {
        for (StateKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException(code + " is no kind of state");
    }
}
