/**
 * A whole cluster in one thread, in virtual time, from one seed: the coordinator, the workers, the network between them, the
 * journal and the checkpoint storage, with faults. What decides is the product's own code ({@link
 * io.weir.runtime.job.JobCore}, {@link io.weir.runtime.job.SlotPool}, {@link io.weir.runtime.job.SourceCoordinator}, {@link
 * io.weir.runtime.subtask.Subtask}, {@link io.weir.checkpoint.storage.FileCheckpointStorage}); what acts is played. Start at
 * {@link io.weir.testkit.simulation.SimulatedCluster}; {@link io.weir.testkit.simulation.SimulationRunner} runs it by hand.
 */
@NullMarked
package io.weir.testkit.simulation;

import org.jspecify.annotations.NullMarked;
