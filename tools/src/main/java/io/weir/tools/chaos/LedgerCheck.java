package io.weir.tools.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Judges the job's output, in plain Java that shares nothing with the engine. Takes a bit for each record, and holds no lines. Pure; confined
 * to one thread.
 */
final class LedgerCheck {
    private static final int MOST_DIFFERENCES = 20;

    private final int partitions;
    /** By partition: which numbers were seen. */
    private final BitSet[] seen;
    /** By partition and key: the number of the last line. */
    private final long[][] last;

    private final List<String> differences = new ArrayList<>();
    private long duplicated;
    private long outOfOrder;
    private long wrong;

    LedgerCheck(Ledger ledger) {
        partitions = ledger.partitions();
        seen = new BitSet[partitions];
        last = new long[partitions][Ledger.KEYS];
        for (int partition = 0; partition < partitions; partition++) {
            seen[partition] = new BitSet();
            Arrays.fill(last[partition], -1);
        }
    }

    /**
     * Takes the next line. Lines of the same key must come in the order they were written in; a key stays with one subtask.
     *
     * @param where as a sentence about the line says it
     */
    void add(String line, String where) {
        int first = line.indexOf(',');
        int second = line.indexOf(',', first + 1);
        long number;
        int partition;
        long rank;
        try {
            partition = Integer.parseInt(line, 0, Math.max(0, first), 10);
            number = Long.parseLong(line, first + 1, Math.max(first + 1, second), 10);
            rank = Long.parseLong(line, second + 1, line.length(), 10);
        } catch (NumberFormatException e) {
            wrong(where + ": '" + line + "' is no line of this job");
            return;
        }
        if (partition < 0 || partition >= partitions || number < 0 || number >= Integer.MAX_VALUE) {
            wrong(where + ": '" + line + "' is of no record that there is");
            return;
        }
        judge(partition, (int) number, rank, where);
    }

    private void judge(int partition, int number, long rank, String where) {
        String record = "record " + number + " of partition " + partition;
        if (rank != Ledger.rank(number)) {
            wrong(where + ": the state counted " + rank + " at " + record + ", which is number " + Ledger.rank(number)
                    + " of its key");
        }
        if (seen[partition].get(number)) {
            duplicated++;
            differ(where + ": " + record + " once more");
            return;
        }
        seen[partition].set(number);
        long[] lastOfKey = last[partition];
        int key = Ledger.key(partition, number);
        if (number < lastOfKey[key]) {
            outOfOrder++;
            differ(where + ": " + record + " after record " + lastOfKey[key] + " of the same key");
        } else {
            lastOfKey[key] = number;
        }
    }

    private void wrong(String sentence) {
        wrong++;
        differ(sentence);
    }

    private void differ(String sentence) {
        if (differences.size() < MOST_DIFFERENCES) {
            differences.add(sentence);
        }
    }

    /** So many different records were seen until now. */
    long records() {
        return Arrays.stream(seen).mapToLong(BitSet::cardinality).sum();
    }

    /** The judgement when all output is in. Each partition has the numbers below {@code end}. */
    LedgerResult finish(long end) {
        long lost = 0;
        for (int partition = 0; partition < partitions; partition++) {
            BitSet numbers = seen[partition];
            for (int number = numbers.nextClearBit(0); number < end; number = numbers.nextClearBit(number + 1)) {
                lost++;
                differ("record " + number + " of partition " + partition + " is in no committed file");
            }
            for (int number = numbers.nextSetBit((int) end); number >= 0; number = numbers.nextSetBit(number + 1)) {
                wrong("record " + number + " of partition " + partition + " was written, but the ledger ends at "
                        + end);
            }
        }
        return new LedgerResult(end * partitions, lost, duplicated, outOfOrder, wrong, differences);
    }
}
