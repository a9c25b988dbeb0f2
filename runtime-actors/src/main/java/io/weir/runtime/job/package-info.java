/**
 * Decides what a job does; touches nothing. Start at {@link io.weir.runtime.job.JobCore}, which puts together the three that
 * decide: {@link io.weir.runtime.job.JobDirector} (attempts and failures), {@link io.weir.checkpoint.CheckpointLedger}
 * (checkpoints) and {@link io.weir.runtime.job.SourceCoordinator} (splits).
 *
 * <h2>The way of a failure</h2>
 *
 * <ol>
 *   <li>A subtask throws, a worker is lost, checkpoints keep failing, or a new leader finds an attempt that is not whole: {@link
 *       io.weir.runtime.job.JobDirector} hears of it once per attempt.
 *   <li>{@link io.weir.runtime.job.JobEvent.AttemptEnded} is journaled, with the time of the restart as {@link
 *       io.weir.runtime.job.RestartStrategy} says.
 *   <li>Slots are asked of the {@link io.weir.runtime.job.SlotPool}; {@link io.weir.runtime.job.JobEvent.AttemptStarted} with a
 *       higher epoch fences the old attempt before anything is deployed.
 *   <li>The workers restore from the latest completed checkpoint and run.
 * </ol>
 */
@NullMarked
package io.weir.runtime.job;

import org.jspecify.annotations.NullMarked;
