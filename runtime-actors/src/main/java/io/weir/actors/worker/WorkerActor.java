package io.weir.actors.worker;

import io.weir.actors.liveness.LeaderConnection;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.protocol.JobManagerCommand.RunningAttempt;
import io.weir.actors.protocol.JobManagerCommand.SubtaskRun;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.actors.protocol.WorkerCommand.Peer;
import io.weir.actors.subtask.AttemptMessage;
import io.weir.actors.wire.Parcels;
import io.weir.actors.wire.RareLines;
import io.weir.actors.wire.Sturdy;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.failure.FailureKind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
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
 * A node's worker: makes itself known to whoever leads, and lets attempts come and go. It is the fence: it remembers the highest term of a
 * leader and the highest epoch of each job that it has seen, and whatever carries a lower one changes nothing.
 *
 * <p>It registers until it is welcomed, again when the connection to the leader is lost, and now and then in any case, so that a new
 * leader finds it.
 */
public final class WorkerActor extends AbstractMatchingBehavior<WorkerCommand> {
    /** The name it must be spawned with, under the guardian: {@code large-message-destinations} tells its subtasks by it. */
    public static final String NAME = "worker";

    private static final Logger LOG = LoggerFactory.getLogger(WorkerActor.class);
    private static final RareLines STRANGE = new RareLines(LOG);
    private static final int REMEMBERED_JOBS = 10_000;

    /**
     * A term or epoch that is so far above all before is not believed: it would make this worker deaf to the real ones. A leader or an attempt
     * every second reaches it in half a year.
     */
    private static final long MOST_AHEAD = 1 << 24;

    private record Committed(long epoch, ActorRef<CoordinatorCommand> coordinator) {}

    private record Cancellation(String jobId, long epoch, ActorRef<CoordinatorCommand> replyTo) {}

    private final WorkerSettings settings;
    private final WorkerServices services;
    private final LeaderConnection.Factory connections;
    private final TimerScheduler<WorkerCommand> timers;
    private final ActorRef<JobManagerCommand> manager;
    private final Consumer<Address> leaderLost;
    /** By job, then epoch. More than one epoch only while older ones stop. */
    private final Map<String, TreeMap<Long, Attempt>> attempts = new TreeMap<>();

