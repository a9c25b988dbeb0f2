/**
 * Counters of a job, kept by its functions and merged over all subtasks: {@code getRuntimeContext().addAccumulator(name, accumulator)} adds
 * to them, {@code JobExecutionResult.getAccumulatorResult(name)} has the result. They are part of checkpoints: after a restart they are
 * what they were at the checkpoint, so that each record counts once. Start at {@link io.weir.api.accumulator.Accumulator}.
 */
@NullMarked
package io.weir.api.accumulator;

import org.jspecify.annotations.NullMarked;
