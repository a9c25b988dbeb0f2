package io.weir.actors.wire;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.protocol.ManagerEvent;
import io.weir.actors.protocol.ManagerState;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.checkpoint.LedgerEvent;
import io.weir.runtime.job.JobEvent;
import io.weir.runtime.job.JobHistory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The name of everything that is sent between nodes or stored in the journal. Names are for ever; classes may move. A test sees to it
 * that every message has one and survives the trip.
 */
public final class WireNames {
    private static final Map<String, Class<?>> TYPES = new LinkedHashMap<>();
    private static final Map<Class<?>, String> NAMES = new LinkedHashMap<>();

    static {
        name("manager.register-worker", JobManagerCommand.RegisterWorker.class);
        name("manager.registration-part", JobManagerCommand.RegistrationPart.class);
        name("manager.worker-leaving", JobManagerCommand.WorkerLeaving.class);

        name("worker.welcome", WorkerCommand.Welcome.class);
        name("worker.deploy-attempt", WorkerCommand.DeployAttempt.class);
        name("worker.start-attempt", WorkerCommand.StartAttempt.class);
        name("worker.cancel-attempt", WorkerCommand.CancelAttempt.class);
        name("worker.finish-attempt", WorkerCommand.FinishAttempt.class);
        name("worker.adopt-attempt", WorkerCommand.AdoptAttempt.class);
        name("worker.trigger-checkpoint", WorkerCommand.TriggerCheckpoint.class);
        name("worker.checkpoint-completed", WorkerCommand.CheckpointCompleted.class);
        name("worker.checkpoint-aborted", WorkerCommand.CheckpointAborted.class);
        name("worker.assign-splits", WorkerCommand.AssignSplits.class);
        name("worker.no-more-splits", WorkerCommand.NoMoreSplits.class);
        name("worker.event-to-reader", WorkerCommand.EventToReader.class);
        name("worker.query-stats", WorkerCommand.QueryStats.class);
        name("worker.spoken-part", WorkerCommand.PayloadPart.class);
        name("worker.letter", WorkerCommand.Letter.class);

        name("coordinator.attempt-deployed", CoordinatorCommand.AttemptDeployed.class);
        name("coordinator.attempt-running", CoordinatorCommand.AttemptRunning.class);
        name("coordinator.subtask-drained", CoordinatorCommand.SubtaskDrained.class);
        name("coordinator.subtask-failed", CoordinatorCommand.SubtaskFailed.class);
        name("coordinator.attempt-stopped", CoordinatorCommand.AttemptStopped.class);
        name("coordinator.checkpoint-acknowledged", CoordinatorCommand.CheckpointAcknowledged.class);
        name("coordinator.checkpoint-declined", CoordinatorCommand.CheckpointDeclined.class);
        name("coordinator.split-requested", CoordinatorCommand.SplitRequested.class);
        name("coordinator.event-to-enumerator", CoordinatorCommand.EventToEnumerator.class);
        name("coordinator.worker-stats", CoordinatorCommand.WorkerStats.class);
        name("coordinator.stats-part", CoordinatorCommand.StatsPart.class);
        name("coordinator.spoken-part", CoordinatorCommand.PayloadPart.class);
        name("coordinator.letter", CoordinatorCommand.Letter.class);

        name("client.upload", ClientCommand.Upload.class);
        name("client.submit-job", ClientCommand.SubmitJob.class);
        name("client.list-jobs", ClientCommand.ListJobs.class);
        name("client.describe-cluster", ClientCommand.DescribeCluster.class);
        name("client.describe-job", ClientCommand.DescribeJob.class);
        name("client.query-job", ClientCommand.QueryJob.class);
        name("client.cancel-job", ClientCommand.CancelJob.class);
        name("client.restart-job", ClientCommand.RestartJob.class);
        name("client.hold-deletions", ClientCommand.HoldDeletions.class);
        name("client.release-deletions", ClientCommand.ReleaseDeletions.class);
        name("client.copy-journal", ClientCommand.CopyJournal.class);
        name("client.list-checkpoints", ClientCommand.ListCheckpoints.class);

        name("reply.upload-goes-on", ClientReply.UploadGoesOn.class);
        name("reply.reply-part", ClientReply.ReplyPart.class);
        name("reply.upload-done", ClientReply.UploadDone.class);
        name("reply.job-accepted", ClientReply.JobAccepted.class);
        name("reply.refused", ClientReply.Refused.class);
        name("reply.jobs", ClientReply.Jobs.class);
        name("reply.job-is", ClientReply.JobIs.class);
        name("reply.cancel-accepted", ClientReply.CancelAccepted.class);
        name("reply.restart-accepted", ClientReply.RestartAccepted.class);
        name("reply.restart-looks", ClientReply.RestartLooks.class);
        name("reply.deletions-are", ClientReply.DeletionsAre.class);
        name("reply.journal-copied", ClientReply.JournalCopied.class);
        name("reply.cluster", ClientReply.Cluster.class);
        name("reply.job", ClientReply.Job.class);
        name("reply.checkpoints", ClientReply.Checkpoints.class);

        name("job.leadership-taken", JobEvent.LeadershipTaken.class);
        name("job.attempt-started", JobEvent.AttemptStarted.class);
        name("job.attempt-ended", JobEvent.AttemptEnded.class);
        name("job.cancel-requested", JobEvent.JobCancelRequested.class);
        name("job.terminated", JobEvent.JobTerminated.class);
        name("job.restarted", JobEvent.JobRestarted.class);
        name("job.checkpoint-decided", JobEvent.CheckpointDecided.class);
        name("job.history", JobHistory.class);

        name("manager.leadership-taken", ManagerEvent.LeadershipTaken.class);
        name("manager.job-submitted", ManagerEvent.JobSubmitted.class);
        name("manager.job-terminated", ManagerEvent.JobTerminated.class);
        name("manager.cancel-requested", ManagerEvent.CancelRequested.class);
        name("manager.job-restarted", ManagerEvent.JobRestarted.class);
        name("manager.job-files-deleted", ManagerEvent.JobFilesDeleted.class);
        name("manager.deletions-held", ManagerEvent.DeletionsHeld.class);
        name("manager.deletions-released", ManagerEvent.DeletionsReleased.class);
        name("manager.state", ManagerState.class);
    }

