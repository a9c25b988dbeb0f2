/**
 * The shell: here actors, sockets, journal and files do what the plain code of {@code io.weir.runtime} and {@code io.weir.checkpoint}
 * decided. Three ways through Weir, each in one place; {@code docs/architecture.md} tells the same with the reasons.
 *
 * <h2>The way of a record</h2>
 *
 * <ol>
 *   <li>{@link io.weir.actors.subtask.SubtaskActor} owns the thread: messages become calls on its subtask, and a turn that spent its
 *       budget is followed by another one.
 *   <li>{@link io.weir.runtime.subtask.Subtask#step()} is the turn. In the subtask of a source it polls the
 *       {@link io.weir.api.connector.SourceReader}.
 *   <li>{@link io.weir.runtime.operator.StreamOperator} is a link of the chain; each calls the next one directly through its
 *       {@link io.weir.runtime.output.Output}, with value and timestamp as arguments.
 *   <li>{@link io.weir.runtime.output.Partitioners} chooses a channel, behind the last operator of the chain.
 *   <li>{@link io.weir.runtime.channel.OutputChannel} adds the record to the open {@link io.weir.runtime.element.RecordBatch} and
 *       sends it when it is full, when the subtask has nothing more to do, or when it is old; only against credit.
 *   <li>{@link io.weir.actors.exchange.Transport} carries it: by reference inside a JVM, as an
 *       {@link io.weir.runtime.element.EncodedBatch} to another one.
 *   <li>{@link io.weir.runtime.channel.InputGate} of the receiver counts what comes over each channel, refuses gaps and repetitions,
 *       and grants credit for what was read.
 *   <li>{@link io.weir.runtime.subtask.Subtask#step()} of the receiver runs the batch through its chain, down to the
 *       {@link io.weir.api.connector.SinkWriter}.
 *   <li>{@link io.weir.api.connector.Committer} makes it visible, after the checkpoint that covers it: the last step of the next way.
 * </ol>
 *
 * <h2>The way of a barrier</h2>
 *
 * <ol>
 *   <li>{@link io.weir.checkpoint.CheckpointLedger#onTick(long)} names a checkpoint when it is due; that is journaled first.
 *   <li>{@link io.weir.actors.protocol.WorkerCommand} takes the trigger to the workers of the sources, in a
 *       {@link io.weir.runtime.cluster.Conversation}: behind every split that the enumerators gave away before.
 *   <li>{@link io.weir.runtime.subtask.Subtask#triggerCheckpoint(io.weir.checkpoint.CheckpointOrder)} puts a {@link io.weir.runtime.element.Barrier} between
 *       two records.
 *   <li>{@link io.weir.checkpoint.BarrierAlignment} holds the channels that delivered it until all have.
 *   <li>{@link io.weir.runtime.operator.StreamOperator#prepareBarrier(long)} lets sinks flush and prepare; then the barrier goes out on
 *       all channels, and {@link io.weir.runtime.operator.StreamOperator#snapshot} freezes the state.
 *   <li>{@link io.weir.runtime.subtask.SubtaskPort#runBlocking} writes it elsewhere, into
 *       {@link io.weir.checkpoint.storage.CheckpointStorage}.
 *   <li>{@link io.weir.checkpoint.CheckpointLedger#onAcknowledge} collects what the subtasks wrote; when all have, the
 *       {@link io.weir.checkpoint.CheckpointManifest} is written.
 *   <li>{@link io.weir.checkpoint.CheckpointLedger#onManifestWritten} journals
 *       {@link io.weir.checkpoint.LedgerEvent.CheckpointCompleted}: from here on the checkpoint counts.
 *   <li>{@link io.weir.runtime.subtask.Subtask#checkpointCompleted(long)} is told to all, and sinks commit.
 *   <li>Exits: {@link io.weir.checkpoint.CheckpointLedger#onDecline} when a subtask cannot,
 *       {@link io.weir.checkpoint.CheckpointLedger#onTick(long)} when it takes too long, {@link io.weir.checkpoint.AbortReason} for all
 *       others; {@link io.weir.runtime.subtask.Subtask#checkpointAborted(long)} is told to all.
 * </ol>
 *
 * <h2>The way of a failure</h2>
 *
 * <ol>
 *   <li>It is seen: a subtask threw ({@link io.weir.actors.subtask.SubtaskEvent}), a process died
 *       ({@link io.weir.actors.liveness.LivenessServer}), a host is unreachable ({@link io.weir.actors.job.Membership}), or a channel
 *       had a gap ({@link io.weir.runtime.channel.InputGate}).
 *   <li>{@link io.weir.runtime.failure.FailureKind} says what sort it is.
 *   <li>{@link io.weir.runtime.job.JobDirector} decides, once for each attempt: at once, after a delay
 *       ({@link io.weir.runtime.job.RestartStrategy}), or never again.
 *   <li>{@link io.weir.runtime.job.JobEvent} with the next epoch is journaled: whatever carries an older epoch changes nothing from here
 *       on.
 *   <li>{@link io.weir.checkpoint.CheckpointLedger#latest()} is what the new attempt starts from.
 *   <li>{@link io.weir.runtime.job.SlotPool} gives it slots, on the workers that are left, or when there are enough again.
 *   <li>{@link io.weir.actors.worker.WorkerActor} stops older attempts and makes the new one's subtasks, which restore their state
 *       ({@link io.weir.checkpoint.StateAssignment}), say where they are, and start when all are there.
 *   <li>When the leader is lost, {@link io.weir.actors.job.JobManager} starts elsewhere, replays the journal, and adopts the attempt if
 *       it is whole.
 * </ol>
 */
@NullMarked
package io.weir.actors;

import org.jspecify.annotations.NullMarked;
