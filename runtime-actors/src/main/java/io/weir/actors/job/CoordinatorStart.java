package io.weir.actors.job;

import io.weir.actors.protocol.ManagerEvent;
import org.jspecify.annotations.Nullable;

/**
 * What the job manager knows when it starts the coordinator of a job.
 *
 * @param restart of the operator who restarted the job last; the coordinator does it if its own journal does not have it yet. Null: nobody did
 * @param suspended why the job must not be started, a sentence; empty: it may
 */
record CoordinatorStart(
        ManagerEvent.JobSubmitted job,
        ManagerEvent.@Nullable JobRestarted restart,
        String suspended,
        DeletionGate deletions) {}
