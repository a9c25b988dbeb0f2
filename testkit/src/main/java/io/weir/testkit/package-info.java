/**
 * What tests of a job are made of, from one operator to a cluster under faults.
 *
 * <ol>
 *   <li>{@link io.weir.testkit.OperatorHarness}: one operator, synchronously, with its state and timers open to view.
 *   <li>{@link io.weir.testkit.TestSource} and {@link io.weir.testkit.TestSink}: what goes into a job and comes out of it, with crashes and
 *       pauses exactly between two records.
 *   <li>{@link io.weir.testkit.JobTest}: a whole job in one thread, under a virtual clock, with crashes where the test wants them.
 *   <li>{@link io.weir.testkit.SimulatedFaults}: a whole job under everything that can fail, once for each of many seeds.
 *   <li>{@link io.weir.testkit.WeirCluster}: real nodes, inside the test's JVM or in processes of their own.
 * </ol>
 *
 * <p>{@code docs/testing-your-job.md} takes one job through all of them.
 */
@NullMarked
package io.weir.testkit;

import org.jspecify.annotations.NullMarked;
