/**
 * What tests of a job are made of, from one operator to a cluster under faults.
 *
 * <ol>
 *   <li>{@link io.weir.testkit.OperatorHarness}: one operator, synchronously, with its state and timers open to view.
 *   <li>{@link io.weir.testkit.TestSource} and {@link io.weir.testkit.TestSink}: what goes into a job and comes out of it, with crashes and
 *       pauses exactly between two records.
 * </ol>
 *
 * <p>{@code docs/testing-your-job.md} takes one job through all of them.
 */
@NullMarked
package io.weir.testkit;

import org.jspecify.annotations.NullMarked;
