package io.weir.testkit.simulation.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is committed in the end is what the model of the job says, each record as often as there. */
public final class OutputIsExactly extends EachTransactionOnce {
    private static final int MOST_SHOWN = 10;

    private final Map<String, Integer> left;

    /** @param expected each record, as often as it must come; in any order */
    public OutputIsExactly(List<String> expected) {
        left = new TreeMap<>();
        expected.forEach(record -> left.merge(record, 1, Integer::sum));
    }

    @Override
    void onFirst(Commit commit) {
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
