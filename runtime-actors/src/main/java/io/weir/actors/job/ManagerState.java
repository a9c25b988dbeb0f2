package io.weir.actors.job;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The jobs there are, and who leads. Immutable.
 *
 * @param jobs oldest first; all that have not ended and the last {@value #ENDED_KEPT} that have
 */
public record ManagerState(long term, String leader, List<Entry> jobs) {
    public static final int ENDED_KEPT = 50;
    public static final ManagerState EMPTY = new ManagerState(0, "", List.of());

    /** {@code end}: null while the job lives. */
    public record Entry(ManagerEvent.JobSubmitted submitted, ManagerEvent.@Nullable JobTerminated end) {
        public String jobId() {
            return submitted.jobId();
        }
    }

    public ManagerState {
        jobs = List.copyOf(jobs);
    }

    public ManagerState with(ManagerEvent event) {
        if (event instanceof ManagerEvent.LeadershipTaken taken) {
            return new ManagerState(taken.term(), taken.node(), jobs);
        } else if (event instanceof ManagerEvent.JobSubmitted submitted) {
            List<Entry> more = new ArrayList<>(jobs);
            more.add(new Entry(submitted, null));
            return new ManagerState(term, leader, more);
        } else if (event instanceof ManagerEvent.JobTerminated end) {
            List<Entry> changed = new ArrayList<>();
            for (Entry entry : jobs) {
                changed.add(entry.jobId().equals(end.jobId()) ? new Entry(entry.submitted(), end) : entry);
            }
            return new ManagerState(term, leader, withoutTheLongGone(changed));
        }
        throw new AssertionError(event.getClass());
    }

    private static List<Entry> withoutTheLongGone(List<Entry> all) {
        long ended = all.stream().filter(entry -> entry.end() != null).count();
        List<Entry> kept = new ArrayList<>();
        for (Entry entry : all) {
            if (entry.end() != null && ended > ENDED_KEPT) {
                ended--;
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
