package io.weir.checkpoint;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Every sentence about checkpoints that a user can read, side by side. */
final class CheckpointErrors {
    private CheckpointErrors() {}

    static String tooManyFailures(CheckpointId id, AbortReason reason, String detail, int failures, int tolerable) {
        return "[CKP-407] " + id + " failed (" + because(reason, detail) + "). It is failure " + failures
                + " in a row, the job tolerates " + tolerable
                + ". Mend the cause, or allow more with setTolerableCheckpointFailureNumber; the job restarts from its last checkpoint.";
    }

    static String tooManyFailures(int failures, int tolerable) {
        return "[CKP-407] " + failures + " checkpoints failed in a row, the job tolerates " + tolerable
                + ". Mend the cause (the list of checkpoints names it), or allow more with setTolerableCheckpointFailureNumber; the job"
                + " restarts from its last checkpoint.";
    }

    private static String because(AbortReason reason, String detail) {
        return detail.isEmpty() ? reason.toString() : reason + ": " + detail;
    }

    static String expired(long timeoutMs, String waitingFor) {
        return "not whole after its timeout of " + timeoutMs + " ms (setCheckpointTimeout); subtasks " + waitingFor
                + " have not acknowledged";
    }

    static String expiredWhileWriting(long timeoutMs) {
        return "its manifest was still being written after its timeout of " + timeoutMs + " ms (setCheckpointTimeout)";
    }

    static String newestUnreadable(CheckpointId id, String why, @Nullable CheckpointId intact) {
        return why + " The job stops: " + id
                + " is its newest completed checkpoint, and going back further would repeat output that is committed. "
                + (intact == null
                        ? "No older checkpoint is retained: without the file, only './weir restart JOB --from-scratch' is left."
                        : "The next older one is " + intact + ".");
    }

    static RestoreRefusedException nonRestored(CheckpointId id, Collection<String> operators) {
        return new RestoreRefusedException(
                "CKP-404",
                id + " holds state of operators that the job does not have: " + String.join(", ", operators)
                        + ". They were removed or their uid changed. Give them their old uid back and submit"
                        + " the job anew: a job never drops state by itself.");
    }

    static RestoreRefusedException maxParallelism(CheckpointId id, Collection<String> changes) {
        return new RestoreRefusedException(
                "CKP-406",
                "the number of key groups changed since " + id + ": " + String.join(", ", changes)
                        + ". Keyed state is split by key group, so the max parallelism is fixed by the first checkpoint. Set it back"
                        + " with setMaxParallelism, or submit the job anew, without"
                        + " this checkpoint.");
    }

    static CheckpointException truncated(String what, long expected, long actual) {
        return CheckpointException.of(
                "CKP-401",
                what + " has " + actual + " bytes instead of " + expected + ". It was cut off or never finished. "
                        + CheckpointException.ADVICE);
    }

    static CheckpointException corrupt(String what, String how) {
        return CheckpointException.of(
                "CKP-402",
                what + " is damaged: " + how + ". The disk or the network changed it. " + CheckpointException.ADVICE);
    }

    static CheckpointException newerFormat(String what, int version, int newest) {
        return CheckpointException.of(
                "CKP-403",
                what + " has format " + version + ", this release reads formats 1 to " + newest
                        + ". A newer release wrote it. Use that release or a later one.");
    }
}
