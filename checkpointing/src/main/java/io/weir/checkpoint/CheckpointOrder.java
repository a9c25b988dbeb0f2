package io.weir.checkpoint;

/**
 * What is to be taken: goes from the ledger to the sources, with the barriers to every subtask, to what saves state, and into the manifest.
 *
 * @param triggeredAtMs since 1970, by the coordinator's clock
 */
public record CheckpointOrder(CheckpointId id, CheckpointKind kind, long triggeredAtMs) {
    /** One that the job takes for its own recovery. */
    public static CheckpointOrder checkpoint(long id, long triggeredAtMs) {
        return new CheckpointOrder(new CheckpointId(id), CheckpointKind.CHECKPOINT, triggeredAtMs);
    }
}