    private final List<Cancellation> cancellations = new ArrayList<>();
    private final Map<String, Long> highestEpoch = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED_JOBS;
        }
    };

    /** By job: the attempt that has committed everything, until the coordinator has no more questions about it. */
    private final Map<String, Committed> committed = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Committed> eldest) {
            return size() > REMEMBERED_JOBS;
        }
    };

    private final Parcels parcels;
    private final Beginnings beginnings;
    private long leaderLosses;
    private long highestTerm;
    private @Nullable String clusterId;
    private @Nullable ActorRef<JobManagerCommand> leader;
    private @Nullable LeaderConnection leaderConnection;

    private WorkerActor(
            ActorContext<WorkerCommand> context,
            TimerScheduler<WorkerCommand> timers,
            WorkerSettings settings,
            WorkerServices services,
            LeaderConnection.Factory connections,
            ActorRef<JobManagerCommand> manager,
            Consumer<Address> leaderLost) {
        super(context);
        this.parcels = Parcels.of(context.getSystem());
        this.beginnings = new Beginnings(parcels);
        this.timers = timers;
        this.settings = settings;
        this.services = services;
        this.connections = connections;
        this.manager = manager;
        this.leaderLost = leaderLost;
    }

    /**
     * A worker that registers at once.
     *
     * @param connections opened when the first leader offers one
     * @param manager reaches whoever leads, for example the proxy of the cluster singleton
     * @param leaderLost told the node of a leader whose liveness connection was lost; must not block
     */
    public static Behavior<WorkerCommand> create(
            WorkerSettings settings,
            WorkerServices services,
            LeaderConnection.Factory connections,
            ActorRef<JobManagerCommand> manager,
            Consumer<Address> leaderLost) {
        Behavior<WorkerCommand> worker = Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            WorkerActor actor = new WorkerActor(context, timers, settings, services, connections, manager, leaderLost);
            actor.registerUntilWelcomed();
            return actor;
        }));
        return Sturdy.goesOn(WorkerCommand.class, "The worker", (command, sentence) -> {}, worker);
    }

    @Override
    public Behavior<WorkerCommand> onMessage(WorkerCommand command) {
        if (command instanceof WorkerCommand.Welcome welcome) {
            onWelcome(welcome);
        } else if (command instanceof WorkerCommand.Letter letter) {
            if (isOfLeader(letter.term(), letter)) {
                onLetter(letter);
            }
        } else if (command instanceof WorkerCommand.FinishAttempt finish) {
            if (isOfLeader(finish.term(), finish)) {
                onFinish(finish);
            }
        } else if (command instanceof WorkerCommand.CancelAttempt cancel) {
            if (isOfLeader(cancel.term(), cancel)) {
                onCancel(cancel);
            }
        } else if (command instanceof WorkerCommand.QueryStats query) {
            onQuery(query);
        } else if (command instanceof AttemptEvent event) {
            onAttempt(event);
        } else if (command == WorkerEvent.REGISTER) {
            register();
        } else if (command == WorkerEvent.LEADER_LOST) {
            onLeaderLost();
        }
        return this;
    }

    // --- the leader ---

    private void registerUntilWelcomed() {
        register();
        timers.startTimerWithFixedDelay(WorkerEvent.REGISTER, settings.registerInterval());
    }

    private void register() {
        List<RunningAttempt> running = new ArrayList<>();
        attempts.forEach((jobId, byEpoch) -> byEpoch.forEach((epoch, attempt) -> {
            if (attempt.peers != null && !attempt.broken && !attempt.stopping) {
                running.add(new RunningAttempt(jobId, epoch, SubtaskRun.of(attempt.subtasks()), attempt.started));
            }
        }));
        committed.forEach((jobId, done) -> running.add(new RunningAttempt(jobId, done.epoch, List.of(), false)));
        parcels.tell(
                manager,
                new JobManagerCommand.RegisterWorker(
                        services.id(), clusterId, settings.slots(), getContext().getSelf(), running, leaderLosses),
                part -> new JobManagerCommand.RegistrationPart(services.id(), part));
    }

    private void onWelcome(WorkerCommand.Welcome welcome) {
        if (clusterId == null) {
            clusterId = welcome.clusterId();
        } else if (!clusterId.equals(welcome.clusterId())) {
            LOG.error(
                    "[NET-664] The welcome of a leader was ignored. Its journal is that of cluster {}, and this worker belongs to cluster {}. "
                            + "Give all coordinators the same weir.journal.",
                    welcome.clusterId(),
                    clusterId);
            return;
        }
        if (isOfLeader(welcome.term(), welcome)) {
            timers.startTimerWithFixedDelay(WorkerEvent.REGISTER, settings.refreshInterval());
            leader = welcome.manager();
            if (welcome.livenessPort() > 0) {
                leaderConnection().follow(welcome.livenessHost(), welcome.livenessPort());
            }
        }
    }

    private void onLeaderLost() {
        leaderLosses++;
        ActorRef<JobManagerCommand> lost = leader;
        if (lost != null) {
            leaderLost.accept(lost.path().address());
        }
        registerUntilWelcomed();
    }

    private LeaderConnection leaderConnection() {
        LeaderConnection connection = leaderConnection;
        if (connection == null) {
            ActorRef<WorkerCommand> self = getContext().getSelf();
            connection = connections.open(() -> self.tell(WorkerEvent.LEADER_LOST));
            leaderConnection = connection;
        }
        return connection;
    }

    private boolean isOfLeader(long term, WorkerCommand command) {
        if (term < highestTerm) {
            LOG.info(
                    "A {} of term {} was ignored; term {} leads.",
                    command.getClass().getSimpleName(),
                    term,
                    highestTerm);
            return false;
        }
        if (highestTerm > 0 && term - highestTerm > MOST_AHEAD) {
            STRANGE.warn("[NET-648] A " + command.getClass().getSimpleName() + " of term " + term
                    + " was ignored. No leader has such a term: term " + highestTerm
                    + " leads. Find out who sent it.");
            return false;
        }
        highestTerm = term;
        return true;
    }

    // --- attempts ---

    private void onLetter(WorkerCommand.Letter letter) {
        WorkerCommand.Payload content = letter.content();
        if (content != null && (!content.jobId().equals(letter.jobId()) || content.epoch() != letter.epoch())) {
            STRANGE.warn("[NET-648] A letter about attempt " + letter.epoch() + " of job " + letter.jobId()
                    + " was ignored. It holds something about another. Find out who sent it.");
            return;
        }
        if (find(letter.jobId(), letter.epoch()) == null) {
            if (content instanceof WorkerCommand.DeployAttempt deploy) {
                onDeploy(deploy, letter.conversation());
            } else if (content instanceof WorkerCommand.AdoptAttempt adopt) {
                refuseAdoption(adopt);
            } else if (content instanceof WorkerCommand.PayloadPart && isNewest(letter.jobId(), letter.epoch())) {
                onBeginning(letter);
                return;
            }
        }
        forward(letter.jobId(), letter.epoch(), letter);
    }

    /** A part of what is perhaps the command to deploy; when all are there, the attempt hears them from the first on. */
    private void onBeginning(WorkerCommand.Letter letter) {
        Beginnings.Begun begun = beginnings.add(letter);
        if (begun != null) {
            onDeploy(begun.deploy(), letter.conversation());
            begun.letters().forEach(each -> forward(each.jobId(), each.epoch(), each));
        }
    }

    private boolean isNewest(String jobId, long epoch) {
        return epoch > highestEpoch.getOrDefault(jobId, -1L) && isBelievable(jobId, epoch);
    }

    private boolean isBelievable(String jobId, long epoch) {
        return epoch - highestEpoch.getOrDefault(jobId, 0L) <= MOST_AHEAD;
    }

    private void onDeploy(WorkerCommand.DeployAttempt deploy, long conversation) {
        String jobId = deploy.jobId();
        if (!isNewest(jobId, deploy.epoch())) {
            LOG.info("Attempt {} of job {} was ignored; it is not the newest.", deploy.epoch(), jobId);
            return;
        }
        stopUpTo(jobId, deploy.epoch());
        highestEpoch.put(jobId, deploy.epoch());
        ActorRef<AttemptMessage> ref = getContext()
                .spawn(
                        AttemptActor.create(
                                services,
                                settings,
                                deploy,
                                conversation,
                                getContext().getSelf()),
                        jobId + "-" + deploy.epoch());
        getContext().watchWith(ref, new AttemptEvent.Ended(jobId, deploy.epoch()));
        attempts.computeIfAbsent(jobId, none -> new TreeMap<>()).put(deploy.epoch(), new Attempt(ref));
    }

    private void forward(String jobId, long epoch, WorkerCommand command) {
        Attempt attempt = find(jobId, epoch);
        if (attempt != null) {
            attempt.ref.tell(new AttemptCommand.FromCoordinator(command));
        }
    }

    private void refuseAdoption(WorkerCommand.AdoptAttempt adopt) {
        Failure gone = new Failure(
                FailureKind.LOST_WORKER,
                "[JOB-808] Attempt " + adopt.epoch() + " of job " + adopt.jobId() + " cannot be taken over. Worker "
                        + services.id() + " does not run it any more. The job restarts from its last checkpoint.",
                "");
        adopt.coordinator().tell(new CoordinatorCommand.SubtaskFailed(adopt.epoch(), services.id(), -1, -1, gone));
    }

    private void onQuery(WorkerCommand.QueryStats query) {
        if (find(query.jobId(), query.epoch()) == null) {
            query.replyTo().tell(new CoordinatorCommand.WorkerStats(query.epoch(), services.id(), List.of()));
        } else {
            forward(query.jobId(), query.epoch(), query);
        }
    }

    private void onFinish(WorkerCommand.FinishAttempt finish) {
        Committed done = committed.get(finish.jobId());
        if (done != null && done.epoch == finish.epoch()) {
            done.coordinator.tell(new CoordinatorCommand.AttemptStopped(done.epoch, services.id()));
        } else {
            forward(finish.jobId(), finish.epoch(), finish);
        }
    }

    private void onCancel(WorkerCommand.CancelAttempt cancel) {
        if (!isBelievable(cancel.jobId(), cancel.epoch())) {
            STRANGE.warn("[NET-648] A request to stop attempt " + cancel.epoch() + " of job " + cancel.jobId()
                    + " was ignored. There is no such attempt. Find out who sent it.");
            return;
        }
        highestEpoch.merge(cancel.jobId(), cancel.epoch(), Math::max);
        stopUpTo(cancel.jobId(), cancel.epoch());
        cancellations.add(new Cancellation(cancel.jobId(), cancel.epoch(), cancel.replyTo()));
        answerCancellations();
    }

    private void stopUpTo(String jobId, long epoch) {
        Committed done = committed.get(jobId);
        if (done != null && done.epoch <= epoch) {
            committed.remove(jobId);
        }
        for (Attempt attempt : attempts.getOrDefault(jobId, new TreeMap<>())
                .headMap(epoch, true)
                .values()) {
            if (!attempt.stopping) {
                attempt.stopping = true;
                attempt.ref.tell(AttemptCommand.Stop.INSTANCE);
            }
        }
    }

    private void answerCancellations() {
        for (Iterator<Cancellation> each = cancellations.iterator(); each.hasNext(); ) {
            Cancellation cancel = each.next();
            TreeMap<Long, Attempt> left = attempts.get(cancel.jobId());
            if (left == null || left.firstKey() > cancel.epoch()) {
                cancel.replyTo().tell(new CoordinatorCommand.AttemptStopped(cancel.epoch(), services.id()));
                each.remove();
            }
        }
    }

    private void onAttempt(AttemptEvent event) {
        Attempt attempt = find(event.jobId(), event.epoch());
        if (attempt == null) {
            return;
        }
        if (event instanceof AttemptEvent.Deployed deployed) {
            attempt.peers = deployed.peers();
        } else if (event instanceof AttemptEvent.Running) {
            attempt.started = true;
        } else if (event instanceof AttemptEvent.Committed done) {
            attempt.stopping = true;
            committed.put(done.jobId(), new Committed(done.epoch(), done.coordinator()));
        } else if (event instanceof AttemptEvent.Broken) {
            attempt.broken = true;
        } else if (event instanceof AttemptEvent.Ended) {
            TreeMap<Long, Attempt> byEpoch = attempts.get(event.jobId());
            if (byEpoch != null) {
                byEpoch.remove(event.epoch());
            }
            if (byEpoch == null || byEpoch.isEmpty()) {
                attempts.remove(event.jobId());
            }
            answerCancellations();
        }
    }

    private @Nullable Attempt find(String jobId, long epoch) {
        TreeMap<Long, Attempt> byEpoch = attempts.get(jobId);
        return byEpoch == null ? null : byEpoch.get(epoch);
    }

    @Override
    public Behavior<WorkerCommand> onSignal(Signal signal) {
        LeaderConnection connection = leaderConnection;
        if (signal instanceof PostStop && connection != null) {
            connection.close();
        }
        return this;
    }

    /** What the worker knows of an attempt of its own. */
    private static final class Attempt {
        final ActorRef<AttemptMessage> ref;

        @Nullable
        List<Peer> peers;

        List<SubtaskId> subtasks() {
            List<Peer> all = peers == null ? List.of() : peers;
            return all.stream()
                    .map(peer -> new SubtaskId(peer.vertex(), peer.index()))
                    .toList();
        }

        boolean started;
        boolean broken;
        boolean stopping;

        Attempt(ActorRef<AttemptMessage> ref) {
            this.ref = ref;
        }
    }

    /** What the worker says to itself. */
    private enum WorkerEvent implements WorkerCommand {
        REGISTER,
        LEADER_LOST
    }
}
