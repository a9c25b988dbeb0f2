/**
 * {@code weir chaos} and {@code weir soak}: a cluster of real processes runs a job whose output can be checked record by record, while its processes
 * are killed and worse. Start at {@link io.weir.tools.chaos.ChaosRun}.
 *
 * <ol>
 *   <li>{@link io.weir.tools.chaos.ChaosPlan} draws from a seed what is done to whom, and when;
 *   <li>{@link io.weir.tools.chaos.LedgerJob} is the job: numbered records, state and timers for each key, files written exactly once;
 *   <li>{@link io.weir.tools.chaos.FaultInjector} does it, {@link io.weir.tools.chaos.ServiceManager} starts again what has died;
 *   <li>{@link io.weir.tools.chaos.CommittedOutput} takes the committed files in, and tells when output flows again;
 *   <li>{@link io.weir.tools.chaos.LedgerCheck} judges each line of them.
 * </ol>
 */
@NullMarked
package io.weir.tools.chaos;

import org.jspecify.annotations.NullMarked;
