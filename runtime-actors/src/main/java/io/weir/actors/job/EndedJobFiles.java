package io.weir.actors.job;

import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.protocol.ManagerState;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what jobs wrote that have ended, unless deletions are held; what fails is tried again, by the next leader too, because the job
 * manager's journal names it until it is gone. Confined to the job manager.
 */
final class EndedJobFiles {
    private static final Logger LOG = LoggerFactory.getLogger(EndedJobFiles.class);
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final ActorContext<JobManagerCommand> context;
    private final JobServices services;
    private final DeletionGate gate;
    private final long term;
    private final Set<String> underWay = new HashSet<>();

    EndedJobFiles(ActorContext<JobManagerCommand> context, JobServices services, DeletionGate gate, long term) {
        this.context = context;
        this.services = services;
        this.gate = gate;
        this.term = term;
    }

    /** Begins with all that is to go; or later, if deletions are held. */
    void deleteAll(ManagerState state) {
        if (gate.isClosed()) {
            long left = gate.hold().untilMs() - services.clock().getAsLong();
            dueIn(Duration.ofMillis(Math.max(1, left)));
            return;
        }
        ActorRef<JobManagerCommand> self = context.getSelf();
        for (ManagerState.ToDelete each : state.toDelete()) {
            if (underWay.add(each.jobId())) {
                services.blocking()
                        .execute(() -> self.tell(new ManagerMessage.JobFilesGone(each.jobId(), delete(each))));
            }
        }
    }

    private boolean delete(ManagerState.ToDelete each) {
        if (gate.isClosed()) {
            return false; // the hold began meanwhile
        }
        try {
            if (!services.leadership().isHeld(term)) {
                return false; // the next leader does it, and may know better
            }
            services.storages().open(each.storageUri()).deleteJob(each.jobId());
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "[CKP-409] The checkpoints of job {}, which has ended, could not be deleted. {}. They take space; it is tried again in {} s.",
                    each.jobId(),
                    e.toString(),
                    AGAIN.toSeconds());
            return false;
        }
    }

    void onGone(ManagerMessage.JobFilesGone it) {
        underWay.remove(it.jobId());
        if (!it.gone()) {
            dueIn(gate.isClosed() ? Duration.ofMillis(1) : AGAIN);
        }
    }

    private void dueIn(Duration delay) {
        context.scheduleOnce(delay, context.getSelf(), ManagerMessage.DeletionsDue.INSTANCE);
    }
}
