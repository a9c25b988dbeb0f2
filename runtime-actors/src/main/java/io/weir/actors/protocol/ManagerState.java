package io.weir.actors.protocol;

import io.weir.checkpoint.DeletionHold;
import io.weir.runtime.job.EndedFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The jobs there are, and who leads. Immutable.
 *
 * @param jobs oldest first; all that have not ended and the last {@value #ENDED_KEPT} that have
 * @param hold during which nothing is deleted; {@link DeletionHold#NONE} if nobody asked for one
 * @param toDelete of ended jobs: what they wrote is to be deleted, and may be there still
 */
public record ManagerState(long term, String leader, List<Entry> jobs, DeletionHold hold, List<ToDelete> toDelete) {
    public static final int ENDED_KEPT = 50;
    public static final ManagerState EMPTY = new ManagerState(0, "", List.of(), DeletionHold.NONE, List.of());

    /**
     * One job.
     *
     * @param end null while the job lives
     * @param restart the last one by an operator; null: none
     * @param cancelRequest the last one since then; null: none
     */
    public record Entry(
            ManagerEvent.JobSubmitted submitted,
            ManagerEvent.@Nullable JobTerminated end,
            ManagerEvent.@Nullable JobRestarted restart,
            @Nullable String cancelRequest) {
        /** As it begins. */
        public static Entry of(ManagerEvent.JobSubmitted submitted) {
            return new Entry(submitted, null, null, null);
        }

        public String jobId() {
            return submitted.jobId();
        }

        /** Names the last restart by an operator; empty: none. */
        public String restartRequest() {
            return restart == null ? "" : restart.request();
        }
    }

    /** {@code storageUri}: where it is. */
    public record ToDelete(String jobId, String storageUri) {}

    public ManagerState {
        jobs = List.copyOf(jobs);
        toDelete = List.copyOf(toDelete);
    }

    public ManagerState with(ManagerEvent event) {
        if (event instanceof ManagerEvent.LeadershipTaken taken) {
            return new ManagerState(taken.term(), taken.node(), jobs, hold, toDelete);
        } else if (event instanceof ManagerEvent.JobSubmitted submitted) {
            List<Entry> more = new ArrayList<>(jobs);
            more.add(Entry.of(submitted));
            return new ManagerState(term, leader, more, hold, toDelete);
        } else if (event instanceof ManagerEvent.JobTerminated end) {
            return ended(end);
        } else if (event instanceof ManagerEvent.JobRestarted restarted) {
            return changed(restarted.jobId(), entry -> new Entry(entry.submitted(), null, restarted, null));
        } else if (event instanceof ManagerEvent.CancelRequested asked) {
            return changed(
                    asked.jobId(),
                    entry -> new Entry(entry.submitted(), entry.end(), entry.restart(), asked.request()));
        } else if (event instanceof ManagerEvent.JobFilesDeleted gone) {
            List<ToDelete> left = toDelete.stream()
                    .filter(each -> !each.jobId().equals(gone.jobId()))
                    .toList();
            return new ManagerState(term, leader, jobs, hold, left);
        } else if (event instanceof ManagerEvent.DeletionsHeld held) {
            return new ManagerState(
                    term, leader, jobs, new DeletionHold(held.fromMillis(), held.untilMillis()), toDelete);
        } else if (event instanceof ManagerEvent.DeletionsReleased) {
            return new ManagerState(term, leader, jobs, DeletionHold.NONE, toDelete);
        }
        throw new AssertionError(event.getClass());
    }

    private ManagerState changed(String jobId, UnaryOperator<Entry> change) {
        List<Entry> after = jobs.stream()
                .map(entry -> entry.jobId().equals(jobId) ? change.apply(entry) : entry)
                .toList();
        return new ManagerState(term, leader, after, hold, toDelete);
    }

    private ManagerState ended(ManagerEvent.JobTerminated end) {
        List<Entry> changed = new ArrayList<>();
        List<ToDelete> leaving = new ArrayList<>(toDelete);
        for (Entry entry : jobs) {
            boolean ends = entry.jobId().equals(end.jobId());
            changed.add(ends ? new Entry(entry.submitted(), end, entry.restart(), entry.cancelRequest()) : entry);
            if (ends && end.files() == EndedFiles.DELETED) {
                leaving.add(new ToDelete(entry.jobId(), entry.submitted().storageUri()));
            }
        }
        return new ManagerState(term, leader, withoutTheLongGone(changed, leaving), hold, leaving);
    }

    /** {@code leaving}: is told whose files nobody can restart from any more. */
    private static List<Entry> withoutTheLongGone(List<Entry> all, List<ToDelete> leaving) {
        long ended = all.stream().filter(entry -> entry.end() != null).count();
        List<Entry> kept = new ArrayList<>();
        for (Entry entry : all) {
            ManagerEvent.JobTerminated end = entry.end();
            if (end != null && ended > ENDED_KEPT) {
                ended--;
                if (end.files() == EndedFiles.KEPT_FOR_RESTART) {
                    leaving.add(new ToDelete(entry.jobId(), entry.submitted().storageUri()));
                }
            } else {
                kept.add(entry);
            }
        }
        return kept;
    }

    /** Those that have not ended, oldest first. */
    public List<Entry> alive() {
        return jobs.stream().filter(entry -> entry.end() == null).toList();
    }

    /** Null if there is none with exactly this id. */
    @Nullable
    public Entry byId(String jobId) {
        return jobs.stream()
                .filter(entry -> entry.jobId().equals(jobId))
                .findFirst()
                .orElse(null);
    }

    public @Nullable Entry byRequest(String request) {
        return jobs.stream()
                .filter(entry -> entry.submitted().request().equals(request))
                .findFirst()
                .orElse(null);
    }

    /** All whose id begins like that; one if it is a whole id. */
    public List<Entry> byPrefix(String prefix) {
        return jobs.stream().filter(entry -> entry.jobId().startsWith(prefix)).toList();
    }
}
