/**
 * Results of a job back in the program that runs it: what is behind {@code executeAndCollect}.
 *
 * <ol>
 *   <li>{@link io.weir.api.collect.CollectedResults} puts a {@link io.weir.api.collect.CollectSink} into the job, and
 *       opens a {@link io.weir.api.collect.CollectPort} in the program when the job is executed: on the loopback address for a job in this process, else on
 *       the address under which the cluster reaches the program.
 *   <li>Its writers send what they are given to that port; with checkpoints as batches that are sent when their checkpoint is complete, so that
 *       each record comes once.
 *   <li>The iterator ends when the job has ended and all was read, and throws if the job failed.
 * </ol>
 */
@NullMarked
package io.weir.api.collect;

import org.jspecify.annotations.NullMarked;
