package io.weir.actors.job;

import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.protocol.ManagerEvent;
import io.weir.checkpoint.InspectionResult;
import io.weir.checkpoint.LedgerEvent;
import io.weir.checkpoint.storage.CheckpointInspection;
import io.weir.runtime.job.JobHistory;
import io.weir.runtime.job.JobRestart;
import java.io.IOException;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * Finds out for an operator where a job that has ended can go on. Looking at checkpoints may take long: the client asks again until it is
 * done, with the same request. The job manager hears where it goes on, and journals that. Confined to the coordinator.
 */
final class RestartLook {
    private static final int MOST_SKIPPED = 20;

    private final JobServices services;
    private final ManagerEvent.JobSubmitted job;
    private final ActorRef<CoordinatorCommand> self;
    private final ActorRef<JobManagerCommand> manager;
    private @Nullable Look look;

    /** What is looked at for one request. */
    private static final class Look {
        final String request;
        volatile @Nullable CheckpointInspection inspection;
        boolean done;

        @Nullable
        InspectionResult seen;

        @Nullable
        String problem;

        Look(String request) {
            this.request = request;
        }
    }

    RestartLook(
            JobServices services,
            ManagerEvent.JobSubmitted job,
            ActorRef<CoordinatorCommand> self,
            ActorRef<JobManagerCommand> manager) {
        this.services = services;
        this.job = job;
        this.self = self;
        this.manager = manager;
    }

    void onAsked(ClientCommand.RestartJob asked, JobHistory history) {
        JobRestart wish = new JobRestart(asked.from(), asked.checkpoint(), asked.repeatOutput());
        String refusal = wish.refusal(job.jobId(), history);
        Look under = look;
        if (refusal != null) {
            refuse(asked, refusal);
        } else if (!wish.looks()) {
            answer(asked, wish, history, null);
        } else if (under == null || (under.done && !under.request.equals(asked.request()))) {
            begin(asked.request(), wish.candidates(history));
            asked.replyTo().tell(new ClientReply.RestartLooks(job.jobId(), 0));
        } else if (!under.request.equals(asked.request())) {
            refuse(asked, ManagerErrors.isLooking(job.jobId()));
        } else if (!under.done) {
            CheckpointInspection inspection = under.inspection;
            asked.replyTo()
                    .tell(new ClientReply.RestartLooks(job.jobId(), inspection == null ? 0 : inspection.filesRead()));
        } else if (under.problem != null) {
            look = null;
            refuse(asked, under.problem);
        } else {
            answer(asked, wish, history, under.seen);
        }
    }

    private void refuse(ClientCommand.RestartJob asked, String sentence) {
        asked.replyTo().tell(new ClientReply.Refused(sentence));
    }

    private void answer(
            ClientCommand.RestartJob asked, JobRestart wish, JobHistory history, @Nullable InspectionResult seen) {
        JobRestart.Decision decision = wish.decide(job.jobId(), history, seen);
        if (decision.refusal() != null) {
            refuse(asked, decision.refusal());
            return;
        }
        List<String> skipped = seen == null
                ? List.of()
                : seen.skipped().stream()
                        .limit(MOST_SKIPPED)
                        .map(one -> one.id() + ": " + one.why())
                        .toList();
        manager.tell(new ManagerMessage.RestartReady(asked, job.jobId(), decision.from(), skipped));
    }

    private void begin(String request, List<LedgerEvent.CheckpointCompleted> candidates) {
        Look now = new Look(request);
        look = now;
        services.blocking().execute(() -> {
            try {
                CheckpointInspection inspection =
                        new CheckpointInspection(services.storages().open(job.storageUri()));
                now.inspection = inspection;
                self.tell(new JobMessage.RestartLooked(request, inspection.firstIntact(job.jobId(), candidates), null));
            } catch (IOException | RuntimeException e) {
                String message = String.valueOf(e.getMessage());
                self.tell(new JobMessage.RestartLooked(
                        request,
                        null,
                        message.startsWith("[")
                                ? message
                                : "[CKP-401] The checkpoints of job " + job.jobId() + " cannot be looked at. " + e
                                        + ". See that the storage can be read, and try again."));
            }
        });
    }

    void onLooked(JobMessage.RestartLooked it) {
        Look under = look;
        if (under != null && under.request.equals(it.request())) {
            under.done = true;
            under.seen = it.seen();
            under.problem = it.problem();
        }
    }
}
