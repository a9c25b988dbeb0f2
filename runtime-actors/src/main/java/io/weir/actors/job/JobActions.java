package io.weir.actors.job;

import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.protocol.ManagerEvent;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.actors.protocol.WorkerCommand.Peer;
import io.weir.actors.wire.Parcels;
import io.weir.checkpoint.CheckpointException;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointManifest;
import io.weir.checkpoint.LedgerAction;
import io.weir.checkpoint.LedgerEvent;
import io.weir.checkpoint.ManifestAssembly;
import io.weir.checkpoint.ManifestRef;
import io.weir.checkpoint.OperatorSnapshot;
import io.weir.checkpoint.SubtaskId;
import io.weir.checkpoint.storage.CheckpointStorage;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.job.AlignedSources;
import io.weir.runtime.job.JobAction;
import io.weir.runtime.job.JobCore;
import io.weir.runtime.job.JobHistory;
import io.weir.runtime.job.SourceCoordinator;
import io.weir.runtime.operator.source.SourceEvents;
import io.weir.runtime.time.WatermarkAlignment;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what a {@link JobCore} decided: an action becomes messages to workers, or work that blocks and comes back as a message. */
final class JobActions {
    private static final Logger LOG = LoggerFactory.getLogger(JobActions.class);

    /** An upload writes all the time; and clocks of machines differ by less. */
    private static final long UNFINISHED_BLOB_MILLIS = 24 * 3_600_000L;

    private final ActorContext<CoordinatorCommand> context;
    private final TimerScheduler<CoordinatorCommand> timers;
    private final JobServices services;
    private final ManagerEvent.JobSubmitted job;
    private final long term;
    private final ActorRef<JobManagerCommand> manager;
    private final LoadedJob loaded;
    private final JobCore core;
    private final DeletionGate deletions;
    private final String restartRequest;

    private final Map<WorkerId, ActorRef<WorkerCommand>> workers;
    private final Conversations conversations;
    private final SortedMap<WorkerId, List<Peer>> peers = new TreeMap<>();
    private final Map<CheckpointId, Map<String, ManifestAssembly.CoordinatorState>> savedEnumerators = new HashMap<>();
    /** Checkpoints for which the enumerators have not answered. */
    private final Map<CheckpointId, LedgerAction.TriggerSources> saving = new HashMap<>();

    private AlignedSources alignment;
    private @Nullable Enumerators sources;
    private @Nullable CheckpointManifest latest;
    /** Read by who writes manifests. */
    private volatile boolean ended;

    JobActions(
            ActorContext<CoordinatorCommand> context,
            TimerScheduler<CoordinatorCommand> timers,
            JobServices services,
            ManagerEvent.JobSubmitted job,
            long term,
            ActorRef<JobManagerCommand> manager,
            LoadedJob loaded,
            JobCore core,
            Map<WorkerId, ActorRef<WorkerCommand>> workers,
            DeletionGate deletions,
            JobHistory history) {
        this.deletions = deletions;
        this.restartRequest = history.restartRequest();
        this.context = context;
        this.timers = timers;
        this.services = services;
        this.job = job;
        this.term = term;
        this.manager = manager;
        this.loaded = loaded;
        this.core = core;
        this.workers = workers;
        this.alignment = new AlignedSources(loaded.plan());
        this.conversations =
                new Conversations(services, job.jobId(), term, workers, timers, Parcels.of(context.getSystem()));
        this.latest = loaded.manifests().isEmpty()
                ? null
                : loaded.manifests().get(loaded.manifests().lastKey());
    }

    void run(Collection<JobAction> actions) {
        for (JobAction action : actions) {
            run(action);
        }
    }

