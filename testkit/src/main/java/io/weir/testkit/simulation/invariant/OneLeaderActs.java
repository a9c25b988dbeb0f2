package io.weir.testkit.simulation.invariant;

import io.weir.runtime.job.JobEvent;
import java.util.HashMap;
import java.util.Map;

/** Only the newest leader journals, and an attempt is deployed only for the leader that journaled it, after it did. */
public final class OneLeaderActs extends Invariant {
    private final Map<Long, Long> termOfEpoch = new HashMap<>();
    private String leader = "";
    private long term;

    @Override
    public void onJournaledBy(String writer, JobEvent event) {
        if (event instanceof JobEvent.LeadershipTaken taken) {
            leader = writer;
            term = taken.term();
        } else if (!writer.equals(leader)) {
            throw violation(writer + " journals " + event + " while " + leader + " leads in term " + term);
        }
        if (event instanceof JobEvent.AttemptStarted started) {
            termOfEpoch.put(started.epoch(), term);
        }
    }

    @Override
    public void onDeploy(long epoch, long ofTerm, String worker) {
        Long journaledIn = termOfEpoch.get(epoch);
        if (journaledIn == null || journaledIn != ofTerm) {
            throw violation("worker " + worker + " deploys attempt " + epoch + " for the leader of term " + ofTerm
                    + "; it was journaled in "
                    + (journaledIn == null ? "none" : "term " + journaledIn));
        }
    }
}
