package io.weir.actors.worker;

import io.weir.actors.exchange.SubtaskMessage;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.CoordinatorCommand.AttemptDeployed;
import io.weir.actors.protocol.CoordinatorCommand.AttemptRunning;
import io.weir.actors.protocol.CoordinatorCommand.AttemptStopped;
import io.weir.actors.protocol.CoordinatorCommand.SubtaskFailed;
import io.weir.actors.protocol.CoordinatorCommand.WorkerStats;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.actors.protocol.WorkerCommand.DeployAttempt;
import io.weir.actors.protocol.WorkerCommand.Peer;
import io.weir.actors.protocol.WorkerCommand.StartAttempt;
import io.weir.actors.subtask.AttemptMessage;
import io.weir.actors.subtask.PeerTable;
import io.weir.actors.subtask.SubtaskActor;
import io.weir.actors.subtask.SubtaskCommand;
import io.weir.actors.subtask.SubtaskDeployment;
import io.weir.actors.subtask.SubtaskEvent;
import io.weir.actors.usercode.UserLane;
import io.weir.actors.wire.Mishap;
import io.weir.actors.wire.Parcels;
import io.weir.actors.wire.RareLines;
import io.weir.actors.wire.Sturdy;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.cluster.Conversation;
import io.weir.runtime.cluster.Conversation.Letter;
import io.weir.runtime.cluster.Part;
import io.weir.runtime.cluster.PartAssembly;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.plan.ExecutionPlan;
import io.weir.runtime.subtask.SubtaskStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt of a job on this node: the parent of its subtasks, and the one place through which the coordinator speaks to them, so that
 * commands keep their order.
 *
 * <pre>
 * PREPARING --graph, jars, manifest read--&gt; OPENING --all open, AttemptDeployed--&gt; DEPLOYED --StartAttempt, AttemptRunning--&gt;
 *     RUNNING --FinishAttempt--&gt; FINISHING --all committed, AttemptStopped--&gt; gone
 * any --first failure, SubtaskFailed--&gt; the same, but broken: it waits to be stopped
 * any --Stop--&gt; STOPPING --all ended--&gt; gone
 * </pre>
 *
 * When it is gone its local files are deleted and its code is given back.
 */
