/**
 * {@code weir chaos} and {@code weir soak}: a cluster of real processes runs a job whose output can be checked record by record, while its processes
 * are killed and worse. Start at {@link io.weir.launch.chaos.ChaosRun}.
 *
 * <ol>
 *   <li>{@link io.weir.launch.chaos.ChaosPlan} draws from a seed what is done to whom, and when;
 *   <li>{@link io.weir.launch.chaos.LedgerJob} is the job: numbered records, state and timers for each key, files written exactly once;
 *   <li>{@link io.weir.launch.chaos.FaultInjector} does it, {@link io.weir.launch.chaos.ServiceManager} starts again what has died;
 *   <li>{@link io.weir.launch.chaos.CommittedOutput} takes the committed files in, and tells when output flows again;
 *   <li>{@link io.weir.launch.chaos.LedgerCheck} judges each line of them.
 * </ol>
 */
@NullMarked
package io.weir.launch.chaos;

import org.jspecify.annotations.NullMarked;
