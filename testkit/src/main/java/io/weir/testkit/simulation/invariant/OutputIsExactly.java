package io.weir.testkit.simulation.invariant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is committed in the end is what the model of the job says, each record as often as there. A transaction may be committed again, but only as it
 * was.
 */
public final class OutputIsExactly extends Invariant {
    private static final int MOST_SHOWN = 10;

    private final Map<String, Integer> left;
    private final Map<String, List<String>> transactions = new HashMap<>();

    /** @param expected each record, as often as it must come; in any order */
    public OutputIsExactly(List<String> expected) {
        left = new TreeMap<>();
        expected.forEach(record -> left.merge(record, 1, Integer::sum));
    }

    @Override
    public void onCommit(Commit commit) {
        List<String> before = transactions.putIfAbsent(commit.transaction(), commit.records());
        if (before != null) {
            if (!before.equals(commit.records())) {
                throw violation("transaction " + commit.transaction() + " was committed as " + before + " and then as "
                        + commit.records());
            }
            return;
        }
        for (String record : commit.records()) {
            if (left.merge(record, -1, Integer::sum) < 0) {
                throw violation(record + " is committed in " + commit.transaction()
                        + ", but the model has no such record, or not so many");
            }
        }
    }

    @Override
    public void onFinished() {
        List<String> missing = new ArrayList<>();
        left.forEach((record, count) -> {
            if (count > 0) {
                missing.add(record);
            }
        });
        if (!missing.isEmpty()) {
            throw violation(missing.size() + " records are missing, the first are "
                    + missing.subList(0, Math.min(MOST_SHOWN, missing.size())));
        }
    }
}
