package io.weir.testkit.simulation.invariant;

import java.util.Set;
import java.util.TreeSet;

/** Once all is quiet, what is stored is what is needed: nothing else stays for ever, and nothing that is needed is gone. */
public final class NoOrphanFiles extends Invariant {
    @Override
    public void onSettled(Set<String> stored, Set<String> needed) {
        TreeSet<String> orphans = new TreeSet<>(stored);
        orphans.removeAll(needed);
        if (!orphans.isEmpty()) {
            throw violation(orphans.size() + " files are stored and nobody needs them: " + orphans);
        }
        TreeSet<String> gone = new TreeSet<>(needed);
        gone.removeAll(stored);
        if (!gone.isEmpty()) {
            throw violation(gone.size() + " files are needed and gone: " + gone);
        }
    }
}
