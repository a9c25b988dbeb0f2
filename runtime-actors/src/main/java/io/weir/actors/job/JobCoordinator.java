package io.weir.actors.job;

import io.weir.actors.journal.TermFence;
import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.protocol.JobManagerCommand.RunningAttempt;
import io.weir.actors.protocol.ManagerEvent;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.actors.usercode.UserLane;
import io.weir.actors.wire.Mishap;
import io.weir.actors.wire.Replies;
import io.weir.actors.wire.Sturdy;
import io.weir.api.JobStatus;
import io.weir.checkpoint.CheckpointException;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.SnapshotCodec;
import io.weir.checkpoint.SubtaskId;
import io.weir.checkpoint.SubtaskSnapshot;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.job.EndedFiles;
import io.weir.runtime.job.JobCore;
import io.weir.runtime.job.JobDecision;
import io.weir.runtime.job.JobEvent;
import io.weir.runtime.job.JobHistory;
import io.weir.runtime.job.JobShape;
import io.weir.runtime.job.SourceCoordinator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.persistence.typed.EventAdapter;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EffectBuilder;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The coordinator of one job: the shell around {@link JobCore}. A message becomes a call on the core, the core's events go to the
 * journal, then {@link JobActions} does its actions.
 *
 * <p>After its journal is read it writes down that it leads, reads graph and manifests from the storage, and goes on where the journal
 * ends; everything that comes before that waits. When journaling fails, the core is thrown away and made again from the journal;
 * if that shows a newer leader, this one stops for good.
 */
final class JobCoordinator extends EventSourcedBehavior<CoordinatorCommand, JobEvent, JobHistory> {
    private static final Logger LOG = LoggerFactory.getLogger(JobCoordinator.class);
    private static final Duration LOAD_AGAIN = Duration.ofSeconds(2);

    /** After that a job that is still being read can be cancelled. */
    private static final Duration LOAD_PATIENCE = Duration.ofSeconds(5);

    private final ActorContext<CoordinatorCommand> context;
    private final TimerScheduler<CoordinatorCommand> timers;
    private final JobServices services;
    private final ManagerEvent.JobSubmitted job;
    private final CoordinatorStart start;
    private final long term;
    private final ActorRef<JobManagerCommand> manager;
    private final Replies replies;
    private final StatsRound stats;
    private final RestartLook restartLook;
    private final CheckpointMeasures measures = new CheckpointMeasures();

    private final Map<WorkerId, ActorRef<WorkerCommand>> workers = new HashMap<>();
    private final Set<WorkerId> missing = new HashSet<>(); // said once that they do not run the attempt
    private boolean leads;
    private @Nullable UserLane loading;
    private @Nullable LoadedJob loaded;
    private @Nullable JobCore core;
    private @Nullable JobActions actions;
    /** Why nothing is loaded, and nothing will be before somebody says so: the job is suspended, or has ended and cannot be read. */
    private String idle;

    private ManagerEvent.@Nullable JobRestarted owed;

    private long loads;
    private String loadProblem = "";
    private ManagerMessage.@Nullable JobIsNow published;
    private JobHistory known = JobHistory.EMPTY;

    private JobCoordinator(
            ActorContext<CoordinatorCommand> context,
            TimerScheduler<CoordinatorCommand> timers,
            JobServices services,
            CoordinatorStart start,
            long term,
            ActorRef<JobManagerCommand> manager) {
        super(
                PersistenceId.ofUniqueId("job-" + start.job().jobId()),
                SupervisorStrategy.restartWithBackoff(
                        Duration.ofMillis(100), Duration.ofSeconds(2), JobManager.NO_JITTER));
        this.context = context;
        this.timers = timers;
        this.services = services;
        this.job = start.job();
        this.start = start;
        this.idle = start.suspended();
        this.term = term;
        this.manager = manager;
        this.replies = Replies.of(context.getSystem());
        this.stats = new StatsRound(job, timers, context.getSelf(), replies);
        this.restartLook = new RestartLook(services, job, context.getSelf(), manager);
    }

