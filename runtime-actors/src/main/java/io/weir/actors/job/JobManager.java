package io.weir.actors.job;

import io.weir.actors.journal.Term;
import io.weir.actors.journal.TermFence;
import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.protocol.JobManagerCommand.RunningAttempt;
import io.weir.actors.protocol.ManagerEvent;
import io.weir.actors.protocol.ManagerState;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.actors.wire.Mishap;
import io.weir.actors.wire.Replies;
import io.weir.actors.wire.Sturdy;
import io.weir.api.JobStatus;
import io.weir.checkpoint.DeletionHold;
import io.weir.runtime.cluster.PartAssembly;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.job.EndedFiles;
import io.weir.runtime.job.JobRestart;
import io.weir.runtime.job.RestartFrom;
import io.weir.runtime.job.SlotPool;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.japi.function.Procedure;
import org.apache.pekko.persistence.typed.EventAdapter;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one who leads: knows all jobs, all workers and their slots, and runs a {@link JobCoordinator} for each job. A cluster singleton.
 * It takes the lead before it reads the journal, so that no earlier leader adds to it any more; the first thing it journals is its term, and when
 * a newer one was taken it stops for good.
 *
 * <p>Workers register with it; clients reach it through the gateway of any node; the membership and the liveness connections tell it
 * of losses, and it tells every job.
 */
public final class JobManager extends EventSourcedBehavior<JobManagerCommand, ManagerEvent, ManagerState> {
    private static final Logger LOG = LoggerFactory.getLogger(JobManager.class);
    private static final int REFUSABLE_NAME = 200;

    /** All chance in here comes from {@link JobServices#random}; one leader begins again alone, so nobody waits for the same thing. */
    static final double NO_JITTER = 0;

    /** One registration has at most so many bytes; a worker with a thousand attempts has less. */
    private static final int REGISTRATION_BYTES = 8 << 20;

    private static final int MOST_REGISTRATIONS = 64;

    /** A process that died is out of the membership by then. */
    private static final long SURELY_NOTICED_MILLIS = 5_000;

    /** A worker that registered. */
    private record Registered(ActorRef<WorkerCommand> ref, int slots, long leaderLosses) {}

    private record Gone(Registered registered, long atMillis) {}

    private final ActorContext<JobManagerCommand> context;
    private final JobServices services;
    private final Membership membership;
    private final Liveness.Factory livenessFactory;

    private final SlotPool pool = new SlotPool();
    private final SortedMap<WorkerId, Registered> workers = new TreeMap<>();
    private final SortedMap<WorkerId, Gone> gone = new TreeMap<>();
    private final Map<String, ActorRef<CoordinatorCommand>> coordinators = new HashMap<>();
    private final Map<String, ManagerMessage.JobIsNow> statuses = new HashMap<>();
    /** Of jobs that ended; a coordinator says it once, and journaling may fail. */
    private final SortedMap<String, ManagerMessage.JobEnded> endsToJournal = new TreeMap<>();

    private final Term term;
    /** Of jobs that this leader found in its journal and was told not to start. */
    private final Set<String> suspended = new HashSet<>();
    /** By job, the request that let it go on. */
    private final Map<String, String> resumed = new HashMap<>();

    private final DeletionGate deletions;
    private final EndedJobFiles endedFiles;
    private final JournalCopies journalCopies;

