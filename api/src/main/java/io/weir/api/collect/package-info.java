/**
 * Results of a job back in the program that runs it: what is behind {@code executeAndCollect}.
 *
 * <ol>
 *   <li>{@link io.weir.api.collect.CollectedResults} opens a port in the program and puts a {@link io.weir.api.collect.CollectSink} into the job.
 *   <li>Its writers send what they are given to that port; with checkpoints as batches that are sent when their checkpoint is complete, so that
 *       each record comes once.
 *   <li>The iterator ends when the job has ended and all was read, and throws if the job failed.
 * </ol>
 */
@NullMarked
package io.weir.api.collect;

import org.jspecify.annotations.NullMarked;
