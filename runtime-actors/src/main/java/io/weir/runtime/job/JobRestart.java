package io.weir.runtime.job;

import io.weir.api.JobStatus;
import io.weir.checkpoint.InspectionResult;
import io.weir.checkpoint.LedgerEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asks for who restarts a job that has ended, and whether it can be done. Whatever is behind the newest completed
 * checkpoint may be committed: going back repeats it, and only the operator can know whether that does harm. Pure.
 *
 * @param checkpoint of {@link RestartFrom#CHECKPOINT}; else ignored
 * @param repeatOutput whether the operator accepts that output is repeated
 */
public record JobRestart(RestartFrom from, long checkpoint, boolean repeatOutput) {
    private static final int MOST_NAMED = 20;

    /** Whether the files of a checkpoint must be looked at before {@link #decide}. */
    public boolean looks() {
        return from == RestartFrom.NEWEST_INTACT || from == RestartFrom.CHECKPOINT;
    }

    /** Why it cannot be done, whatever the storage holds; null if it can. */
    public @Nullable String refusal(String jobId, JobHistory history) {
        JobEvent.JobTerminated end = history.terminated();
        if (end == null || end.status() == JobStatus.FINISHED) {
            return notNow(jobId, end == null ? "has not ended" : "is FINISHED");
        }
        List<LedgerEvent.CheckpointCompleted> retained = history.retainedCheckpoints();
        if (from == RestartFrom.CHECKPOINT
                && retained.stream().noneMatch(one -> one.id().value() == checkpoint)) {
            return "[JOB-831] Job " + jobId + " cannot go on from checkpoint " + checkpoint + ". "
                    + (retained.isEmpty()
                            ? "Its journal names no completed checkpoint at all; it can only begin anew: --from-scratch."
                            : "Its journal names " + names(retained) + ". Choose one of them.");
        }
        if (from == RestartFrom.NEWEST_INTACT && retained.isEmpty()) {
            return "[JOB-833] Job " + jobId
                    + " has no checkpoint to look for. Its journal names none that was completed. It can only begin anew:"
                    + " --from-scratch.";
        }
        return null;
    }

    /** Of which job the status is wrong for a restart; {@code how}: for example {@code is RUNNING}. */
    public static String notNow(String jobId, String how) {
        return "[JOB-830] Job " + jobId + " cannot be restarted. It " + how
                + ", and only a job that is FAILED, CANCELED or SUSPENDED can. "
                + (how.contains("FINISHED")
                        ? "Submit the program again."
                        : "Wait for its end, or cancel it (it must keep its checkpoints then: RETAIN_ON_CANCELLATION).");
    }

    /** The checkpoints to look at, in this order, until one is whole. */
    public List<LedgerEvent.CheckpointCompleted> candidates(JobHistory history) {
        List<LedgerEvent.CheckpointCompleted> newestFirst = new ArrayList<>(history.retainedCheckpoints());
        Collections.reverse(newestFirst);
        if (from == RestartFrom.CHECKPOINT) {
            newestFirst.removeIf(one -> one.id().value() != checkpoint);
        }
        return newestFirst;
    }

    /**
     * Where the job goes on, or why it does not.
     *
     * @param from null: at the beginning
     * @param refusal null: it does
     */
    public record Decision(@Nullable Long from, @Nullable String refusal) {}

    /** {@code seen}: what came of looking at the {@link #candidates}; null where nothing was looked at. */
    public Decision decide(String jobId, JobHistory history, @Nullable InspectionResult seen) {
        List<LedgerEvent.CheckpointCompleted> retained = history.retainedCheckpoints();
        Long newest = retained.isEmpty()
                ? null
                : retained.get(retained.size() - 1).id().value();
        Long chosen = from == RestartFrom.SCRATCH ? null : newest;
        if (seen != null) {
            if (seen.intact() == null) {
                return new Decision(null, noneIntact(jobId, retained, seen));
            }
            chosen = seen.intact().value();
        }
        if (newest != null && !newest.equals(chosen) && !repeatOutput) {
            return new Decision(null, repeats(jobId, newest, chosen, seen));
        }
        return new Decision(chosen, null);
    }

    private String noneIntact(String jobId, List<LedgerEvent.CheckpointCompleted> retained, InspectionResult seen) {
        return "[JOB-833] Job " + jobId + " cannot be restarted. "
                + (from == RestartFrom.CHECKPOINT
                        ? "cp-" + checkpoint + " is not whole: "
                        : "Journal and storage share no checkpoint that is whole; the journal names " + names(retained)
                                + ": ")
                + why(seen)
                + " Put the files back from a back-up that was taken with './weir backup hold', or begin anew: --from-scratch.";
    }

    private static String repeats(String jobId, long newest, @Nullable Long chosen, @Nullable InspectionResult seen) {
        return "[JOB-832] Job " + jobId + " was not restarted. Its newest completed checkpoint is cp-" + newest
                + (chosen == null ? ", and it would begin anew" : "; the one to go on from is cp-" + chosen)
                + ", so that output which is committed since would come again."
                + (seen == null || seen.skipped().isEmpty() ? "" : " Skipped: " + why(seen))
                + " Move the later output away if it must not be there twice, and say it again with --repeat-output.";
    }

    private static String why(InspectionResult seen) {
        return seen.skipped().stream()
                .limit(MOST_NAMED)
                .map(one -> one.id() + " (" + one.why() + ")")
                .collect(Collectors.joining(", ", "", "."));
    }

    private static String names(List<LedgerEvent.CheckpointCompleted> retained) {
        return retained.stream()
                .skip(Math.max(0, retained.size() - MOST_NAMED))
                .map(one -> one.id().toString())
                .collect(Collectors.joining(", "));
    }
}
