package io.weir.testkit.simulation;

import io.weir.actors.journal.Leadership;
import io.weir.actors.journal.Term;
import java.io.IOException;

/** The lead of the simulated journal, as one process takes it. */
record SimulatedLeadership(SimulatedLeader leader) implements Leadership {
    @Override
    public Term take(String node) throws IOException {
        return leader.cluster.journal.takeLead(leader);
    }

    @Override
    public boolean isHeld(long term) throws IOException {
        return leader.cluster.journal.newestTerm() == term;
    }

    /** Another takes over, or has already. */
    @Override
    public void resign(String sentence) {
        leader.say("resigns: " + sentence);
        leader.cluster.count("leaders that resigned");
    }
}
