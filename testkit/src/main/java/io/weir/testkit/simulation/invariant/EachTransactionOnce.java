package io.weir.testkit.simulation.invariant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A transaction may be committed again (a committer is asked again when it is not sure), but only as it was. */
abstract class EachTransactionOnce extends Invariant {
    private final Map<String, List<String>> transactions = new HashMap<>();

    @Override
    public final void onCommit(Commit commit) {
        List<String> before = transactions.putIfAbsent(commit.transaction(), commit.records());
        if (before == null) {
            onFirst(commit);
        } else if (!before.equals(commit.records())) {
            throw violation("transaction " + commit.transaction() + " was committed as " + before + " and then as "
                    + commit.records());
        }
    }

    /** A transaction was committed for the first time. */
    abstract void onFirst(Commit commit);
}
