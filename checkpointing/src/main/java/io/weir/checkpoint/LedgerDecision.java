package io.weir.checkpoint;

import java.util.List;

/**
 * A decision of the ledger. The caller journals {@code persist} in order, hands each event to {@link CheckpointLedger#apply},
 * does {@code then} in order, and only then calls the ledger again.
 */
public record LedgerDecision(List<LedgerEvent> persist, List<LedgerAction> then) {
    private static final LedgerDecision NOTHING = new LedgerDecision(List.of(), List.of());

    public LedgerDecision {
        persist = List.copyOf(persist);
        then = List.copyOf(then);
    }

    /** Nothing to write and nothing to do. */
    public static LedgerDecision nothing() {
        return NOTHING;
    }
}
