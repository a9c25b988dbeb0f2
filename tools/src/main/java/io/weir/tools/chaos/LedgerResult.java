package io.weir.tools.chaos;

import java.util.List;

/**
 * What the committed output is worth.
 *
 * @param records that the ledger has
 * @param lost records without a line
 * @param duplicated lines beyond the one that a record must have
 * @param outOfOrder lines that come after one of a later record of the same key
 * @param wrong lines that no record has: unreadable, of no such record, or with a count that is not that of the key at this record
 * @param differences a sentence for each of the first things that are not as they must be
 */
public record LedgerResult(
        long records, long lost, long duplicated, long outOfOrder, long wrong, List<String> differences) {
    public LedgerResult {
        differences = List.copyOf(differences);
    }

    public boolean exact() {
        return lost == 0 && duplicated == 0 && outOfOrder == 0 && wrong == 0;
    }
}
