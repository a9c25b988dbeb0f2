/**
 * Decides what a checkpoint does; touches nothing. Nothing here imports an actor, a clock, a file or a log. Start at {@link
 * io.weir.checkpoint.CheckpointLedger}.
 *
 * <h2>The way of a barrier</h2>
 *
 * <ol>
 *   <li>{@link io.weir.checkpoint.CheckpointLedger#onTick} names the checkpoint; its id is journaled before anything else.
 *   <li>Each source puts the barrier between two records; {@link io.weir.checkpoint.BarrierAlignment} in every subtask behind
 *       says when all of its inputs have delivered it.
 *   <li>The subtask saves its state, uploads it, and acknowledges with a {@link io.weir.checkpoint.SubtaskSnapshot}.
 *   <li>The last acknowledgement makes the ledger ask for the {@link io.weir.checkpoint.CheckpointManifest}: {@link
 *       io.weir.checkpoint.ManifestAssembly} puts it together.
 *   <li>The written manifest is journaled as {@link io.weir.checkpoint.LedgerEvent.CheckpointCompleted}; only then are the
 *       subtasks told, and sinks commit.
 *   <li>Exits: a subtask declines, the timeout expires, the manifest fails, the attempt ends; see {@link
 *       io.weir.checkpoint.AbortReason}.
 * </ol>
 *
 * <p>What may be deleted is decided in {@link io.weir.checkpoint.FileRegistry} only; what a restored subtask gets, in {@link
 * io.weir.checkpoint.StateAssignment}.
 */
@NullMarked
package io.weir.checkpoint;

import org.jspecify.annotations.NullMarked;