    private WireNames() {}

    private static void name(String name, Class<?> type) {
        if (TYPES.put(name, type) != null || NAMES.put(type, name) != null) {
            throw new IllegalStateException(name + " is named twice");
        }
    }

    /** Every type that has a name of its own, by name. */
    public static Map<String, Class<?>> all() {
        return Collections.unmodifiableMap(TYPES);
    }

    static @Nullable Class<?> typeOf(String name) {
        return TYPES.get(name);
    }

    /** Throws {@link IllegalArgumentException}: if it has none. */
    static String nameOf(Class<?> type) {
        String name = NAMES.get(type);
        if (name == null) {
            throw new IllegalArgumentException("[NET-613] A " + type.getName()
                    + " cannot leave its node. It has no name in WireNames. Give it one, or do not send it.");
        }
        return name;
    }

    /** The sum types inside of messages, with their own names. */
    static void registerNested(ObjectMapper mapper) {
        mapper.addMixIn(LedgerEvent.class, Named.class);
        List.of(
                        new NamedType(LedgerEvent.CheckpointTriggered.class, "triggered"),
                        new NamedType(LedgerEvent.CheckpointCompleted.class, "completed"),
                        new NamedType(LedgerEvent.CheckpointAborted.class, "aborted"),
                        new NamedType(LedgerEvent.CheckpointDiscarded.class, "discarded"))
                .forEach(mapper::registerSubtypes);
        for (Class<?> content : List.of(WorkerCommand.Payload.class, CoordinatorCommand.Payload.class)) {
            mapper.addMixIn(content, Named.class);
            for (Class<?> type : content.getPermittedSubclasses()) {
                mapper.registerSubtypes(new NamedType(type, nameOf(type)));
            }
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Named {}
}
