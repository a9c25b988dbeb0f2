/**
 * What nodes say to each other, apart from records. A worker registers with the job manager ({@link
 * io.weir.actors.protocol.JobManagerCommand.RegisterWorker}); the coordinator of a job deploys an attempt on workers, starts it
 * when all of it is deployed, triggers checkpoints and hears acknowledgements ({@link io.weir.actors.protocol.WorkerCommand},
 * {@link io.weir.actors.protocol.CoordinatorCommand}). Every message carries the leader's term or the attempt's epoch; what is
 * older than the newest seen changes nothing.
 */
@NullMarked
package io.weir.actors.protocol;

import org.jspecify.annotations.NullMarked;