    private void run(JobAction action) {
        if (action instanceof JobAction.RequestSlots request) {
            manager.tell(new ManagerMessage.SlotsWanted(job.jobId(), request.slots(), request.previous()));
        } else if (action instanceof JobAction.ReleaseSlots) {
            manager.tell(new ManagerMessage.SlotsReleased(job.jobId()));
        } else if (action instanceof JobAction.AskWhoIsGone ask) {
            manager.tell(new ManagerMessage.WhoIsGone(job.jobId(), ask.workers()));
        } else if (action instanceof JobAction.Deploy deploy) {
            deploy(deploy);
        } else if (action instanceof JobAction.Start start) {
            start(start);
        } else if (action instanceof JobAction.Adopt adopt) {
            adopt(adopt);
        } else if (action instanceof JobAction.Cancel cancel) {
            tell(
                    cancel.workers(),
                    new WorkerCommand.CancelAttempt(term, job.jobId(), cancel.epoch(), context.getSelf()));
        } else if (action instanceof JobAction.Finish finish) {
            tell(finish.workers(), new WorkerCommand.FinishAttempt(term, job.jobId(), finish.epoch()));
        } else if (action instanceof JobAction.StopSources) {
            stopSources();
            conversations.endAll();
        } else if (action instanceof JobAction.WakeAt wake) {
            long delay = Math.max(0, wake.atMillis() - services.clock().getAsLong());
            timers.startSingleTimer(JobMessage.Due.INSTANCE, Duration.ofMillis(delay));
        } else if (action instanceof JobAction.Checkpointing checkpointing) {
            run(checkpointing.epoch(), checkpointing.action());
        } else if (action instanceof JobAction.Terminated end) {
            terminated(end);
        }
    }

    // ------------------------------------------------------------------------------------------------ attempts

    private void deploy(JobAction.Deploy deploy) {
        peers.clear();
        conversations.begin(deploy.epoch(), deploy.workers());
        List<WorkerCommand.Placed> placement = new ArrayList<>();
        for (Map.Entry<SubtaskId, WorkerId> placed : deploy.placement().entrySet()) {
            SubtaskId subtask = placed.getKey();
            placement.add(new WorkerCommand.Placed(subtask.vertex(), subtask.index(), placed.getValue()));
        }
        say(
                deploy.workers(),
                new WorkerCommand.DeployAttempt(
                        term,
                        job.jobId(),
                        deploy.epoch(),
                        job.name(),
                        job.storageUri(),
                        job.graphBlob(),
                        job.jarBlobs(),
                        placement,
                        restore(),
                        context.getSelf()));
    }

    private WorkerCommand.@Nullable Restore restore() {
        LedgerEvent.CheckpointCompleted from = core.restorePoint();
        return from == null
                ? null
                : new WorkerCommand.Restore(
                        from.manifest().path(),
                        from.manifest().length(),
                        from.manifest().checksum());
    }

    /** The subtasks of a worker exist. */
    void deployed(WorkerId worker, List<Peer> itsSubtasks) {
        peers.put(worker, itsSubtasks);
    }

    private void start(JobAction.Start start) {
        List<Peer> all = peers.values().stream().flatMap(List::stream).toList();
        say(start.workers(), new WorkerCommand.StartAttempt(term, job.jobId(), start.epoch(), all));
        startSources(start.epoch());
    }

    private void adopt(JobAction.Adopt adopt) {
        manager.tell(new ManagerMessage.SlotsHeld(job.jobId(), core.director().slots()));
        conversations.begin(adopt.epoch(), adopt.workers());
        say(adopt.workers(), new WorkerCommand.AdoptAttempt(term, job.jobId(), adopt.epoch(), context.getSelf()));
        startSources(adopt.epoch());
    }

    /** Something that may be lost, because it is asked for again. */
    private void tell(Collection<WorkerId> to, WorkerCommand command) {
        for (WorkerId worker : to) {
            ActorRef<WorkerCommand> ref = workers.get(worker);
            if (ref != null) {
                ref.tell(command);
            }
        }
    }

    private void say(Collection<WorkerId> to, WorkerCommand.Payload command) {
        conversations.say(to, command);
    }

    Conversations conversations() {
        return conversations;
    }

    private Collection<WorkerId> attemptWorkers() {
        return new TreeSet<>(core.director().slots());
    }

    // ------------------------------------------------------------------------------------------------ sources