    /** {@code term}: of the job manager that starts it. */
    static Behavior<CoordinatorCommand> create(
            JobServices services, CoordinatorStart start, long term, ActorRef<JobManagerCommand> manager) {
        return Sturdy.protocol(
                CoordinatorCommand.class,
                Behaviors.setup(context ->
                        Behaviors.withTimers(timers -> Behaviors.supervise((Behavior<CoordinatorCommand>)
                                        new JobCoordinator(context, timers, services, start, term, manager))
                                .onFailure(SupervisorStrategy.restartWithBackoff(
                                        Duration.ofMillis(200), Duration.ofSeconds(5), JobManager.NO_JITTER)))));
    }

    /** Of a job that nobody restarted or suspended. */
    static Behavior<CoordinatorCommand> create(
            JobServices services, ManagerEvent.JobSubmitted job, long term, ActorRef<JobManagerCommand> manager) {
        return create(services, new CoordinatorStart(job, null, "", new DeletionGate(services.clock())), term, manager);
    }

    // ------------------------------------------------------------------------------------------------ journal

    @Override
    public JobHistory emptyState() {
        return JobHistory.EMPTY;
    }

    @Override
    public EventHandler<JobHistory, JobEvent> eventHandler() {
        return JobHistory::with;
    }

    @Override
    public EventAdapter<JobEvent, JobEvent> eventAdapter() {
        return TermFence.adapter(term);
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return services.retention().criteria();
    }