final class AttemptActor extends AbstractMatchingBehavior<AttemptMessage> {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptActor.class);
    private static final RareLines STRANGE = new RareLines(LOG);
    private static final String SUBTASK_DISPATCHER = "weir.subtask-dispatcher";
    private static final String BLOCKING_SUBTASK_DISPATCHER = "weir.blocking-subtask-dispatcher";

    private enum Phase {
        PREPARING,
        OPENING,
        DEPLOYED,
        RUNNING,
        FINISHING,
        STOPPING
    }

    private record StatsQuery(ActorRef<CoordinatorCommand> replyTo, int expected, List<SubtaskStats> heard) {}

    private final WorkerServices services;
    private final WorkerSettings settings;
    private final DeployAttempt deploy;
    private final ActorRef<? super AttemptEvent> worker;
    private final TimerScheduler<AttemptMessage> timers;
    private final Map<SubtaskId, ActorRef<SubtaskMessage>> subtasks = new TreeMap<>();
    private final Map<SubtaskId, String> exchangeAddresses = new HashMap<>();
    private final Map<Long, StatsQuery> queries = new HashMap<>();

    /** What subtasks say to the coordinator comes here, and goes on in this attempt's conversation. */
    private final ActorRef<CoordinatorCommand> fromSubtasks;

    private final Parcels parcels;
    private final Set<Long> pastConversations = new HashSet<>();
    /** Of what comes in parts. */
    private PartAssembly parts = new PartAssembly(Parcels.MOST_BYTES);

    private Conversation<CoordinatorCommand.Payload, WorkerCommand.Payload> conversation;
    private long conversationId;
    private long sayAgainAt = Long.MAX_VALUE;
    private ActorRef<CoordinatorCommand> coordinator;
    private final UserLane preparation;
    /** Whether what was prepared is this actor's, or nobody's any more. */
    private final AtomicBoolean preparationTaken = new AtomicBoolean();

    private Phase phase = Phase.PREPARING;
    private boolean preparing = true;
    private AttemptPreparation.@Nullable Prepared prepared;
    private @Nullable SubtaskFailed failed;
    private int waitingFor;
    private int overdue;
    /** The newest checkpoint that a subtask of this attempt has acknowledged. */
    private long acknowledged;

    private long nextQuery;

    private AttemptActor(
            ActorContext<AttemptMessage> context,
            TimerScheduler<AttemptMessage> timers,
            WorkerServices services,
            WorkerSettings settings,
            DeployAttempt deploy,
            long conversationId,
            ActorRef<? super AttemptEvent> worker) {
        super(context);
        this.timers = timers;
        this.services = services;
        this.settings = settings;
        this.deploy = deploy;
        this.worker = worker;
        this.coordinator = deploy.coordinator();
        this.conversation = new Conversation<>(settings.repeatInterval().toMillis());
        this.conversationId = conversationId;
        this.preparation = services.host()
                .userThreads()
                .lane(
                        "program of job " + deploy.jobId() + ", attempt " + deploy.epoch(),
                        1,
                        AttemptActor.class.getClassLoader());
        this.parcels = Parcels.of(context.getSystem());
        this.fromSubtasks = context.messageAdapter(CoordinatorCommand.class, AttemptCommand.FromSubtask::new);
    }

    /** {@code conversation}: the one whose first letter told to deploy; that letter is still to be told to this actor. */
    static Behavior<AttemptMessage> create(
            WorkerServices services,
            WorkerSettings settings,
            DeployAttempt deploy,
            long conversation,
            ActorRef<? super AttemptEvent> worker) {
        return Sturdy.protocol(
                AttemptMessage.class,
                Behaviors.setup(context -> Behaviors.withTimers(timers -> {
                    AttemptActor attempt =
                            new AttemptActor(context, timers, services, settings, deploy, conversation, worker);
                    attempt.prepare();
                    return attempt;
                })));
    }

    /** User classes are loaded there: they may throw anything, or never return. */
    private void prepare() {
        ActorRef<AttemptMessage> self = getContext().getSelf();
        preparation.execute(() -> {
            AttemptPreparation.Prepared ready;
            try {
                ready = AttemptPreparation.prepare(services, deploy);
            } catch (Throwable failure) { // it belongs to the job
                self.tell(new AttemptCommand.NotReady(Failure.of(failure)));
                return;
            }
            if (preparationTaken.compareAndSet(false, true)) {
                self.tell(new AttemptCommand.Ready(ready));
            } else {
                ready.release(); // the attempt is gone
            }
        });
    }

    @Override
    public Behavior<AttemptMessage> onMessage(AttemptMessage message) {
        try {
            handle(message);
        } catch (RuntimeException mishap) {
            fail(
                    -1,
                    -1,
                    new Failure(
                            FailureKind.BROKEN_PROTOCOL,
                            Mishap.report(
                                    getContext().getSystem(), "An attempt of job " + deploy.jobId(), message, mishap),
                            ""));
        }
        return isOver() ? Behaviors.stopped() : this;
    }

    private void handle(AttemptMessage message) {
        if (message instanceof SubtaskEvent event) {
            onSubtask(event);
        } else if (message instanceof AttemptCommand.FromCoordinator wrapped) {
            onCoordinator(wrapped.command());
        } else if (message instanceof AttemptCommand.FromSubtask said) {
            onSaid(said.said());
        } else if (message == AttemptCommand.SayAgain.INSTANCE) {
            sayAgain();
        } else if (message instanceof AttemptCommand.Ready ready) {
            onReady(ready.prepared());
        } else if (message instanceof AttemptCommand.NotReady notReady) {
            preparing = false;
            fail(-1, -1, notReady.failure());
        } else if (message == AttemptCommand.Stop.INSTANCE) {
            stop();
        } else if (message instanceof AttemptCommand.SubtaskEnded ended) {
            onEnded(ended.subtask());
        } else if (message == AttemptCommand.StopOverdue.INSTANCE) {
            interrupt();
        } else if (message instanceof AttemptCommand.StatsOverdue overdue) {
            answer(overdue.query());
        }
    }

    // --- deployment ---

    private void onReady(AttemptPreparation.Prepared ready) {
        preparing = false;
        prepared = ready;
        if (phase == Phase.STOPPING) {
            return;
        }
        phase = Phase.OPENING;
        waitingFor = ready.deployments().size();
        String dispatcher =
                ready.plan().settings().blockingUserCode() ? BLOCKING_SUBTASK_DISPATCHER : SUBTASK_DISPATCHER;
        for (SubtaskDeployment deployment : ready.deployments()) {
            SubtaskId id = deployment.id();
            ActorRef<SubtaskMessage> subtask = getContext()
                    .spawn(
                            SubtaskActor.create(
                                    services.host(),
                                    deployment,
                                    fromSubtasks,
                                    getContext().getSelf().narrow()),
                            id.toString(),
                            DispatcherSelector.fromConfig(dispatcher));
            getContext().watchWith(subtask, new AttemptCommand.SubtaskEnded(id));
            subtasks.put(id, subtask);
            exchangeAddresses.put(id, services.host().transport().register(subtask.narrow()));
        }
        deployedIfAllAreOpen();
    }

    private void deployedIfAllAreOpen() {
        if (waitingFor > 0) {
            return;
        }
        phase = Phase.DEPLOYED;
        List<Peer> peers = new ArrayList<>();
        subtasks.forEach((id, ref) ->
                peers.add(new Peer(id.vertex(), id.index(), ref.narrow(), exchangeAddresses.getOrDefault(id, ""))));
        say(new AttemptDeployed(deploy.epoch(), services.id(), peers));
        worker.tell(new AttemptEvent.Deployed(deploy.jobId(), deploy.epoch(), peers));
    }

    private void onStart(StartAttempt start) {
        if (phase == Phase.RUNNING) {
            say(new AttemptRunning(deploy.epoch(), services.id())); // another leader asks
            return;
        }
        if (phase != Phase.DEPLOYED) {
            return;
        }
        PeerTable peers;
        try {
            peers = PeerTable.of(plan(), start.peers(), services.host().transport());
        } catch (RuntimeException incomplete) {
            fail(-1, -1, Failure.of(incomplete));
            return;
        }
        phase = Phase.RUNNING;
        say(new AttemptRunning(deploy.epoch(), services.id())); // before a subtask can say that it has drained
        tellAll(new SubtaskCommand.Start(peers));
        worker.tell(new AttemptEvent.Running(deploy.jobId(), deploy.epoch()));
    }

    // --- what subtasks say ---

    private void onSubtask(SubtaskEvent event) {
        if (event instanceof SubtaskEvent.Failed failure) {
            fail(failure.subtask().vertex(), failure.subtask().index(), failure.failure());
        } else if (event instanceof SubtaskEvent.Opened && phase == Phase.OPENING) {
            waitingFor--;
            deployedIfAllAreOpen();
        } else if (event instanceof SubtaskEvent.Finished) {
            waitingFor--;
        } else if (event instanceof SubtaskEvent.Stats stats) {
            onStats(stats);
        }
    }

    private void fail(int vertex, int index, Failure failure) {
        if (failed != null || phase == Phase.STOPPING) {
            return; // the first one ended the attempt
        }
        SubtaskFailed report = new SubtaskFailed(deploy.epoch(), services.id(), vertex, index, failure);
        failed = report;
        say(report);
        worker.tell(new AttemptEvent.Broken(deploy.jobId(), deploy.epoch()));
    }

    private void onEnded(SubtaskId id) {
        subtasks.remove(id);
        if (phase == Phase.FINISHING && subtasks.isEmpty() && waitingFor == 0) {
            committed();
        } else if (phase != Phase.FINISHING) {
            fail(
                    id.vertex(),
                    id.index(),
                    new Failure(
                            FailureKind.USER_CODE,
                            "[JOB-806] Subtask " + id + " of job '" + deploy.jobName()
                                    + "' ended without a word. Its actor was stopped from outside. The job restarts; see the node's log.",
                            ""));
        }
    }

    // --- what the coordinator says ---

    private void onCoordinator(WorkerCommand command) {
        if (command instanceof WorkerCommand.Letter letter) {
            onLetter(letter);
        } else if (command instanceof WorkerCommand.QueryStats query) {
            onQuery(query.replyTo());
        } else if (command instanceof WorkerCommand.FinishAttempt && phase == Phase.RUNNING) {
            onFinish();
        }
    }

    private void onPayload(WorkerCommand.Payload command) {
        if (command instanceof StartAttempt start) {
            onStart(start);
        } else if (command instanceof WorkerCommand.TriggerCheckpoint trigger) {
            tellSources(new SubtaskCommand.TriggerCheckpoint(trigger.order()));
        } else if (command instanceof WorkerCommand.CheckpointCompleted completed) {
            onCompleted(completed);
        } else if (command instanceof WorkerCommand.CheckpointAborted aborted) {
            tellAll(new SubtaskCommand.CheckpointAborted(aborted.checkpoint()));
        } else if (command instanceof WorkerCommand.AssignSplits a) {
            tell(a.vertex(), a.index(), new SubtaskCommand.AssignSplits(a.operatorId(), a.version(), a.splits()));
        } else if (command instanceof WorkerCommand.NoMoreSplits none) {
            tell(none.vertex(), none.index(), new SubtaskCommand.NoMoreSplits(none.operatorId()));
        } else if (command instanceof WorkerCommand.EventToReader e) {
            tell(e.vertex(), e.index(), new SubtaskCommand.EventToReader(e.operatorId(), e.event()));
        } else if (command instanceof WorkerCommand.AdoptAttempt adopt) {
            onAdopt(adopt.coordinator());
        }
    }

    /** A checkpoint is complete when all subtasks have acknowledged it, those of this attempt too. */
    private void onCompleted(WorkerCommand.CheckpointCompleted completed) {
        if (!tookPartIn(completed.checkpoint())) {
            STRANGE.warn("[NET-648] The news that checkpoint " + completed.checkpoint() + " of job " + deploy.jobId()
                    + " is complete was ignored. Attempt " + deploy.epoch()
                    + " has not taken part in it. Find out who sent it.");
            return;
        }
        tellAll(new SubtaskCommand.CheckpointCompleted(completed.checkpoint()));
    }

    private boolean tookPartIn(long checkpoint) {
        return checkpoint <= acknowledged;
    }

    // --- the conversation with the coordinator ---

    private void onLetter(WorkerCommand.Letter letter) {
        if (letter.conversation() != conversationId
                && letter.content() instanceof WorkerCommand.AdoptAttempt
                && !pastConversations.contains(letter.conversation())) {
            pastConversations.add(conversationId);
            conversationId = letter.conversation();
            conversation = new Conversation<>(settings.repeatInterval().toMillis());
            parts = new PartAssembly(Parcels.MOST_BYTES);
        }
        if (letter.conversation() != conversationId) {
            return; // of a coordinator that is none any more
        }
        WorkerCommand.Payload heard =
                conversation.hear(new Letter<>(letter.number(), letter.heard(), letter.content()), now());
        if (heard instanceof WorkerCommand.PayloadPart part) {
            onPart(part);
        } else if (heard != null) {
            onPayload(heard);
        }
        armSayAgain();
    }

    private void onPart(WorkerCommand.PayloadPart part) {
        WorkerCommand.Payload whole = parcels.add(
                parts,
                part.part(),
                WorkerCommand.Payload.class,
                problem -> fail(-1, -1, new Failure(FailureKind.BROKEN_PROTOCOL, problem, "")));
        if (whole != null) {
            onPayload(whole);
        }
    }

    private void onSaid(CoordinatorCommand said) {
        if (said instanceof CoordinatorCommand.CheckpointAcknowledged done) {
            acknowledged = Math.max(acknowledged, done.checkpoint());
        }
        if (said instanceof CoordinatorCommand.Payload payload) {
            say(payload);
        }
    }

    private void say(CoordinatorCommand.Payload said) {
        List<Part> cut;
        try {
            cut = parcels.partsOf(said);
        } catch (Parcels.TooLarge e) {
            sayThatItIsTooLarge(said, String.valueOf(e.getMessage()));
            return;
        }
        if (cut.isEmpty()) {
            send(conversation.say(said, now()));
        }
        for (Part part : cut) {
            send(conversation.say(new CoordinatorCommand.PayloadPart(deploy.epoch(), part), now()));
        }
        armSayAgain();
    }

    private void sayThatItIsTooLarge(CoordinatorCommand.Payload said, String sentence) {
        if (said instanceof CoordinatorCommand.CheckpointAcknowledged it) {
            say(new CoordinatorCommand.CheckpointDeclined(
                    it.epoch(), it.checkpoint(), it.vertex(), it.index(), sentence));
        } else {
            fail(-1, -1, new Failure(FailureKind.BAD_JOB, sentence, ""));
        }
    }

    private void sayAgain() {
        sayAgainAt = Long.MAX_VALUE;
        conversation.onTime(now()).forEach(this::send);
        armSayAgain();
    }

    private void send(Letter<CoordinatorCommand.Payload> letter) {
        coordinator.tell(new CoordinatorCommand.Letter(
                deploy.epoch(), services.id(), conversationId, letter.number(), letter.heard(), letter.content()));
    }

    private void armSayAgain() {
        long next = conversation.wakeAt();
        if (next < sayAgainAt) { // an earlier timer finds out by itself that there is nothing to say yet
            sayAgainAt = next;
            timers.startSingleTimer(AttemptCommand.SayAgain.INSTANCE, Duration.ofMillis(Math.max(1, next - now())));
        }
    }

    private long now() {
        return TimeUnit.NANOSECONDS.toMillis(services.host().clock().nanoTime());
    }

    // --- the end that was asked for, and another leader ---

    private void onFinish() {
        phase = Phase.FINISHING;
        waitingFor = subtasks.size();
        tellAll(SubtaskCommand.Finish.INSTANCE);
        if (subtasks.isEmpty()) {
            committed();
        }
    }

    /** The worker remembers it, so that the answer can be given again when this actor is gone. */
    private void committed() {
        coordinator.tell(new AttemptStopped(deploy.epoch(), services.id()));
        worker.tell(new AttemptEvent.Committed(deploy.jobId(), deploy.epoch(), coordinator));
        phase = Phase.STOPPING;
    }

    private void onAdopt(ActorRef<CoordinatorCommand> successor) {
        coordinator = successor;
        tellAll(new SubtaskCommand.ReportTo(fromSubtasks));
        SubtaskFailed report = failed;
        if (report != null) {
            say(report);
        } else if (phase == Phase.RUNNING) {
            say(new AttemptRunning(deploy.epoch(), services.id()));
        }
    }

    private void tellSources(SubtaskCommand command) {
        subtasks.forEach((id, ref) -> {
            if (plan().vertex(id.vertex()).isSource()) {
                ref.tell(command);
            }
        });
    }

    private void tellAll(SubtaskCommand command) {
        subtasks.values().forEach(ref -> ref.tell(command));
    }

    private void tell(int vertex, int index, SubtaskCommand command) {
        ActorRef<SubtaskMessage> subtask = subtasks.get(new SubtaskId(vertex, index));
        if (subtask != null) {
            subtask.tell(command);
        }
    }

    private ExecutionPlan plan() {
        AttemptPreparation.Prepared ready = prepared;
        if (ready == null) {
            throw new AssertionError("no subtask exists before the plan does");
        }
        return ready.plan();
    }

    // --- counters ---

    private void onQuery(ActorRef<CoordinatorCommand> replyTo) {
        boolean open = phase != Phase.PREPARING && phase != Phase.OPENING && phase != Phase.STOPPING;
        long query = nextQuery++;
        queries.put(query, new StatsQuery(replyTo, open ? subtasks.size() : 0, new ArrayList<>()));
        if (open && !subtasks.isEmpty()) {
            timers.startSingleTimer(query, new AttemptCommand.StatsOverdue(query), settings.statsTimeout());
            tellAll(new SubtaskCommand.QueryStats(query));
        } else {
            answer(query);
        }
    }

    private void onStats(SubtaskEvent.Stats stats) {
        StatsQuery query = queries.get(stats.query());
        if (query != null) {
            query.heard().add(stats.stats());
            if (query.heard().size() == query.expected()) {
                timers.cancel(stats.query());
                answer(stats.query());
            }
        }
    }

    private void answer(long number) {
        StatsQuery query = queries.remove(number);
        if (query != null) {
            parcels.tell(
                    query.replyTo(),
                    new WorkerStats(deploy.epoch(), services.id(), List.copyOf(query.heard())),
                    part -> new CoordinatorCommand.StatsPart(deploy.epoch(), services.id(), part));
        }
    }

    // --- the end ---

    private void stop() {
        if (phase != Phase.STOPPING) {
            phase = Phase.STOPPING;
            AttemptPreparation.Prepared ready = prepared;
            if (ready != null) {
                ready.deployments().forEach(deployment -> deployment.thread().stop());
            }
            tellAll(SubtaskCommand.Stop.INSTANCE);
            if (preparing) {
                preparation.interrupt();
            }
            timers.startTimerAtFixedRate(AttemptCommand.StopOverdue.INSTANCE, settings.cancelTimeout());
        }
    }

    /** User code that does not end is interrupted, again and again; it is said ever less often. */
    private void interrupt() {
        abandonPreparation();
        if (subtasks.isEmpty()) {
            return;
        }
        overdue++;
        if (Integer.bitCount(overdue) == 1) {
            LOG.warn(
                    "[JOB-807] Subtasks {} of job '{}' have not stopped for {}. User code blocks. It is interrupted; make it end when it is.",
                    subtasks.keySet(),
                    deploy.jobName(),
                    settings.cancelTimeout().multipliedBy(overdue));
        }
        AttemptPreparation.Prepared ready = prepared;
        if (ready != null) {
            ready.deployments().stream()
                    .filter(deployment -> subtasks.containsKey(deployment.id()))
                    .forEach(deployment -> deployment.thread().interrupt());
            ready.uploads().interrupt();
        }
    }

    /** It was interrupted when the attempt was told to stop, and is still at it: nobody waits for it. */
    private void abandonPreparation() {
        if (preparing && preparationTaken.compareAndSet(false, true)) {
            preparing = false;
            preparation.end(
                    () -> {},
                    where -> LOG.warn(
                            "[JOB-819] Reading the program of job {} does not end. It was interrupted, and its thread is abandoned: {}. See what its static initializers and readObject wait for.",
                            deploy.jobId(),
                            where));
        }
    }

    private void release(AttemptPreparation.Prepared ready) {
        LeftThreads.nameThemSoon(
                ready.code().loader(),
                "Attempt " + deploy.epoch() + " of job '" + deploy.jobName() + "'",
                services.host().clock());
        ready.release();
    }

    private boolean isOver() {
        return phase == Phase.STOPPING && subtasks.isEmpty() && !preparing;
    }

    @Override
    public Behavior<AttemptMessage> onSignal(Signal signal) {
        AttemptPreparation.Prepared ready = prepared;
        if (signal instanceof PostStop && ready != null) {
            exchangeAddresses.values().forEach(services.host().transport()::unregister);
            ready.uploads().end(() -> release(ready), where -> {
                LOG.warn(
                        "[JOB-823] Attempt {} of job '{}' has ended, but what saves its state has not. It was interrupted, and its thread is abandoned: {}. See what its serializers, snapshots or storage wait for.",
                        deploy.epoch(),
                        deploy.jobName(),
                        where);
                services.host().blocking().execute(() -> release(ready));
            });
        }
        return this;
    }
}
