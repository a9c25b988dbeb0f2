package io.weir.testkit.simulation.invariant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every update that the job should make is committed exactly once. A transaction may be committed again (a committer is asked
 * again when it is not sure), but only as it was, and no update is in two transactions.
 */
public final class NothingLostNothingTwice extends EachTransactionOnce {
    private final Map<String, Long> expected;
    private final Map<String, String> committedIn = new HashMap<>();

    /** @param expected how often each key is updated in all; an update is {@code key,n} with n from 1 */
    public NothingLostNothingTwice(Map<String, Long> expected) {
        this.expected = new TreeMap<>(expected);
    }

    @Override
    void onFirst(Commit commit) {
        for (String update : commit.records()) {
            String other = committedIn.putIfAbsent(update, commit.transaction());
            if (other != null) {
                throw violation("update " + update + " is in transaction " + other + " and in " + commit.transaction());
            }
        }
    }

    @Override
    public void onFinished() {
        List<String> missing = new ArrayList<>();
        long wanted = 0;
        for (Map.Entry<String, Long> key : expected.entrySet()) {
            for (long n = 1; n <= key.getValue(); n++) {
                wanted++;
                if (!committedIn.containsKey(key.getKey() + "," + n)) {
                    missing.add(key.getKey() + "," + n);
                }
            }
        }
        if (!missing.isEmpty()) {
            throw violation(missing.size() + " of " + wanted + " updates are missing, the first are "
                    + missing.subList(0, Math.min(10, missing.size())));
        }
        if (committedIn.size() > wanted) {
            throw violation((committedIn.size() - wanted) + " updates are committed that nobody made");
        }
    }

    /** Updates committed so far. */
    public int committed() {
        return committedIn.size();
    }
}
