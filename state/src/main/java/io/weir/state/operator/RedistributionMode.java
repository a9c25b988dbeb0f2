package io.weir.state.operator;

/** Who gets the elements of an operator state after a restart. */
enum RedistributionMode {
    /** Each element goes to one subtask; to the same as before while the parallelism is the same. */
    SPLIT(0),
    /** All elements of all subtasks go to each. */
    UNION(1),
    /** All subtasks hold the same, so that each takes one subtask's copy. */
    BROADCAST(2);

    /** What stands for it in snapshots; never changed. */
    final int code;

    RedistributionMode(int code) {
        this.code = code;
    }

    /**
     * The mode that a code stands for.
     *
     * @throws IllegalArgumentException if none has that code
     */
    static RedistributionMode of(int code) {
        for (RedistributionMode mode : values()) {
            if (mode.code == code) {
                return mode;
            }
        }
        throw new IllegalArgumentException(code + " is no way to redistribute operator state");
    }
}