    private void startSources(long epoch) {
        stopSources();
        alignment = new AlignedSources(loaded.plan());
        if (!SourceCoordinator.hasEnumerators(loaded.plan())) {
            return;
        }
        Map<String, byte[]> states = new TreeMap<>();
        CheckpointManifest from = latest;
        if (from != null) {
            for (Map.Entry<String, OperatorSnapshot> operator : from.operators().entrySet()) {
                byte[] state = operator.getValue().coordinatorState();
                if (state != null) {
                    states.put(operator.getKey(), state);
                }
            }
        }
        Enumerators started =
                new Enumerators(job.jobId(), epoch, loaded, services, context.getSystem(), context.getSelf());
        sources = started;
        started.start(states);
    }

    void stopSources() {
        Enumerators running = sources;
        sources = null;
        savedEnumerators.clear();
        saving.clear();
        if (running != null) {
            running.stop();
        }
    }

    void onSplitRequest(CoordinatorCommand.SplitRequested it) {
        Enumerators running = sources;
        if (running != null && it.epoch() == running.epoch()) {
            running.onSplitRequest(it.operatorId(), it.index(), it.host());
        }
    }

    /** An event for an enumerator; what is about watermark alignment is answered here. */
    void onReaderEvent(CoordinatorCommand.EventToEnumerator it) {
        Enumerators running = sources;
        if (running == null || it.epoch() != running.epoch()) {
            return;
        }
        WatermarkAlignment.Report report = SourceEvents.alignmentReport(it.event());
        if (report == null) {
            running.onReaderEvent(it.operatorId(), it.index(), it.event());
        } else if (alignment.contains(it.operatorId())) {
            sayToReader(
                    alignment.reader(it.operatorId(), it.index()),
                    new WorkerCommand.EventToReader(
                            job.jobId(),
                            it.epoch(),
                            it.vertex(),
                            it.index(),
                            it.operatorId(),
                            SourceEvents.encode(alignment.onReport(it.operatorId(), it.index(), report))));
        }
    }

    /** Whether it comes from the enumerators that run now. */
    boolean isOfThisAttempt(Enumerators from) {
        return from == sources;
    }

    void sayToReader(SubtaskId reader, WorkerCommand.Payload command) {
        List<WorkerId> slots = core.director().slots();
        if (reader.index() < slots.size()) {
            conversations.say(slots.get(reader.index()), command);
        }
    }

    // ------------------------------------------------------------------------------------------------ checkpoints

    private void run(long epoch, LedgerAction action) {
        if (action instanceof LedgerAction.TriggerSources trigger) {
            trigger(trigger);
        } else if (action instanceof LedgerAction.WriteManifest write) {
            write(write);
        } else if (action instanceof LedgerAction.NotifyCompleted completed) {
            savedEnumerators.keySet().removeIf(id -> !id.isAfter(completed.id()));
            say(
                    attemptWorkers(),
                    new WorkerCommand.CheckpointCompleted(
                            job.jobId(), epoch, completed.id().value()));
            Enumerators running = sources;
            if (running != null) {
                running.onCheckpointCompleted(completed.id());
            }
        } else if (action instanceof LedgerAction.NotifyAborted aborted) {
            savedEnumerators.remove(aborted.id());
            saving.remove(aborted.id());
            String reason = aborted.reason() + (aborted.detail().isEmpty() ? "" : ": " + aborted.detail());
            LOG.info("Checkpoint {} of job {} was given up. {}", aborted.id(), job.jobId(), reason);
            say(
                    attemptWorkers(),
                    new WorkerCommand.CheckpointAborted(
                            job.jobId(), epoch, aborted.id().value(), reason));
            Enumerators running = sources;
            if (running != null) {
                running.onCheckpointAborted(aborted.id());
            }
        } else if (action instanceof LedgerAction.Discard discard) {
            clean("discard " + discard.id(), storage -> storage.discard(discard.manifest(), discard.files()));
        } else if (action instanceof LedgerAction.CleanUp cleanUp) {
            clean("clean up", storage -> storage.cleanUp(job.jobId(), cleanUp.before(), cleanUp.keep()));
        }
    }

    private void trigger(LedgerAction.TriggerSources trigger) {
        Enumerators running = sources;
        if (running == null) {
            sendBarriers(trigger);
        } else {
            saving.put(trigger.id(), trigger);
            running.save(trigger.id());
        }
    }