    /** Of workers whose registrations come in parts. */
    private final Map<WorkerId, PartAssembly> registrations = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<WorkerId, PartAssembly> eldest) {
            return size() > MOST_REGISTRATIONS;
        }
    };

    private final Replies replies;
    private final Mishaps mishaps = new Mishaps();
    private boolean leads;
    /** A worker has said that it belongs to the cluster of this journal. */
    private boolean confirmed;

    private @Nullable Liveness liveness;
    private @Nullable AutoCloseable watching;

    private JobManager(
            ActorContext<JobManagerCommand> context,
            JobServices services,
            Term term,
            Membership membership,
            Liveness.Factory livenessFactory) {
        super(
                PersistenceId.ofUniqueId("job-manager"),
                SupervisorStrategy.restartWithBackoff(Duration.ofMillis(100), Duration.ofSeconds(2), NO_JITTER)
                        .withStopChildren(false)); // jobs go on while this one reads its journal anew
        this.context = context;
        this.services = services;
        this.term = term;
        this.membership = membership;
        this.livenessFactory = livenessFactory;
        this.deletions = new DeletionGate(services.clock());
        this.endedFiles = new EndedJobFiles(context, services, deletions, term.number());
        this.journalCopies = new JournalCopies(services, context.getSelf());
        this.replies = Replies.of(context.getSystem());
    }

    /** Takes the lead of the journal, as soon as it can be used, then leads. */
    public static Behavior<JobManagerCommand> create(
            JobServices services, Membership membership, Liveness.Factory liveness) {
        return Sturdy.protocol(
                JobManagerCommand.class,
                TakingTheLead.then(services, term -> ofTerm(services, term, membership, liveness)));
    }

    /** Leads at once: the lead of the journal was taken. */
    static Behavior<JobManagerCommand> ofTerm(
            JobServices services, Term term, Membership membership, Liveness.Factory liveness) {
        return Sturdy.protocol(
                JobManagerCommand.class,
                Behaviors.setup(context -> Behaviors.supervise((Behavior<JobManagerCommand>)
                                new JobManager(context, services, term, membership, liveness))
                        .onFailure(SupervisorStrategy.restartWithBackoff(
                                        Duration.ofMillis(100), Duration.ofSeconds(2), NO_JITTER)
                                .withStopChildren(false)))); // as after a write that failed
    }

    // ------------------------------------------------------------------------------------------------ journal

    @Override
    public ManagerState emptyState() {
        return ManagerState.EMPTY;
    }

    @Override
    public EventHandler<ManagerState, ManagerEvent> eventHandler() {
        return ManagerState::with;
    }

    @Override
    public EventAdapter<ManagerEvent, ManagerEvent> eventAdapter() {
        return TermFence.adapter(term.number());
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return services.retention().criteria();
    }

    @Override
    public SignalHandler<ManagerState> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::onRecovered)
                .onSignal(PreRestart.instance(), state -> stopWatching())
                .onSignal(PostStop.instance(), state -> {
                    stopWatching();
                    services.leadership().release();
                })
                .build();
    }

    private void onRecovered(ManagerState state) {
        leads = false;
        if (state.term() > term.number()) {
            context.getSelf().tell(ManagerMessage.Deposed.INSTANCE);
        } else {
            askWhetherItLeads(ManagerMessage.TakeLead.INSTANCE);
        }
    }

    /** What comes if it does, or if that is not known: the journal refuses the writes of one who does not. */
    private void askWhetherItLeads(ManagerMessage next) {
        ActorRef<JobManagerCommand> self = context.getSelf();
        services.blocking()
                .execute(() -> self.tell(services.mayLead(term.number()) ? next : ManagerMessage.Deposed.INSTANCE));
    }

    private void stopWatching() {
        Liveness open = liveness;
        AutoCloseable watched = watching;
        liveness = null;
        watching = null;
        if (open != null) {
            open.close();
        }
        if (watched != null) {
            try {
                watched.close();
            } catch (Exception e) {
                LOG.debug("The membership is watched on.", e);
            }
        }
    }

    // ------------------------------------------------------------------------------------------------ leading

    @Override
    public CommandHandler<JobManagerCommand, ManagerEvent, ManagerState> commandHandler() {
        return newCommandHandlerBuilder().forAnyState().onAnyCommand(this::onCommand);
    }

    /**
     * The journal's state came with the command and has not changed: what was thrown is left with its message, so that nothing that waits
     * is lost. Twice in a short time, and somebody else must lead.
     */
    private Effect<ManagerEvent, ManagerState> onCommand(ManagerState state, JobManagerCommand command) {
        try {
            return handle(state, command);
        } catch (RuntimeException mishap) {
            return onMishap(command, mishap)
                    ? leaveItToAnother(ManagerErrors.failedTwice(services.node()))
                    : Effect().none();
        }
    }

    /** Answers whoever waits; true if it is better that another one leads. */
    private boolean onMishap(JobManagerCommand command, RuntimeException mishap) {
        String sentence = Mishap.report(context.getSystem(), "The job manager", command, mishap);
        if (command instanceof ClientCommand client) {
            client.replyTo().tell(new ClientReply.Refused(sentence));
        }
        return mishaps.again(services.clock().getAsLong());
    }

    /** What follows a write: if it throws, this one begins again from the journal, which has what was written. */
    private Procedure<ManagerState> then(JobManagerCommand command, Procedure<ManagerState> step) {
        return state -> {
            try {
                step.apply(state);
            } catch (RuntimeException mishap) {
                if (onMishap(command, mishap)) {
                    context.getSelf().tell(ManagerMessage.FailedTwice.INSTANCE);
                }
                throw mishap;
            }
        };
    }

    private Effect<ManagerEvent, ManagerState> handle(ManagerState state, JobManagerCommand command) {
        if (command == ManagerMessage.FailedTwice.INSTANCE) {
            return leaveItToAnother(ManagerErrors.failedTwice(services.node()));
        } else if (command == ManagerMessage.Deposed.INSTANCE) {
            return leaveItToAnother(ManagerErrors.deposed(services.node(), term.number()));
        } else if (command instanceof ManagerMessage.CannotLead cannot) {
            return leaveItToAnother(cannot.sentence());
        } else if (command == ManagerMessage.TakeLead.INSTANCE) {
            return takeLead(state);
        } else if (!leads) {
            return Effect().stash();
        } else if (command instanceof ClientCommand client) {
            return onClient(state, client);
        } else if (command instanceof ManagerMessage.JobEnded ended) {
            return onEnded(state, ended);
        } else if (command instanceof ManagerMessage.ForeignWorker foreign) {
            return leaveItToAnother(ManagerErrors.foreignWorker(foreign, services.node(), term));
        } else if (command instanceof ManagerMessage.RestartReady ready) {
            return onRestartReady(state, ready);
        } else if (command instanceof ManagerMessage.JobFilesGone it) {
            endedFiles.onGone(it);
            return it.gone()
                    ? Effect().persist(new ManagerEvent.JobFilesDeleted(it.jobId()))
                    : Effect().none();
        } else if (command == ManagerMessage.DeletionsDue.INSTANCE) {
            endedFiles.deleteAll(state);
            return Effect().none();
        }
        onNews(command);
        return Effect().none();
    }

    /** Leads no more; nothing that runs is told to stop. */
    private Effect<ManagerEvent, ManagerState> leaveItToAnother(String sentence) {
        LOG.error("{}", sentence);
        services.leadership().resign(sentence);
        return Effect().stop();
    }

    private Effect<ManagerEvent, ManagerState> takeLead(ManagerState state) {
        if (leads) {
            return Effect().none();
        }
        boolean again = state.term() == term.number(); // journaling failed once
        return (again
                        ? Effect().none()
                        : Effect().persist(new ManagerEvent.LeadershipTaken(term.number(), services.node())))
                .thenRun(then(ManagerMessage.TakeLead.INSTANCE, this::lead))
                .thenUnstashAll();
    }

    private void lead(ManagerState state) {
        leads = true;
        ActorRef<JobManagerCommand> self = context.getSelf();
        if (watching == null) {
            watching = membership.watch(
                    worker -> self.tell(new ManagerMessage.WorkerGone(worker, "it cannot be reached")),
                    worker -> self.tell(new ManagerMessage.WorkerBack(worker)));
        }
        if (liveness == null) {
            try {
                liveness = livenessFactory.open(
                        worker -> self.tell(new ManagerMessage.WorkerGone(worker, "its connection closed")));
            } catch (UncheckedIOException e) { // the port is another's, or the address of another machine
                leads = false;
                self.tell(new ManagerMessage.CannotLead(String.valueOf(e.getMessage())));
                return;
            }
        }
        List<String> unknown = services.operator()
                .unknown(state.jobs().stream().map(ManagerState.Entry::jobId).toList());
        if (!unknown.isEmpty()) {
            LOG.warn(
                    "[CLI-514] weir.job.do-not-resume names {}, and the journal has no job of which the id begins so. Nothing is suspended by that. Take it out, or correct it.",
                    unknown);
        }
        LOG.info(
                "{} leads in term {} with {} jobs.",
                services.node(),
                term.number(),
                state.alive().size());
        deletions.set(state.hold().takenOver(services.clock().getAsLong())); // before any coordinator may delete
        for (ManagerState.Entry job : state.alive()) {
            if (!coordinators.containsKey(job.jobId())) {
                resumeOrSuspend(job);
            } else if (job.restart() != null) { // journaling it may have been reported as failed; once is enough
                tell(job.jobId(), new JobMessage.Restart(job.restart()));
            }
        }
        endedFiles.deleteAll(state);
        endsToJournal.values().forEach(self::tell);
        for (WorkerId worker : workers.keySet()) {
            if (!membership.isReachable(worker)) { // it went while nobody watched
                self.tell(new ManagerMessage.WorkerGone(worker, "it cannot be reached"));
            }
        }
    }

    private void resumeOrSuspend(ManagerState.Entry job) {
        String why = services.operator().suspends(job.jobId()) ? ManagerErrors.suspended(job.jobId()) : "";
        if (!why.isEmpty()) {
            LOG.warn("{}", why);
            suspended.add(job.jobId());
            statuses.put(job.jobId(), new ManagerMessage.JobIsNow(job.jobId(), JobStatus.SUSPENDED, why, 0));
        }
        startCoordinator(job, why);
    }

    private void startCoordinator(ManagerState.Entry entry, String whySuspended) {
        ManagerEvent.JobSubmitted job = entry.submitted();
        CoordinatorStart start = new CoordinatorStart(job, entry.restart(), whySuspended, deletions);
        ActorRef<CoordinatorCommand> coordinator = context.spawn(
                JobCoordinator.create(services, start, term.number(), context.getSelf()), "job-" + job.jobId());
        coordinators.put(job.jobId(), coordinator);
        workers.forEach((worker, registered) ->
                coordinator.tell(new JobMessage.WorkerRegistered(worker, registered.ref, null)));
    }

    // ------------------------------------------------------------------------------------------------ workers and
    // slots

    private void onNews(JobManagerCommand news) {
        if (news instanceof JobManagerCommand.RegisterWorker it) {
            onRegister(it);
        } else if (news instanceof JobManagerCommand.RegistrationPart it) {
            onRegistrationPart(it);
        } else if (news instanceof JobManagerCommand.WorkerLeaving it) {
            pool.leaving(it.worker());
            tellAll(new JobMessage.WorkerLeft(it.worker()));
        } else if (news instanceof ManagerMessage.WorkerGone it) {
            onGone(it);
        } else if (news instanceof ManagerMessage.WorkerBack it) {
            onBack(it.worker());
        } else if (news instanceof ManagerMessage.SlotsWanted it) {
            pool.request(it.jobId(), it.slots(), it.previous());
            grant();
        } else if (news instanceof ManagerMessage.SlotsHeld it) {
            pool.hold(it.jobId(), it.slots());
        } else if (news instanceof ManagerMessage.SlotsReleased it) {
            pool.release(it.jobId());
            grant();
        } else if (news instanceof ManagerMessage.WhoIsGone it) {
            for (WorkerId worker : it.workers()) {
                if (!membership.isReachable(worker)) {
                    tell(it.jobId(), new JobMessage.WorkerLost(worker));
                }
            }
        } else if (news instanceof ManagerMessage.JobIsNow it) {
            onStatus(it);
        } else if (news instanceof ManagerMessage.JournalCopyDone it) {
            journalCopies.onDone(it);
        } else if (news instanceof ManagerMessage.Superseded) {
            askWhetherItLeads(ManagerMessage.StillLeads.INSTANCE);
        }
    }

    private void onStatus(ManagerMessage.JobIsNow it) {
        statuses.put(it.jobId(), it);
        if (it.status() != JobStatus.SUSPENDED) {
            suspended.remove(it.jobId());
        } else if (suspended.add(it.jobId())) { // its coordinator broke down after it was resumed
            resumed.remove(it.jobId());
        }
    }

    private void onRegister(JobManagerCommand.RegisterWorker it) {
        if (isDead(it)) {
            LOG.info("A registration of {} was ignored: that process is gone, or cannot be reached.", it.worker());
            return;
        }
        String itsCluster = it.clusterId();
        if (itsCluster != null && !itsCluster.equals(term.clusterId())) {
            onForeign(it.worker(), itsCluster);
            return;
        }
        confirmed |= itsCluster != null;
        boolean isNew = workers.put(it.worker(), new Registered(it.ref(), it.slots(), it.leaderLosses())) == null;
        gone.remove(it.worker());
        pool.register(it.worker(), it.slots());
        if (isNew) {
            LOG.info("Worker {} registered with {} slots.", it.worker(), it.slots());
        }
        Liveness open = liveness;
        it.ref()
                .tell(new WorkerCommand.Welcome(
                        term.number(),
                        term.clusterId(),
                        context.getSelf(),
                        open == null ? "" : open.host(),
                        open == null ? 0 : open.port()));
        Map<String, RunningAttempt> running = new HashMap<>();
        for (RunningAttempt attempt : it.running()) {
            running.merge(attempt.jobId(), attempt, (one, other) -> one.epoch() > other.epoch() ? one : other);
        }
        coordinators.forEach((jobId, coordinator) ->
                coordinator.tell(new JobMessage.WorkerRegistered(it.worker(), it.ref(), running.remove(jobId))));
        ActorRef<CoordinatorCommand> nobody = context.getSystem().ignoreRef();
        running.forEach((jobId, attempt) ->
                it.ref().tell(new WorkerCommand.CancelAttempt(term.number(), jobId, attempt.epoch(), nobody)));
        grant();
    }

    private void onRegistrationPart(JobManagerCommand.RegistrationPart it) {
        if (!membership.isReachable(it.worker())) {
            return;
        }
        JobManagerCommand.RegisterWorker whole = replies.parcels()
                .add(
                        registrations.computeIfAbsent(it.worker(), first -> new PartAssembly(REGISTRATION_BYTES)),
                        it.part(),
                        JobManagerCommand.RegisterWorker.class,
                        problem -> LOG.warn("Worker {}: {}", it.worker(), problem));
        if (whole != null && whole.worker().equals(it.worker())) {
            onRegister(whole);
        }
    }

    /** One worker that knows this leader's cluster outweighs any that says otherwise: a single message must not end a leader. */
    private void onForeign(WorkerId worker, String itsCluster) {
        if (confirmed) {
            LOG.warn("{}", ManagerErrors.foreignIgnored(worker, itsCluster, term));
        } else {
            context.getSelf().tell(new ManagerMessage.ForeignWorker(worker, itsCluster));
        }
    }

    /** Whether a registration came late, and its sender is no more. One who lives repeats it. */
    private boolean isDead(JobManagerCommand.RegisterWorker it) {
        if (!membership.isReachable(it.worker())) {
            return true;
        }
        Gone before = gone.get(it.worker());
        boolean outlived = before == null
                || it.leaderLosses() > before.registered.leaderLosses
                || services.clock().getAsLong() - before.atMillis >= SURELY_NOTICED_MILLIS;
        return !outlived;
    }

    private void onGone(ManagerMessage.WorkerGone it) {
        Registered registered = workers.remove(it.worker());
        if (registered == null) {
            return;
        }
        LOG.warn("Worker {} is lost: {}.", it.worker(), it.why());
        registrations.remove(it.worker());
        gone.put(it.worker(), new Gone(registered, services.clock().getAsLong()));
        if (gone.size() > 1_000) {
            gone.remove(gone.firstKey());
        }
        pool.remove(it.worker());
        tellAll(new JobMessage.WorkerLost(it.worker()));
        grant();
    }

    /** It was only slow: its slots count again, and what it still runs of old attempts is told to stop when it registers. */
    private void onBack(WorkerId worker) {
        Gone before = gone.remove(worker);
        if (before != null && !workers.containsKey(worker)) {
            LOG.info("Worker {} is back.", worker);
            workers.put(worker, before.registered);
            pool.register(worker, before.registered.slots);
            grant();
        }
    }

    private void grant() {
        for (SlotPool.Grant grant : pool.grants()) {
            tell(grant.jobId(), new JobMessage.SlotsGranted(grant.slots()));
        }
        for (String jobId : coordinators.keySet()) {
            if (pool.isWaiting(jobId)) {
                tell(jobId, new JobMessage.SlotsMissing(pool.freeSlots(), pool.allSlots()));
            }
        }
    }

    private void tell(String jobId, JobMessage message) {
        ActorRef<CoordinatorCommand> coordinator = coordinators.get(jobId);
        if (coordinator != null) {
            coordinator.tell(message);
        }
    }

    private void tellAll(JobMessage message) {
        coordinators.values().forEach(coordinator -> coordinator.tell(message));
    }

    // ------------------------------------------------------------------------------------------------ jobs

    private Effect<ManagerEvent, ManagerState> onEnded(ManagerState state, ManagerMessage.JobEnded ended) {
        ManagerState.Entry job = state.byId(ended.jobId());
        boolean lives = job != null && job.end() == null;
        if (job != null && lives && !job.restartRequest().equals(ended.restart())) {
            return Effect().none(); // that was before an operator restarted it; its coordinator is about to know
        }
        pool.release(ended.jobId());
        grant();
        if (!lives) {
            return Effect().none();
        }
        endsToJournal.put(ended.jobId(), ended);
        return Effect()
                .persist(new ManagerEvent.JobTerminated(
                        ended.jobId(),
                        ended.status(),
                        ended.sentence(),
                        ended.atMillis(),
                        ended.accumulators(),
                        ended.files()))
                .thenRun(then(ended, after -> {
                    endsToJournal.remove(ended.jobId());
                    suspended.remove(ended.jobId());
                    endedFiles.deleteAll(after);
                    LOG.info("Job {} ended: {} {}", ended.jobId(), ended.status(), ended.sentence());
                    forgetOldCoordinators(after);
                }));
    }

    /** A coordinator stays for questions as long as its job is in the list. */
    private void forgetOldCoordinators(ManagerState state) {
        List<String> gone = new ArrayList<>(coordinators.keySet());
        state.jobs().forEach(job -> gone.remove(job.jobId()));
        for (String jobId : gone) {
            ActorRef<CoordinatorCommand> coordinator = coordinators.remove(jobId);
            statuses.remove(jobId);
            if (coordinator != null) {
                context.stop(coordinator);
            }
        }
    }

    private Effect<ManagerEvent, ManagerState> onClient(ManagerState state, ClientCommand command) {
        if (command instanceof ClientCommand.SubmitJob submit) {
            return onSubmit(state, submit);
        } else if (command instanceof ClientCommand.ListJobs list) {
            replies.tell(
                    list.replyTo(),
                    new ClientReply.Jobs(
                            state.jobs().stream().map(this::summary).toList()));
        } else if (command instanceof ClientCommand.DescribeCluster describe) {
            replies.tell(describe.replyTo(), cluster());
        } else if (command instanceof ClientCommand.HoldDeletions hold) {
            return onHold(hold);
        } else if (command instanceof ClientCommand.ReleaseDeletions release) {
            return onRelease(release);
        } else if (command instanceof ClientCommand.CopyJournal copy) {
            journalCopies.onAsked(copy);
        } else if (command instanceof ClientCommand.AboutJob about) {
            return onAboutJob(state, about);
        }
        return Effect().none();
    }

    private Effect<ManagerEvent, ManagerState> onHold(ClientCommand.HoldDeletions asked) {
        DeletionHold hold;
        try {
            hold = DeletionHold.of(asked.forMillis(), services.clock().getAsLong());
        } catch (IllegalArgumentException e) {
            asked.replyTo().tell(new ClientReply.Refused(String.valueOf(e.getMessage())));
            return Effect().none();
        }
        return Effect()
                .persist(new ManagerEvent.DeletionsHeld(hold.fromMs(), hold.untilMs()))
                .thenRun(after -> {
                    deletions.set(after.hold());
                    LOG.info("Nothing of any checkpoint is deleted for {} ms.", asked.forMillis());
                    endedFiles.deleteAll(after); // when it ends
                    asked.replyTo().tell(new ClientReply.DeletionsAre(heldUntil()));
                });
    }

    private Effect<ManagerEvent, ManagerState> onRelease(ClientCommand.ReleaseDeletions asked) {
        if (!deletions.isClosed()) {
            asked.replyTo().tell(new ClientReply.DeletionsAre(0));
            return Effect().none();
        }
        return Effect()
                .persist(new ManagerEvent.DeletionsReleased(services.clock().getAsLong()))
                .thenRun(after -> {
                    deletions.set(after.hold());
                    LOG.info("Checkpoints are deleted again.");
                    endedFiles.deleteAll(after);
                    asked.replyTo().tell(new ClientReply.DeletionsAre(0));
                });
    }

    private long heldUntil() {
        return deletions.isClosed() ? deletions.hold().untilMs() : 0;
    }

    private Effect<ManagerEvent, ManagerState> onSubmit(ManagerState state, ClientCommand.SubmitJob submit) {
        ManagerState.Entry before = state.byRequest(submit.request());
        if (before != null) {
            submit.replyTo().tell(new ClientReply.JobAccepted(before.jobId()));
            return Effect().none();
        }
        if (submit.name().length() > REFUSABLE_NAME) {
            submit.replyTo()
                    .tell(new ClientReply.Refused("[CLI-510] The job was refused. Its name has "
                            + submit.name().length() + " characters, " + REFUSABLE_NAME
                            + " is the limit. Give it a shorter one."));
            return Effect().none();
        }
        String storage = submit.storageUri();
        ManagerEvent.JobSubmitted job = new ManagerEvent.JobSubmitted(
                services.jobIds().get(),
                submit.request(),
                submit.name(),
                submit.graphBlob(),
                submit.jarBlobs(),
                storage == null ? services.defaultStorageUri() : storage,
                services.clock().getAsLong());
        return Effect().persist(job).thenRun(then(submit, after -> {
            LOG.info("Job {} '{}' was submitted.", job.jobId(), job.name());
            startCoordinator(ManagerState.Entry.of(job), "");
            submit.replyTo().tell(new ClientReply.JobAccepted(job.jobId()));
        }));
    }

    private Effect<ManagerEvent, ManagerState> onAboutJob(ManagerState state, ClientCommand.AboutJob about) {
        List<ManagerState.Entry> found = state.byPrefix(about.job());
        if (found.size() != 1) {
            about.replyTo().tell(new ClientReply.Refused(ManagerErrors.noSuchJob(about.job(), found, state.jobs())));
            return Effect().none();
        }
        ManagerState.Entry job = found.get(0);
        ManagerEvent.JobTerminated end = job.end();
        if (about instanceof ClientCommand.QueryJob) {
            ManagerMessage.JobIsNow now = statuses.get(job.jobId());
            replies.tell(
                    about.replyTo(),
                    new ClientReply.JobIs(
                            summary(job),
                            now == null ? 0 : now.startedAtMillis(),
                            end == null ? List.of() : end.accumulators()));
        } else if (about instanceof ClientCommand.RestartJob restart) {
            onRestart(job, restart);
        } else if (about instanceof ClientCommand.CancelJob cancel) {
            return onCancel(job, cancel);
        } else if (coordinators.containsKey(job.jobId())) {
            tell(job.jobId(), new JobMessage.Asked(about));
        } else {
            about.replyTo().tell(ended(about, job));
        }
        return Effect().none();
    }

    /** The request is journaled before the coordinator hears of it, which may be quicker than the answer on its way to the client. */
    private Effect<ManagerEvent, ManagerState> onCancel(ManagerState.Entry job, ClientCommand.CancelJob asked) {
        String request = asked.request();
        boolean again = request != null && request.equals(job.cancelRequest());
        ManagerEvent.JobTerminated end = job.end();
        if (end != null && again && end.status() == JobStatus.CANCELED) { // the answer was lost, or late
            asked.replyTo().tell(new ClientReply.CancelAccepted(job.jobId()));
            return Effect().none();
        } else if (end != null) {
            return onCancelEnded(job, end, asked);
        } else if (!coordinators.containsKey(job.jobId())) {
            asked.replyTo().tell(ended(asked, job));
            return Effect().none();
        } else if (request == null || again) {
            tell(job.jobId(), new JobMessage.Asked(asked));
            return Effect().none();
        }
        return Effect()
                .persist(new ManagerEvent.CancelRequested(job.jobId(), request))
                .thenRun(then(asked, after -> tell(job.jobId(), new JobMessage.Asked(asked))));
    }

    /** A job that failed waits for somebody who restarts it; whoever cancels it says that nobody will. */
    private Effect<ManagerEvent, ManagerState> onCancelEnded(
            ManagerState.Entry job, ManagerEvent.JobTerminated end, ClientCommand.CancelJob asked) {
        if (end.files() != EndedFiles.KEPT_FOR_RESTART) {
            asked.replyTo().tell(new ClientReply.Refused(ManagerErrors.hasEnded(job.jobId(), end.status())));
            return Effect().none();
        }
        List<ManagerEvent> events = new ArrayList<>();
        String request = asked.request();
        if (request != null) {
            events.add(new ManagerEvent.CancelRequested(job.jobId(), request));
        }
        events.add(new ManagerEvent.JobTerminated(
                job.jobId(),
                JobStatus.CANCELED,
                "It had failed: " + end.sentence(),
                services.clock().getAsLong(),
                List.of(),
                EndedFiles.DELETED));
        return Effect().persist(events).thenRun(after -> {
            endedFiles.deleteAll(after);
            asked.replyTo().tell(new ClientReply.CancelAccepted(job.jobId()));
        });
    }

    // ------------------------------------------------------------------------------------------------ restarts by an
    // operator

    private void onRestart(ManagerState.Entry job, ClientCommand.RestartJob asked) {
        String id = job.jobId();
        ManagerEvent.JobRestarted before = job.restart();
        ManagerEvent.JobTerminated end = job.end();
        if (before != null && before.request().equals(asked.request())) { // the answer was lost
            asked.replyTo().tell(new ClientReply.RestartAccepted(id, false, before.fromCheckpoint(), List.of()));
        } else if (asked.request().equals(resumed.get(id))) {
            asked.replyTo().tell(new ClientReply.RestartAccepted(id, true, null, List.of()));
        } else if (suspended.contains(id)) {
            resume(id, asked);
        } else if (end == null || end.status() == JobStatus.FINISHED) {
            asked.replyTo()
                    .tell(new ClientReply.Refused(
                            JobRestart.notNow(id, "is " + summary(job).status())));
        } else if (end.files() == EndedFiles.DELETED) {
            asked.replyTo().tell(new ClientReply.Refused(ManagerErrors.keptNothing(id, end.status())));
        } else {
            if (!coordinators.containsKey(id)) {
                startCoordinator(job, "");
            }
            tell(id, new JobMessage.Asked(asked));
        }
    }

    /** For this leader only: a job that harms the coordinator must not harm the next one too. */
    private void resume(String id, ClientCommand.RestartJob asked) {
        if (asked.from() != RestartFrom.NEWEST) {
            asked.replyTo().tell(new ClientReply.Refused(ManagerErrors.suspendedGoesOnAsItIs(id)));
            return;
        }
        suspended.remove(id);
        resumed.put(id, asked.request());
        statuses.remove(id);
        LOG.info("Job {} was suspended and goes on.", id);
        tell(id, JobMessage.Resume.INSTANCE);
        asked.replyTo().tell(new ClientReply.RestartAccepted(id, true, null, List.of()));
    }

    private Effect<ManagerEvent, ManagerState> onRestartReady(ManagerState state, ManagerMessage.RestartReady ready) {
        ManagerState.Entry job = state.byId(ready.jobId());
        ManagerEvent.JobTerminated end = job == null ? null : job.end();
        if (job == null || end == null || end.files() == EndedFiles.DELETED) { // it changed meanwhile: ask anew
            return onAboutJob(state, ready.asked());
        }
        ManagerEvent.JobRestarted restarted = new ManagerEvent.JobRestarted(
                job.jobId(),
                ready.asked().request(),
                ready.fromCheckpoint(),
                services.clock().getAsLong());
        return Effect().persist(restarted).thenRun(after -> {
            LOG.info("Job {} is restarted by an operator: {}", job.jobId(), restarted);
            endsToJournal.remove(job.jobId());
            statuses.put(
                    job.jobId(),
                    new ManagerMessage.JobIsNow(job.jobId(), JobStatus.RESTARTING, "Restarted by an operator", 0));
            if (coordinators.containsKey(job.jobId())) {
                tell(job.jobId(), new JobMessage.Restart(restarted));
            } else {
                startCoordinator(new ManagerState.Entry(job.submitted(), null, restarted, null), "");
            }
            ready.asked()
                    .replyTo()
                    .tell(new ClientReply.RestartAccepted(job.jobId(), false, ready.fromCheckpoint(), ready.skipped()));
        });
    }

    /** A job that ended under an earlier leader: little is known, and nothing runs. */
    private ClientReply ended(ClientCommand.AboutJob about, ManagerState.Entry job) {
        Function<String, ClientReply> checkpoints =
                storage -> new ClientReply.Checkpoints(job.jobId(), false, 0, 0, storage, List.of());
        return about instanceof ClientCommand.ListCheckpoints
                ? checkpoints.apply(job.submitted().storageUri())
                : new ClientReply.Job(summary(job), 0, 0, null, 0, List.of(), List.of(), List.of(), 0, 0, null);
    }

    private ClientReply.JobSummary summary(ManagerState.Entry job) {
        ManagerEvent.JobTerminated end = job.end();
        ManagerMessage.JobIsNow now = statuses.get(job.jobId());
        JobStatus status = end != null ? end.status() : now != null ? now.status() : JobStatus.INITIALIZING;
        String sentence = end != null ? end.sentence() : now != null ? now.sentence() : "";
        return new ClientReply.JobSummary(
                job.jobId(),
                job.submitted().name(),
                status,
                sentence,
                job.submitted().atMillis(),
                end == null ? 0 : end.atMillis());
    }

    private ClientReply.Cluster cluster() {
        List<ClientReply.Worker> all = new ArrayList<>();
        workers.forEach((worker, registered) -> all.add(
                new ClientReply.Worker(worker, registered.slots, pool.usedSlots(worker), pool.isLeaving(worker))));
        return new ClientReply.Cluster(
                term.number(), term.clusterId(), services.node(), all, pool.allSlots(), pool.freeSlots(), heldUntil());
    }
}
