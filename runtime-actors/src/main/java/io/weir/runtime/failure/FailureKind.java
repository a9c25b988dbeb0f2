package io.weir.runtime.failure;

/** Why something failed, told apart only as far as the job reacts differently. */
public enum FailureKind {
    /** A user's function threw: restart by the job's strategy. */
    USER_CODE,
    /** State cannot be read, or is not that of the checkpoint: restarting would not help. */
    CORRUPT_STATE,
    /** A process or a host is gone: restart at once where the strategy allows it. */
    LOST_WORKER,
    /** A worker leaves in an orderly way, and its subtasks go elsewhere: nothing failed, and nothing counts as a failure. */
    LEAVING_WORKER,
    /** A message was lost or repeated on a channel, or somebody broke the rules: restart. */
    BROKEN_PROTOCOL,
    /** Too many checkpoints failed in a row: restart by the job's strategy. */
    CHECKPOINTS_FAILING,
    /** Committed output would be lost: never restart silently. */
    OUTPUT_LOST,
    /** The job cannot run as it is (class missing, bad graph): restarting would not help. */
    BAD_JOB,
    /**
     * Something outside that the job needs is not there: a file, a host, a permission, a login. Fails a job that never ran, which asks for
     * what does not exist; one that ran restarts by its strategy.
     */
    UNMET_NEED;

    /** What a job does about it. */
    public enum Reaction {
        RESTART_AT_ONCE,
        RESTART_BY_STRATEGY,
        RESTART_IF_IT_RAN,
        FAIL_JOB
    }

    public Reaction reaction() {
        return switch (this) {
            case LOST_WORKER, LEAVING_WORKER -> Reaction.RESTART_AT_ONCE;
            case USER_CODE, BROKEN_PROTOCOL, CHECKPOINTS_FAILING -> Reaction.RESTART_BY_STRATEGY;
            case UNMET_NEED -> Reaction.RESTART_IF_IT_RAN;
            case CORRUPT_STATE, OUTPUT_LOST, BAD_JOB -> Reaction.FAIL_JOB;
        };
    }
}
