/**
 * The coordinator's side: {@link io.weir.actors.job.JobManager}, a cluster singleton, knows jobs, workers and slots; {@link
 * io.weir.actors.job.JobCoordinator}, one for each job, is the shell around {@link io.weir.runtime.job.JobCore}. Both are
 * event-sourced; what they say to workers and clients stands in {@link io.weir.actors.protocol}.
 */
@NullMarked
package io.weir.actors.job;

import org.jspecify.annotations.NullMarked;