    /** The enumerators have answered, in time or after the checkpoint was given up. */
    void onSaved(JobMessage.EnumeratorsSaved it) {
        LedgerAction.TriggerSources trigger = saving.remove(it.id());
        if (trigger != null) {
            savedEnumerators.put(it.id(), it.states());
            sendBarriers(trigger);
        }
    }

    /** Behind all that the enumerators have said: a reader's snapshot holds every split they no longer have. */
    private void sendBarriers(LedgerAction.TriggerSources trigger) {
        say(
                attemptWorkers(),
                new WorkerCommand.TriggerCheckpoint(
                        job.jobId(),
                        trigger.epoch(),
                        trigger.id().value(),
                        trigger.order().kind(),
                        trigger.order().triggeredAtMs()));
    }

    private void write(LedgerAction.WriteManifest write) {
        Map<String, ManifestAssembly.CoordinatorState> enumerators =
                savedEnumerators.getOrDefault(write.id(), Map.of());
        ActorRef<CoordinatorCommand> self = context.getSelf();
        services.blocking().execute(() -> {
            try {
                CheckpointManifest manifest =
                        ManifestAssembly.assemble(job.jobId(), write, loaded.operators(), enumerators);
                ManifestRef ref = loaded.storage().writeManifest(manifest);
                if (ended) { // all files of the job may be gone already
                    cleanNow(self, "discard " + write.id(), storage -> storage.discard(ref, List.of()));
                    return;
                }
                self.tell(new JobMessage.ManifestWritten(manifest, ref));
            } catch (CheckpointException e) {
                self.tell(new JobMessage.ManifestFailed(
                        write.epoch(), write.id(), String.valueOf(e.getMessage()), e.ambiguous()));
            } catch (RuntimeException e) {
                LOG.error("The manifest of {} of job {} could not be made.", write.id(), job.jobId(), e);
                self.tell(new JobMessage.ManifestFailed(write.epoch(), write.id(), e.toString(), true));
            }
        });
    }

    /** A manifest is journaled as complete: it is what enumerators restore from. */
    void completed(CheckpointManifest manifest) {
        LedgerEvent.CheckpointCompleted restorePoint = core.restorePoint();
        if (restorePoint != null && restorePoint.id().equals(manifest.id())) {
            latest = manifest;
        }
    }

    /** What uploads left that broke off long ago. */
    void sweepUnfinishedBlobs() {
        long before = services.clock().getAsLong() - UNFINISHED_BLOB_MILLIS;
        clean("sweep unfinished blobs", storage -> storage.sweepUnfinishedBlobs(before));
    }

    private interface Cleaning {
        void on(CheckpointStorage storage) throws CheckpointException;
    }

    private void clean(String what, Cleaning cleaning) {
        ActorRef<CoordinatorCommand> self = context.getSelf();
        services.blocking().execute(() -> cleanNow(self, what, cleaning));
    }

    private void cleanNow(ActorRef<CoordinatorCommand> self, String what, Cleaning cleaning) {
        if (deletions.isClosed()) { // asked at the last moment: what a back-up copies is still there
            self.tell(JobMessage.NotDeleted.INSTANCE);
            return;
        }
        try {
            if (!services.leadership().isHeld(term)) {
                LOG.warn(
                        "[CKP-420] Job {} did not {}. Another leader is at work, and it alone knows which files are needed.",
                        job.jobId(),
                        what);
                manager.tell(new ManagerMessage.Superseded(job.jobId()));
                return;
            }
            cleaning.on(loaded.storage());
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "[CKP-409] Job {} could not {}. {}. What is left takes space; it is tried again after a later checkpoint.",
                    job.jobId(),
                    what,
                    e.toString());
            self.tell(JobMessage.NotDeleted.INSTANCE);
        }
    }

    private void terminated(JobAction.Terminated end) {
        ended = true;
        timers.cancel(JobMessage.Due.INSTANCE); // not the ones of questions: an ended job is still asked about
        loaded.program().close();
        manager.tell(new ManagerMessage.JobEnded(
                job.jobId(),
                end.status(),
                end.sentence(),
                services.clock().getAsLong(),
                end.accumulators(),
                end.files(),
                restartRequest)); // it deletes what is to go
    }
}
