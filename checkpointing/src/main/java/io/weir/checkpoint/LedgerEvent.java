package io.weir.checkpoint;

/**
 * What the ledger wants written down before it is acted on. {@link CheckpointLedger#apply} of the same events in the same
 * order gives the same ledger.
 */
public sealed interface LedgerEvent {
    CheckpointId id();

    /** The id is taken, for ever. */
    record CheckpointTriggered(CheckpointId id, CheckpointKind kind, long epoch, long atMs) implements LedgerEvent {
        /** What was ordered. */
        public CheckpointOrder order() {
            return new CheckpointOrder(id, kind, atMs);
        }
    }

    /** From here on the checkpoint is what the job recovers from, and sinks may commit. */
    record CheckpointCompleted(CheckpointId id, ManifestRef manifest, long stateBytes, long atMs)
            implements LedgerEvent {}

    /** The checkpoint will never be complete. {@code detail} is for people; empty when the reason says it all. */
    record CheckpointAborted(CheckpointId id, AbortReason reason, String detail, long atMs) implements LedgerEvent {
        public boolean countsAsFailure() {
            return reason.countsAsFailure();
        }
    }

    /** Nobody recovers from this checkpoint any more; its files go. */
    record CheckpointDiscarded(CheckpointId id) implements LedgerEvent {}
}