    @Override
    public SignalHandler<JobHistory> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::onRecovered)
                .onSignal(PreRestart.instance(), history -> forget())
                .onSignal(PostStop.instance(), history -> forget())
                .build();
    }

    private void onRecovered(JobHistory history) {
        forget();
        known = history;
        ActorRef<CoordinatorCommand> self = context.getSelf();
        if (history.term() > term) {
            self.tell(JobMessage.Deposed.INSTANCE);
        } else {
            services.blocking()
                    .execute(() -> self.tell(
                            services.mayLead(term) ? JobMessage.TakeLead.INSTANCE : JobMessage.Deposed.INSTANCE));
        }
    }

    private void forget() {
        JobActions acting = actions;
        LoadedJob held = loaded;
        leads = false;
        core = null;
        actions = null;
        loaded = null;
        stopLoading();
        if (acting != null) {
            acting.stopSources();
        }
        if (held != null) {
            held.program().close();
        }
    }

    // ------------------------------------------------------------------------------------------------ commands

    @Override
    public CommandHandler<CoordinatorCommand, JobEvent, JobHistory> commandHandler() {
        return newCommandHandlerBuilder().forAnyState().onAnyCommand(this::onCommand);
    }

    /** The core may be half changed: after whatever was thrown, it is made again from the journal. */
    private Effect<JobEvent, JobHistory> onCommand(JobHistory history, CoordinatorCommand command) {
        try {
            return handle(history, command);
        } catch (RuntimeException mishap) {
            Object message = command instanceof JobMessage.Asked asked ? asked.command() : command;
            String sentence =
                    Mishap.report(context.getSystem(), "The coordinator of job " + job.jobId(), message, mishap);
            if (message instanceof ClientCommand client) {
                client.replyTo().tell(new ClientReply.Refused(sentence));
            }
            throw mishap;
        }
    }

    private Effect<JobEvent, JobHistory> handle(JobHistory history, CoordinatorCommand command) {
        if (command == JobMessage.Deposed.INSTANCE) {
            LOG.warn("The coordinator of job {} on {} stops: a newer leader is at work.", job.jobId(), services.node());
            manager.tell(new ManagerMessage.Superseded(job.jobId()));
            return Effect().stop();
        }
        if (leads && command instanceof JobMessage.Restart restart) {
            return onRestart(history, restart.wanted());
        } else if (leads
                && command instanceof JobMessage.Asked asked
                && asked.command() instanceof ClientCommand.RestartJob restart) {
            restartLook.onAsked(restart, history);
            return Effect().none();
        } else if (command instanceof JobMessage.RestartLooked it) {
            restartLook.onLooked(it);
            return Effect().none();
        }
        JobCore running = core;
        JobActions acting = actions;
        if (running == null || acting == null) {
            return beforeCore(history, command);
        }
        if (command instanceof JobMessage internal) {
            return onInternal(internal, running, acting);
        } else if (command instanceof CoordinatorCommand.Letter letter) {
            CoordinatorCommand.Payload heard = acting.conversations().hear(letter);
            return heard == null ? Effect().none() : onWorker(heard, running, acting);
        }
        return onWorker(command, running, acting);
    }

    /** Until the core is there, everything but its making waits. */
    private Effect<JobEvent, JobHistory> beforeCore(JobHistory history, CoordinatorCommand command) {
        if (command == JobMessage.TakeLead.INSTANCE) {
            return takeLead(history);
        } else if (!leads) {
            return Effect().stash();
        } else if (!idle.isEmpty()) {
            return whileIdle(history, command);
        } else if (command instanceof JobMessage.Loaded it) {
            if (it.load() == loads) {
                return begin(history, it.job());
            }
            it.job().program().close(); // of a history of the past
            return Effect().none();
        } else if (command instanceof JobMessage.NotLoaded failed) {
            return failed.load() == loads
                    ? onNotLoaded(history, failed)
                    : Effect().none();
        } else if (command == JobMessage.LoadAgain.INSTANCE) {
            load(history);
            return Effect().none();
        } else if (command == JobMessage.LoadOverdue.INSTANCE) {
            return onLoadOverdue(history);
        } else if (command instanceof JobMessage.WorkerRegistered it) {
            workers.put(it.worker(), it.ref());
            if (history.terminated() != null) {
                cancelAttempt(it.ref(), history);
                return Effect().none();
            }
        } else if (!loadProblem.isEmpty() && command instanceof JobMessage.Asked asked) {
            return onAskedBeforeCore(history, asked.command());
        }
        return Effect().stash();
    }

    private Effect<JobEvent, JobHistory> takeLead(JobHistory history) {
        leads = true;
        List<JobEvent> events = new ArrayList<>();
        if (history.term() != term) {
            events.add(new JobEvent.LeadershipTaken(term, services.node()));
        }
        ManagerEvent.JobRestarted wanted = owed == null ? start.restart() : owed;
        if (wanted != null && owes(history, wanted)) { // the job manager journaled it, and then something crashed
            events.add(restarted(wanted));
        }
        JobHistory next = history;
        for (JobEvent event : events) {
            next = next.with(event);
        }
        JobEvent.JobTerminated ended = next.terminated();
        if (idle.isEmpty()) {
            load(next);
            return events.isEmpty() ? Effect().none() : Effect().persist(events);
        }
        return Effect().persist(events).thenRun(state -> tellIdle(state, ended)).thenUnstashAll();
    }

    private void tellIdle(JobHistory history, JobEvent.@Nullable JobTerminated ended) {
        if (ended == null) {
            manager.tell(new ManagerMessage.JobIsNow(
                    job.jobId(), JobStatus.SUSPENDED, idle, history.firstAttemptAtMillis()));
        } else {
            tellEnd(history, ended, EndedFiles.KEPT);
        }
    }

    /** Nobody but the job itself knows what it wants to be kept, and it cannot be asked: all is. */
    private EffectBuilder<JobEvent, JobHistory> cancelUnread(ClientCommand.CancelJob cancel) {
        long now = services.clock().getAsLong();
        JobEvent.JobTerminated end = new JobEvent.JobTerminated(JobStatus.CANCELED, "", now, List.of());
        return Effect()
                .persist(List.of(new JobEvent.JobCancelRequested(now), end))
                .thenRun(state -> {
                    idle = idle.isEmpty() ? loadProblem : idle; // it is asked about from now on as one that is not read
                    stopLoading();
                    workers.values().forEach(worker -> cancelAttempt(worker, state));
                    cancel.replyTo().tell(new ClientReply.CancelAccepted(job.jobId()));
                    tellEnd(state, end, EndedFiles.KEPT);
                });
    }

    private void tellEnd(JobHistory history, JobEvent.JobTerminated end, EndedFiles files) {
        manager.tell(new ManagerMessage.JobEnded(
                job.jobId(),
                end.status(),
                end.sentence(),
                end.atMillis(),
                end.accumulators(),
                files,
                history.restartRequest()));
    }

    /** What is to be read cannot be read, or not soon. */
    private Effect<JobEvent, JobHistory> onAskedBeforeCore(JobHistory history, ClientCommand command) {
        if (!(command instanceof ClientCommand.CancelJob cancel) || history.terminated() != null) {
            command.replyTo().tell(new ClientReply.Refused(loadProblem));
            return Effect().none();
        }
        return cancelUnread(cancel);
    }

    private void cancelAttempt(ActorRef<WorkerCommand> worker, JobHistory history) {
        worker.tell(new WorkerCommand.CancelAttempt(
                term, job.jobId(), history.epoch(), context.getSystem().ignoreRef()));
    }

    /** Graph, jars and manifests. The classes of the job are loaded, so that its code runs, and may block. */
    private void load(JobHistory history) {
        long number = ++loads;
        ActorRef<CoordinatorCommand> self = context.getSelf();
        stopLoading();
        UserLane lane =
                services.userThreads().lane("program of job " + job.jobId(), 1, JobCoordinator.class.getClassLoader());
        loading = lane;
        timers.startSingleTimer(JobMessage.LoadOverdue.INSTANCE, LOAD_PATIENCE);
        lane.execute(() -> self.tell(LoadedJob.read(services, job, history, number)));
    }

    private void stopLoading() {
        UserLane lane = loading;
        loading = null;
        timers.cancel(JobMessage.LoadOverdue.INSTANCE);
        if (lane != null) {
            lane.end(
                    () -> {},
                    where -> LOG.warn(
                            "[JOB-819] Reading the program of job {} does not end. It was interrupted, and its thread is abandoned: {}. See what its static initializers and readObject wait for.",
                            job.jobId(),
                            where));
        }
    }

    /** The job can be cancelled, and says why it does not run. */
    private Effect<JobEvent, JobHistory> onLoadOverdue(JobHistory history) {
        String sentence =
                "[JOB-820] The program of job " + job.jobId() + " has been read for " + LOAD_PATIENCE.toSeconds()
                        + " s and is not there. Its storage is slow, or code of its classes blocks while they are loaded. It is waited for; the job can be cancelled.";
        if (history.terminated() != null) {
            return onNotLoaded(history, new JobMessage.NotLoaded(sentence, false, loads));
        }
        if (loadProblem.isEmpty()) {
            loadProblem = sentence;
            LOG.warn(sentence);
            publishProblem(history);
        }
        return Effect().none().thenUnstashAll();
    }

    private void publishProblem(JobHistory history) {
        JobEvent.JobTerminated ended = history.terminated();
        if (ended != null) {
            tellEnd(history, ended, EndedFiles.KEPT);
            return;
        }
        manager.tell(new ManagerMessage.JobIsNow(
                job.jobId(),
                history.epoch() > 0 ? JobStatus.RECONCILING : JobStatus.CREATED,
                loadProblem,
                history.firstAttemptAtMillis()));
    }

    private Effect<JobEvent, JobHistory> onNotLoaded(JobHistory history, JobMessage.NotLoaded failed) {
        stopLoading();
        JobEvent.JobTerminated ended = history.terminated();
        if (ended != null) {
            idle = failed.sentence();
            return Effect()
                    .none()
                    .thenRun(() -> tellEnd(history, ended, EndedFiles.KEPT))
                    .thenUnstashAll();
        }
        loadProblem = failed.sentence();
        if (failed.again()) {
            timers.startSingleTimer(JobMessage.LoadAgain.INSTANCE, LOAD_AGAIN);
            publishProblem(history);
            return Effect().none();
        }
        idle = failed.sentence();
        JobEvent.JobTerminated end = new JobEvent.JobTerminated(
                JobStatus.FAILED, failed.sentence(), services.clock().getAsLong(), List.of());
        return Effect()
                .persist(end)
                .thenRun(state -> tellEnd(state, end, EndedFiles.KEPT))
                .thenUnstashAll();
    }

    // ------------------------------------------------------------------------------------------------ suspended,
    // ended,
    // restarted

    /** Nothing of the job is loaded: what is asked is answered from the journal, and what still runs of it is stopped. */
    private Effect<JobEvent, JobHistory> whileIdle(JobHistory history, CoordinatorCommand command) {
        if (command == JobMessage.Resume.INSTANCE && history.terminated() == null) {
            idle = "";
            load(history);
        } else if (command instanceof JobMessage.Loaded stale) {
            stale.job().program().close();
        } else if (command instanceof JobMessage.WorkerRegistered it) {
            workers.put(it.worker(), it.ref());
            RunningAttempt attempt = it.attempt();
            if (attempt != null) {
                it.ref()
                        .tell(new WorkerCommand.CancelAttempt(
                                term,
                                job.jobId(),
                                attempt.epoch(),
                                context.getSystem().ignoreRef()));
            }
        } else if (command instanceof JobMessage.Asked asked) {
            if (asked.command() instanceof ClientCommand.CancelJob cancel && history.terminated() == null) {
                return cancelUnread(cancel);
            }
            asked.command().replyTo().tell(UnreadJob.answer(job, history, idle, asked.command()));
        }
        return Effect().none();
    }

    private static boolean owes(JobHistory history, ManagerEvent.JobRestarted wanted) {
        return history.terminated() != null && !history.restartRequest().equals(wanted.request());
    }

    private static JobEvent.JobRestarted restarted(ManagerEvent.JobRestarted wanted) {
        return new JobEvent.JobRestarted(wanted.request(), wanted.fromCheckpoint(), wanted.atMillis());
    }

    /** All that is known of the attempt before is thrown away; the job begins as under a new leader, from the journal. */
    private Effect<JobEvent, JobHistory> onRestart(JobHistory history, ManagerEvent.JobRestarted wanted) {
        if (!owes(history, wanted)) {
            return Effect().none();
        }
        owed = wanted; // if this is not journaled, it is after the journal was read again
        return Effect().persist(restarted(wanted)).thenRun(next -> {
            forget();
            leads = true;
            loadProblem = "";
            idle = "";
            published = null;
            missing.clear();
            known = next;
            load(next);
        });
    }

    private Effect<JobEvent, JobHistory> begin(JobHistory history, LoadedJob it) {
        JobCore made;
        try {
            made = new JobCore(
                    job.name(),
                    JobShape.of(it.plan()),
                    it.plan().settings(),
                    SourceCoordinator.hasEnumerators(it.plan()),
                    services.patience(),
                    services.random());
        } catch (IllegalArgumentException e) {
            it.program().close();
            return onNotLoaded(history, new JobMessage.NotLoaded(String.valueOf(e.getMessage()), false, loads));
        }
        stopLoading();
        loaded = it;
        loadProblem = "";
        core = made;
        JobActions acting = new JobActions(
                context, timers, services, job, term, manager, it, made, workers, start.deletions(), history);
        actions = acting;
        acting.sweepUnfinishedBlobs();
        made.onStored(it.written().newestId(), it.written().newestEpoch());
        return decide(made.start(history, it.manifests().values(), it.unreadable(), now()))
                .thenUnstashAll();
    }

    // ------------------------------------------------------------------------------------------------ of workers

    private Effect<JobEvent, JobHistory> onWorker(CoordinatorCommand command, JobCore running, JobActions acting) {
        if (command instanceof CoordinatorCommand.AttemptDeployed it) {
            if (it.epoch() == running.director().epoch()) {
                acting.deployed(it.worker(), it.subtasks());
            }
            return decide(running.onDeployed(it.epoch(), it.worker(), now()));
        } else if (command instanceof CoordinatorCommand.AttemptRunning it) {
            return decide(running.onRunning(it.epoch(), it.worker(), now()));
        } else if (command instanceof CoordinatorCommand.SubtaskDrained it) {
            return decide(
                    running.onDrained(it.epoch(), new SubtaskId(it.vertex(), it.index()), it.accumulators(), now()));
        } else if (command instanceof CoordinatorCommand.SubtaskFailed it) {
            return onFailed(
                    running,
                    it.epoch(),
                    it.vertex() < 0 ? "" : "subtask " + it.vertex() + "." + it.index(),
                    it.failure());
        } else if (command instanceof CoordinatorCommand.AttemptStopped it) {
            if (it.epoch() == running.director().epoch()) {
                acting.conversations().end(it.worker());
            }
            return decide(running.onStopped(it.epoch(), it.worker(), now()));
        } else if (command instanceof CoordinatorCommand.CheckpointAcknowledged it) {
            return onAcknowledged(running, it);
        } else if (command instanceof CoordinatorCommand.CheckpointDeclined it) {
            return decide(running.onDecline(
                    it.epoch(),
                    new CheckpointId(it.checkpoint()),
                    new SubtaskId(it.vertex(), it.index()),
                    it.reason(),
                    now()));
        } else if (command instanceof CoordinatorCommand.SplitRequested it) {
            acting.onSplitRequest(it);
        } else if (command instanceof CoordinatorCommand.EventToEnumerator it) {
            acting.onReaderEvent(it);
        } else if (command instanceof CoordinatorCommand.WorkerStats it) {
            stats.onStats(it, view(running));
        } else if (command instanceof CoordinatorCommand.StatsPart it) {
            stats.onPart(it, view(running));
        }
        return Effect().none();
    }

    /** {@code where}: as sentences name it; empty if there is no place. */
    private Effect<JobEvent, JobHistory> onFailed(JobCore running, long epoch, String where, Failure failure) {
        if (epoch == running.director().epoch()) {
            LOG.warn(
                    "Attempt {} of job {} failed{}: {}{}",
                    epoch,
                    job.jobId(),
                    where.isEmpty() ? "" : " at " + where,
                    failure.message(),
                    failure.details().isEmpty() ? "" : "\n" + failure.details());
        }
        return decide(running.onFailed(epoch, where, failure, now()));
    }

    private Effect<JobEvent, JobHistory> onAcknowledged(JobCore running, CoordinatorCommand.CheckpointAcknowledged it) {
        CheckpointId id = new CheckpointId(it.checkpoint());
        try {
            SubtaskSnapshot snapshot = SnapshotCodec.decode(it.snapshot());
            if (it.epoch() == running.director().epoch()) {
                measures.add(it, snapshot);
            }
            return decide(running.onAcknowledge(it.epoch(), id, snapshot, now()));
        } catch (CheckpointException e) {
            return decide(running.onDecline(
                    it.epoch(), id, new SubtaskId(it.vertex(), it.index()), String.valueOf(e.getMessage()), now()));
        }
    }

    // ------------------------------------------------------------------------------------------------ of this node

    private Effect<JobEvent, JobHistory> onInternal(JobMessage message, JobCore running, JobActions acting) {
        if (message == JobMessage.Due.INSTANCE) {
            return decide(running.onTime(now()));
        } else if (message == JobMessage.SayAgain.INSTANCE) {
            Failure deaf = acting.conversations().sayAgain();
            return deaf == null
                    ? Effect().none()
                    : onFailed(running, running.director().epoch(), "", deaf);
        } else if (message instanceof JobMessage.SlotsGranted it) {
            return decide(running.onSlotsGranted(it.slots(), now()));
        } else if (message instanceof JobMessage.SlotsMissing it) {
            return decide(running.onSlotsMissing(it.free(), it.all(), now()));
        } else if (message instanceof JobMessage.WorkerRegistered it) {
            return onRegistered(running, it);
        } else if (message instanceof JobMessage.WorkerLost it) {
            return decide(running.onWorkerLost(it.worker(), now()));
        } else if (message instanceof JobMessage.WorkerLeft it) {
            return decide(running.onWorkerLeaving(it.worker(), now()));
        } else if (message instanceof JobMessage.ManifestWritten it) {
            JobDecision decision = running.onManifestWritten(it.manifest(), it.ref(), now());
            acting.completed(it.manifest());
            return decide(decision);
        } else if (message instanceof JobMessage.ManifestFailed it) {
            return decide(running.onManifestFailed(it.epoch(), it.id(), it.detail(), it.ambiguous(), now()));
        } else if (message == JobMessage.NotDeleted.INSTANCE) {
            running.onNotDeleted();
        } else if (message instanceof JobMessage.EnumeratorSaid it) {
            if (acting.isOfThisAttempt(it.from())) {
                acting.sayToReader(it.reader(), it.command());
            }
        } else if (message instanceof JobMessage.EnumeratorsSaved it) {
            if (acting.isOfThisAttempt(it.from())) {
                acting.onSaved(it);
            }
        } else if (message instanceof JobMessage.EnumeratorsNotSaved it) {
            if (acting.isOfThisAttempt(it.from())) {
                return decide(running.onCoordinatorFailed(it.from().epoch(), it.id(), it.reason(), now()));
            }
        } else if (message instanceof JobMessage.EnumeratorFailed it) {
            if (acting.isOfThisAttempt(it.from())) {
                return onFailed(running, it.from().epoch(), "the split enumerator of " + it.operator(), it.failure());
            }
        } else if (message instanceof JobMessage.Loaded it) {
            it.job().program().close(); // an earlier incarnation asked for it
        } else if (message instanceof JobMessage.Asked it) {
            return onAsked(running, it.command());
        } else if (message == JobMessage.StatsDue.INSTANCE) {
            stats.answer(view(running));
        }
        return Effect().none();
    }

    private Effect<JobEvent, JobHistory> onRegistered(JobCore running, JobMessage.WorkerRegistered it) {
        workers.put(it.worker(), it.ref());
        RunningAttempt attempt = it.attempt();
        boolean runs = attempt != null && attempt.epoch() == running.director().epoch();
        if (runs) {
            missing.remove(it.worker());
        } else if (running.director().phase().hasAttempt() && missing.add(it.worker())) {
            return Effect().none(); // its report may have crossed our deployment; the next one tells
        }
        List<SubtaskId> subtasks = attempt == null ? List.of() : attempt.subtaskIds();
        return decide(running.onWorkerReport(
                it.worker(),
                attempt == null ? 0 : attempt.epoch(),
                subtasks,
                attempt != null && attempt.started(),
                now()));
    }

    private Effect<JobEvent, JobHistory> onAsked(JobCore running, ClientCommand command) {
        if (command instanceof ClientCommand.CancelJob cancel) {
            return decide(running.onCancel(now()))
                    .thenRun(state -> cancel.replyTo().tell(new ClientReply.CancelAccepted(job.jobId())));
        } else if (command instanceof ClientCommand.DescribeJob describe) {
            stats.onAsked(describe, view(running), workers);
        } else if (command instanceof ClientCommand.ListCheckpoints list) {
            replies.tell(list.replyTo(), view(running).checkpoints(measures));
        }
        return Effect().none();
    }

    // ------------------------------------------------------------------------------------------------ common

    private EffectBuilder<JobEvent, JobHistory> decide(JobDecision decision) {
        if (decision.events().isEmpty()) {
            return Effect().none().thenRun(history -> act(history, decision));
        }
        return Effect().persist(decision.events()).thenRun(history -> act(history, decision));
    }

    private void act(JobHistory history, JobDecision decision) {
        known = history;
        JobActions acting = actions;
        JobCore running = core;
        if (acting == null || running == null) {
            return;
        }
        acting.run(decision.actions());
        for (JobEvent event : decision.events()) {
            if (event instanceof JobEvent.CheckpointDecided) {
                LOG.debug("Job {}: {}", job.jobId(), event);
            } else {
                LOG.info("Job {}: {}", job.jobId(), event);
            }
            if (event instanceof JobEvent.AttemptStarted) {
                missing.clear();
            } else if (event instanceof JobEvent.AttemptEnded ended
                    && ended.restartAtMillis() != JobEvent.AttemptEnded.NEVER
                    && ended.byStrategy()) {
                LOG.warn(
                        "[JOB-850] Job {} waits {} ms for restart {}. Its attempt {} failed: {} Mend that, or say './weir cancel {}'.",
                        job.jobId(),
                        ended.restartAtMillis() - ended.atMillis(),
                        running.director().restarts(),
                        ended.epoch(),
                        ended.sentence(),
                        job.jobId());
            }
        }
        publish(running);
    }

    private void publish(JobCore running) {
        ManagerMessage.JobIsNow now = new ManagerMessage.JobIsNow(
                job.jobId(),
                running.director().phase().status(running.director().epoch()),
                running.director().sentence(),
                known.firstAttemptAtMillis());
        if (!now.equals(published)) {
            published = now;
            manager.tell(now);
        }
    }

    private JobView view(JobCore running) {
        LoadedJob held = loaded;
        if (held == null) {
            throw new IllegalStateException("job " + job.jobId() + " has a core and no plan");
        }
        return new JobView(job, known, running, held.plan());
    }

    private long now() {
        return services.clock().getAsLong();
    }
}
