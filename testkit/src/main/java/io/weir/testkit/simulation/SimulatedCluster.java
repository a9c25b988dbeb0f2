package io.weir.testkit.simulation;

import io.weir.actors.config.MissingLog;
import io.weir.actors.journal.JournalRetention;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.protocol.ManagerEvent;
import io.weir.actors.worker.LocalDirectory;
import io.weir.api.JobStatus;
import io.weir.api.graph.JobGraph;
import io.weir.api.graph.operator.SourceFunctionSpec;
import io.weir.checkpoint.CheckpointException;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointPaths;
import io.weir.checkpoint.LedgerEvent;
import io.weir.checkpoint.SubtaskId;
import io.weir.checkpoint.storage.CheckpointStorage;
import io.weir.checkpoint.storage.FileCheckpointStorage;
import io.weir.checkpoint.storage.SimulatedDisk;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.environment.ExchangeSettings;
import io.weir.runtime.job.DirectorSettings;
import io.weir.runtime.job.JobEvent;
import io.weir.runtime.job.JobHistory;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.plan.ChainVertex;
import io.weir.runtime.plan.ExecutionPlan;
import io.weir.runtime.plan.Planner;
import io.weir.testkit.simulation.invariant.CheckpointIdsRise;
import io.weir.testkit.simulation.invariant.CommitsFollowCompletion;
import io.weir.testkit.simulation.invariant.Invariant;
import io.weir.testkit.simulation.invariant.InvariantViolation;
import io.weir.testkit.simulation.invariant.Invariants;
import io.weir.testkit.simulation.invariant.MemoryIsBounded;
import io.weir.testkit.simulation.invariant.NoElementBeyondCredit;
import io.weir.testkit.simulation.invariant.NoOrphanFiles;
import io.weir.testkit.simulation.invariant.OneLeaderActs;
import io.weir.testkit.simulation.invariant.OneOwnerPerKeyGroup;
import io.weir.testkit.simulation.invariant.StaleEpochsChangeNothing;
import io.weir.testkit.simulation.invariant.WatermarkNeverFalls;
import io.weir.testkit.simulation.job.SimulatedJob;
import io.weir.testkit.simulation.job.SimulatedJobs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.PersistentRepr;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of one leader and several workers that runs one job, in one thread and in virtual time: the product's actors, over simulated
 * ports. Everything that is left to
 * chance is drawn from the seed: the faults, the delay of every message, the size of batches. A hostile phase comes first; then all
 * heals, and the job must finish within the patience of the {@link SimulationSettings}, with all rules kept.
 *
 * <p>{@link #run} does all of it. To look at a job on its way: {@link #start}, then {@link #runFor} and {@link #runUntil}, and
 * {@link #close} at the end. Confined to the thread that made it.
 */
public final class SimulatedCluster implements AutoCloseable {
    static {
        MissingLog.isNoNews();
    }

    static final String JOB_ID = "simulated";
    private static final int OTHER_JOBS = 4;

    /** Of its coordinator. */
    static final String JOURNAL_ID = "job-" + JOB_ID;

    /** A power cut brings back what was deleted, a zombie or a slow upload writes after the last clean-up: that goes with the next one. */
    private static final Set<Fault.Kind> LEAVES_FILES = EnumSet.of(
            Fault.Kind.STORAGE_POWER_CUT,
            Fault.Kind.STORAGE_SLOW,
            Fault.Kind.WORKER_PAUSE,
            Fault.Kind.FALSE_ALARM,
            Fault.Kind.PARTITION,
            Fault.Kind.ONE_WAY_PARTITION,
            Fault.Kind.FLAPPING,
            Fault.Kind.SLOW_LINK,
            Fault.Kind.COORDINATOR_PAUSE,
            Fault.Kind.COORDINATOR_PARTITION);

    final VirtualTime time = new VirtualTime();
    final Trace trace;
    final SplittableRandom random;
    final SimulatedNetwork network;
    final SimulatedJournal journal;
    final SimulatedDisk disk = new SimulatedDisk();
    final UnreliableDisk unreliableDisk;
    final CheckpointStorage storage;
    /** What is stored, whatever fails: for rules. */
    final CheckpointStorage truth;

    /** Where attempts would keep files of their own. */
    final LocalDirectory folder;

    final SimulatedActors actors;
    final JobGraph graph;
    final ExecutionPlan plan;
    final ExchangeSettings exchange;
    final DirectorSettings patience = new DirectorSettings(3_000, 5_000, 2_000, 2_000, 500, 3);
    final JournalRetention retention;
    final int slotsPerNode;
    final boolean stateInFiles;
    final long turnNanos;
    final Invariants invariants;

    private final SimulationSettings settings;
    private final SimulatedJob job;
    private final FaultInjector injector;
    private final QueueBounds bounds;
    private final SimulatedClient client;
    private final List<Fault> faults;
    private final long hostileUntil;
    private final Map<WorkerId, SimulatedWorker> everyWorker = new HashMap<>();
    private final List<SimulatedWorker> workers = new ArrayList<>();
    private final Map<Integer, Integer> incarnations = new HashMap<>();
    private final List<SimulatedLeader> leaders = new ArrayList<>();
    private final SortedMap<String, Integer> counts = new TreeMap<>();
    private final Map<String, Integer> steps = new HashMap<>();
    private @Nullable SimulatedNode running;
    private boolean over;
    private long calmSince;
    private long leaderMillisAhead;
    private @Nullable SimulatedLeader leader;
    private JobEvent.@Nullable JobTerminated ended;
    private JobHistory history = JobHistory.EMPTY;
    private final Set<CheckpointId> givenUp = new HashSet<>();
    private String status = "nobody leads";
    private boolean submitted;
    private int otherJobs;
    private @Nullable Throwable mistake;
    private boolean functionFails;
    private boolean cancelsAndRestarts;

    private SimulatedCluster(SimulationSettings settings, SimulatedJob job) {
        this.settings = settings;
        this.job = job;
        this.trace = new Trace(time, settings.trace());
        SplittableRandom draw = new SplittableRandom(settings.seed());
        this.random = draw.split();
        this.network = new SimulatedNetwork(this, draw.split());
        this.journal = new SimulatedJournal(this, draw.split(), this::onJournaled);
        this.unreliableDisk = new UnreliableDisk(this, disk, draw.split());
        this.storage = new FileCheckpointStorage(unreliableDisk);
        this.truth = new FileCheckpointStorage(disk);
        this.exchange = new ExchangeSettings(
                2 + draw.nextInt(7), 1 + draw.nextInt(20), 1024, draw.nextInt(3) * VirtualTime.MILLIS, true);
        this.stateInFiles = draw.nextBoolean();
        this.turnNanos = draw.nextBoolean() ? 20_000 : 2 * VirtualTime.MILLIS;
        this.retention = draw.nextInt(3) == 0
                ? JournalRetention.DEFAULT
                : new JournalRetention(1 + draw.nextInt(12), 1 + draw.nextInt(2));
        long drawnHostility = hostility(settings.seed());
        List<Fault> schedule = settings.schedule();
        this.faults = schedule == null ? faultsOf(settings) : schedule;
        this.hostileUntil = faults.isEmpty() && settings.faults().isEmpty() ? 0 : drawnHostility;
        this.calmSince = hostileUntil == 0 ? 0 : Long.MAX_VALUE;
        this.injector = new FaultInjector(this, hostileUntil);
        this.graph = job.graph();
        this.plan = Planner.plan(graph);
        refuseWhatNeedsThreads(plan);
        this.folder = LocalDirectory.open(Path.of(System.getProperty("java.io.tmpdir"), "weir-simulation"));
        this.slotsPerNode = settings.slotsPerNode() > 0
                ? settings.slotsPerNode()
                : slotsWithOneNodeMissing(plan.slotsNeeded(), settings.nodes());
        List<Invariant> rules = new ArrayList<>(List.of(
                new CheckpointIdsRise(),
                new CommitsFollowCompletion(),
                new StaleEpochsChangeNothing(),
                new OneLeaderActs(),
                new OneOwnerPerKeyGroup(),
                new WatermarkNeverFalls(),
                new MemoryIsBounded(),
                new NoOrphanFiles(),
                new NoElementBeyondCredit(exchange.windowBatches())));
        rules.addAll(job.rules());
        this.invariants = new Invariants(rules);
        this.bounds = new QueueBounds(plan, exchange.windowBatches());
        this.actors = new SimulatedActors(this);
        this.client = new SimulatedClient(this, hostileUntil > 0 ? OTHER_JOBS : 0);
        job.begin(invariants);
    }

    private static long hostility(long seed) {
        return (2 + new SplittableRandom(seed ^ 0x4057).nextInt(10)) * VirtualTime.SECONDS;
    }

    /** The faults that are drawn for a run without a schedule. */
    static List<Fault> faultsOf(SimulationSettings settings) {
        return Fault.plan(settings.seed(), settings.nodes(), hostility(settings.seed()), settings.faults());
    }

    private static void refuseWhatNeedsThreads(ExecutionPlan plan) {
        for (ChainVertex vertex : plan.vertices()) {
            if (vertex.head().operator() instanceof SourceFunctionSpec) {
                throw new IllegalArgumentException(
                        "[API-160] The source '" + vertex.head().name()
                                + "' cannot be simulated. It is a SourceFunction, which loops on a thread of its own, and a "
                                + "simulation has one thread. Use fromSource with a Source, for example a DataGeneratorSource.");
            }
        }
    }

    private static int slotsWithOneNodeMissing(int needed, int nodes) {
        int left = Math.max(1, nodes - 1);
        return (needed + left - 1) / left;
    }

    // --- from outside ---

    /**
     * Runs the job that is drawn from a seed, with all kinds of faults.
     *
     * @param traceTo gets every line of the trace; null for nobody
     * @throws SimulationFailure as in {@link #run(SimulationSettings, SimulatedJob)}
     */
    public static SimulationResult run(long seed, @Nullable Consumer<String> traceTo) {
        return run(
                SimulationSettings.of(seed)
                        .withFaults(EnumSet.allOf(Fault.Kind.class))
                        .withTrace(traceTo),
                SimulatedJobs.drawn(seed));
    }

    /**
     * Runs a job to its end and closes it.
     *
     * @throws SimulationFailure if a rule was broken, the job failed, or it did not finish in time
     * @throws IllegalArgumentException if the job cannot be simulated
     */
    public static SimulationResult run(SimulationSettings settings, SimulatedJob job) {
        try (SimulatedCluster cluster = start(settings, job)) {
            return cluster.finish();
        }
    }

    /** Starts nodes and job; nothing happens before the first {@code run...}. */
    public static SimulatedCluster start(SimulationSettings settings, SimulatedJob job) {
        SimulatedCluster cluster = new SimulatedCluster(settings, job);
        for (int index = 0; index < settings.nodes(); index++) {
            cluster.startWorker(index);
        }
        cluster.electLeader();
        cluster.client.start();
        cluster.injector.plan(cluster.faults);
        if (cluster.hostileUntil > 0) {
            cluster.time.at(cluster.hostileUntil, cluster::heal);
        }
        return cluster;
    }

    private void perhapsCancelAndRestart(LedgerEvent.CheckpointCompleted completed) {
        SplittableRandom draw = new SplittableRandom(settings.seed());
        boolean now = completed.id().value() >= 1 + draw.nextInt(3); // there is output to lose and to repeat
        if (now
                && !cancelsAndRestarts
                && hostileUntil > 0
                && job.keepsCheckpointsWhenCancelled()
                && isCancelledAndRestarted(settings.seed())) {
            cancelsAndRestarts = true;
            time.in(1 + draw.nextLong(VirtualTime.SECONDS / 5), client::cancel);
        }
    }

    /** In one run of four somebody cancels the job in the midst of the faults, and lets it go on. */
    static boolean isCancelledAndRestarted(long seed) {
        return new SplittableRandom(seed ^ 0xca9ce1).nextInt(4) == 0;
    }

    /** Lets so much simulated time pass, or less if the job ends; throws as {@link #run(SimulationSettings, SimulatedJob)}. */
    public void runFor(Duration span) {
        long until = time.now() + span.toNanos();
        time.at(until, () -> {});
        boolean unused = runUntil(() -> time.now() >= until, span);
    }

    /**
     * Lets time pass until {@code reached} says so, asked after every event; throws as {@link #run(SimulationSettings, SimulatedJob)}.
     *
     * @return false if the job has ended or the span has passed before
     */
    public boolean runUntil(BooleanSupplier reached, Duration span) {
        long until = time.now() + span.toNanos();
        return guarded(() -> {
            while (!reached.getAsBoolean()) {
                if (ended != null || time.now() > until || !runNext()) {
                    return false;
                }
            }
            return true;
        });
    }

    /** Lets the job run to its end and judges it; throws as {@link #run(SimulationSettings, SimulatedJob)}. */
    public SimulationResult finish() {
        return guarded(() -> {
            long limit =
                    Math.max(hostileUntil, time.now()) + settings.patience().toNanos();
            JobEvent.JobTerminated end = ended;
            while (end == null) {
                if (!runNext()) {
                    throw new InvariantViolation("Liveness", "nothing is left to happen, and the job has not ended");
                }
                if (time.now() > limit) {
                    throw new InvariantViolation(
                            "Liveness",
                            "the job has not ended " + settings.patience().toSeconds() + " s after the last fault; "
                                    + whereItIs());
                }
                end = ended;
            }
            checkTheEnd(end);
            settle(end);
            return new SimulationResult(
                    settings.seed(), trace.hash(), time.now(), time.eventsRan(), counts, steps.keySet());
        });
    }

    /** One event. What code under test catches of what went wrong in it ends the run all the same. */
    private boolean runNext() {
        boolean ran = time.runNext();
        invariants.check();
        if (mistake instanceof RuntimeException thrown) {
            throw thrown;
        } else if (mistake instanceof Error thrown) {
            throw thrown;
        }
        return ran;
    }

    /** The simulation itself threw, where nobody lets it through. */
    void onMistake(Throwable thrown) {
        if (mistake == null) {
            mistake = thrown;
        }
    }

    private <T> T guarded(Supplier<T> part) {
        actors.enter();
        try {
            T result = part.get();
            if (time.foreign() > 0) {
                throw new InvariantViolation(
                        "OneThread", time.foreign() + " times another thread entered the simulation");
            }
            return result;
        } catch (InvariantViolation violation) {
            throw failure(String.valueOf(violation.getMessage()), violation);
        } catch (RuntimeException | AssertionError unexpected) {
            throw failure("the simulation threw " + unexpected, unexpected);
        }
    }

    private void checkTheEnd(JobEvent.JobTerminated end) {
        if (end.status() == JobStatus.FAILED
                && count("bits flipped", 0) > 0
                && end.sentence().contains("[CKP-40")) {
            count("stopped over a damaged file");
            return; // as it should: what is committed so far stays
        }
        if (end.status() != JobStatus.FINISHED) {
            throw new InvariantViolation("TheJobFinishes", "the job is " + end.status() + ": " + end.sentence());
        }
        invariants.onFinished();
        job.check();
    }

    /** If nothing was wrong at the end, what the job stored is gone soon. */
    private void settle(JobEvent.JobTerminated end) {
        if (end.status() != JobStatus.FINISHED || calmSince == Long.MAX_VALUE || time.now() < calmSince) {
            return;
        }
        long until = time.now() + VirtualTime.SECONDS;
        time.at(until, () -> {});
        while (time.now() < until && runNext()) {
            // what was begun ends
        }
        invariants.onSettled(new TreeSet<>(disk.list(JOB_ID)), Set.of());
    }

    /** The files of all retained checkpoints; null if that cannot be known, because a file is damaged. */
    private @Nullable Set<String> needed() {
        Set<String> needed = new TreeSet<>();
        for (LedgerEvent.CheckpointCompleted retained : history.retainedCheckpoints()) {
            needed.add(retained.manifest().path());
            try {
                truth.readManifest(retained.manifest()).files().forEach(file -> needed.add(file.path()));
            } catch (CheckpointException damaged) {
                return null; // the rules of restoring speak of it
            }
        }
        return needed;
    }

    /** The leader has cleaned up. What is needed must still be there. */
    void onDeleted() {
        Set<String> needed = needed();
        if (needed != null) {
            Set<String> stored = new TreeSet<>(disk.list(JOB_ID));
            stored.retainAll(needed);
            invariants.onSettled(stored, needed);
        }
    }

    /** The job has ended, and all it stored is about to be deleted: before, what is of the time before its last checkpoint is needed. */
    void onDeletesAll(SimulatedNode node) {
        List<LedgerEvent.CheckpointCompleted> retained = history.retainedCheckpoints();
        Set<String> needed = needed();
        boolean calm = node.worksUnderWay() == 1
                && time.now() >= calmSince
                && LEAVES_FILES.stream().noneMatch(kind -> count("fault " + kind, 0) > 0);
        if (!calm || retained.isEmpty() || needed == null) {
            return;
        }
        CheckpointId newest = retained.get(retained.size() - 1).id();
        Set<String> stored = new TreeSet<>();
        for (String path : disk.list(JOB_ID)) {
            CheckpointId madeFor = CheckpointPaths.madeFor(path);
            boolean mayHaveComeLater =
                    givenUp.contains(madeFor) && path.contains("/manifest-"); // than the last clean-up
            if (madeFor != null && newest.isAfter(madeFor) && !mayHaveComeLater) {
                stored.add(path);
            }
        }
        needed.removeIf(path -> {
            CheckpointId madeFor = CheckpointPaths.madeFor(path);
            return madeFor == null || !newest.isAfter(madeFor);
        });
        count("storage looked through");
        invariants.onSettled(stored, needed);
    }

    /** Lets something go wrong now. */
    public void inject(Fault.Kind kind, int node, Duration lasts, double rate) {
        actors.enter();
        injector.inject(new Fault(time.now(), Fault.AT_ONCE, kind, node, lasts.toNanos(), rate), null);
    }

    /** Asks for the end of the job, as a user would; it ends as {@link JobStatus#CANCELED}. */
    public void cancel() {
        actors.enter();
        client.cancel();
    }

    /** How the job ended; null while it has not. */
    public @Nullable JobStatus ended() {
        JobEvent.JobTerminated end = ended;
        return end == null ? null : end.status();
    }

    /** Since the start. */
    public Duration elapsed() {
        return Duration.ofNanos(time.now());
    }

    /** What operators see as processing time. */
    public long currentTimeMillis() {
        return time.currentTimeMillis();
    }

    /**
     * Looks into an operator of the attempt that runs: reading only.
     *
     * @param index of the subtask, from 0
     * @return null if that subtask does not run now
     */
    public @Nullable OperatorContext operator(String operatorId, int index) {
        for (ChainVertex vertex : plan.vertices()) {
            if (vertex.operators().stream().anyMatch(node -> node.operatorId().equals(operatorId))) {
                return operator(new SubtaskId(vertex.index(), index), operatorId);
            }
        }
        return null;
    }

    private @Nullable OperatorContext operator(SubtaskId subtask, String operatorId) {
        for (SimulatedWorker worker : workers) {
            OperatorContext found = worker.isAlive() ? worker.contextOf(subtask, operatorId) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** How often something happened so far, for example {@code checkpoints completed} and {@code restarts}. */
    public int count(String what, int ifNever) {
        return counts.getOrDefault(what, ifNever);
    }

    @Override
    public void close() {
        over = true;
        for (SimulatedWorker worker : everyWorker.values()) {
            worker.closeAll();
        }
        job.close();
        actors.close();
        folder.close();
    }

    private String whereItIs() {
        return status;
    }

    private SimulationFailure failure(String what, Throwable cause) {
        return new SimulationFailure(settings.seed(), what, faults, trace.last(), cause);
    }

    // --- what nodes ask ---

    /** Between a tenth of {@code mostNanos} and all of it. */
    long latency(long mostNanos) {
        return mostNanos / 10 + random.nextLong(mostNanos - mostNanos / 10);
    }

    void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    ClassLoader userLoader() {
        return job.classLoader();
    }

    void letFunctionFail() {
        if (!job.letFunctionFail()) {
            functionFails = true;
        }
    }

    /** Whether the subtask that asks is to fail, once. */
    boolean takeFunctionFailure() {
        boolean fails = functionFails;
        functionFails = false;
        return fails;
    }

    /** Whoever is believed to lead; null while nobody does. */
    @Nullable
    SimulatedLeader leader() {
        return leader;
    }

    // --- who is at work, and the steps it takes ---

    /** The node on which something happens now; null if it happens on none. */
    @Nullable
    SimulatedNode running() {
        return running;
    }

    /** Does something as if it happened on that node. */
    <T> T on(SimulatedNode node, Supplier<T> what) {
        SimulatedNode outer = running;
        running = node;
        try {
            return what.get();
        } finally {
            running = outer;
        }
    }

    /** Something happens on a node; if the node is killed meanwhile, it ends there. */
    void inside(SimulatedNode node, Runnable what) {
        SimulatedNode outer = running;
        running = node;
        try {
            what.run();
        } catch (NodeCrashed crashed) {
            if (node.isAlive()) {
                throw crashed;
            }
        } finally {
            running = outer;
        }
    }

    /** The node takes a step of a protocol; it may be hit there. */
    void step(String step, SimulatedNode node) {
        if (over) {
            return;
        }
        steps.merge(step, 1, Integer::sum);
        injector.onStep(step, node);
        if (running == node && !node.isAlive()) {
            throw new NodeCrashed(node);
        }
    }

    /** The same, of whoever is at work. */
    void stepHere(String step) {
        SimulatedNode node = running;
        if (node != null) {
            step(step, node);
        }
    }

    /** Ends what a dead node still does, for example in a finally block. */
    void checkAlive() {
        SimulatedNode node = running;
        if (node != null && !node.isAlive()) {
            throw new NodeCrashed(node);
        }
    }

    // --- who is there ---

    /** The newest worker on the host with that number. */
    SimulatedWorker workerAt(int index) {
        return workers.get(index % workers.size());
    }

    List<SimulatedWorker> workers() {
        return List.copyOf(workers);
    }

    /** A worker of any time, dead ones too. */
    SimulatedWorker worker(WorkerId id) {
        SimulatedWorker worker = everyWorker.get(id);
        if (worker == null) {
            throw new AssertionError("there never was a worker " + id);
        }
        return worker;
    }

    boolean isReachable(WorkerId id) {
        SimulatedWorker worker = worker(id);
        SimulatedLeader current = leader;
        boolean cut = current != null && (network.isCut(worker, current) || network.isCut(current, worker));
        return worker.isAlive() && !worker.isPaused() && !cut;
    }

    /** Who reaches whoever leads. */
    Behavior<JobManagerCommand> toWhoeverLeads() {
        return Behaviors.receiveMessage(message -> {
            SimulatedLeader current = leader;
            ActorRef<JobManagerCommand> manager = current == null ? null : current.manager();
            if (manager != null) {
                manager.tell(message);
            }
            return Behaviors.same();
        });
    }

    /** What the coordinator says of the job. */
    void onStatus(String news) {
        status = news;
    }

    /** A subtask has taken a turn. */
    void checkQueues(NodeMailboxes.Box box) {
        SubtaskId subtask = box.subtask();
        SubtaskShell shell = box.shell();
        if (subtask != null && shell != null) {
            bounds.check(subtask, shell, invariants);
        }
    }

    /** A coordinator has heard a worker; of an older attempt that must change nothing, unless something else was due just then. */
    void onCoordinatorHeard(SimulatedNode node, CoordinatorCommand message, List<JobEvent> journaled) {
        long epoch = message instanceof CoordinatorCommand.Letter letter
                ? letter.epoch()
                : message instanceof CoordinatorCommand.AttemptStopped stopped ? stopped.epoch() : Long.MAX_VALUE;
        if (node instanceof SimulatedLeader itself && epoch < itself.knownEpoch()) {
            count("messages of old attempts");
            if (!node.hasTimerNow()) {
                invariants.onStaleMessage(new Invariant.StaleMessage(MessageText.of(message), "", "", journaled));
            }
        }
    }

    /** A leader has these events from the journal. */
    void onKnown(SimulatedNode node, List<PersistentRepr> events) {
        for (PersistentRepr event : events) {
            if (node instanceof SimulatedLeader itself
                    && event.payload() instanceof JobEvent.AttemptStarted started
                    && event.persistenceId().equals(JOURNAL_ID)) {
                itself.knows(started.epoch());
            }
        }
    }

    /** For the next job that is accepted. */
    String nextJobId() {
        return submitted ? "other-" + otherJobs++ : JOB_ID;
    }

    private void onJournaled(SimulatedNode writer, String persistenceId, Object journaled) {
        if (journaled instanceof ManagerEvent.LeadershipTaken && writer instanceof SimulatedLeader itself) {
            itself.onLeads();
        } else if (journaled instanceof ManagerEvent.JobSubmitted) {
            submitted = true;
        }
        if (!persistenceId.equals(JOURNAL_ID) || !(journaled instanceof JobEvent event)) {
            return;
        }
        history = history.with(event);
        if (event instanceof JobEvent.JobTerminated end) {
            if (end.status() == JobStatus.CANCELED && cancelsAndRestarts) {
                client.restart();
            } else {
                ended = end;
            }
        } else if (event instanceof JobEvent.JobRestarted) {
            count("restarts by an operator");
        } else if (event instanceof JobEvent.AttemptStarted started) {
            count(started.epoch() == 1 ? "first attempts" : "restarts");
        } else if (event instanceof JobEvent.CheckpointDecided decided) {
            if (decided.event() instanceof LedgerEvent.CheckpointCompleted completed) {
                count("checkpoints completed");
                perhapsCancelAndRestart(completed);
            } else if (decided.event() instanceof LedgerEvent.CheckpointAborted aborted) {
                count("checkpoints aborted");
                givenUp.add(aborted.id());
            }
        }
        invariants.onJournaled(event);
        invariants.onJournaledBy(writer.name, event);
    }

    // --- nodes come and go ---

    void startWorker(int host) {
        int incarnation = incarnations.merge(host, 1, Integer::sum);
        SimulatedWorker worker = new SimulatedWorker(this, host, "w" + host + "#" + incarnation);
        if (host == workers.size()) {
            workers.add(worker);
        } else {
            workers.set(host, worker);
        }
        everyWorker.put(worker.id, worker);
        worker.start();
    }

    /** One worker more than before, on a host of its own. */
    void join() {
        startWorker(workers.size());
    }

    void electLeader() {
        SimulatedLeader elected = new SimulatedLeader(this, "c#" + (leaders.size() + 1));
        leaders.add(elected);
        leader = elected;
        elected.clock.start(leaderMillisAhead);
        elected.start();
    }

    /** The wall clock of the leader, and of those who lead after it, is so much ahead of the others. */
    void setLeaderClocks(long millisAhead) {
        leaderMillisAhead = millisAhead;
        SimulatedLeader current = leader;
        if (current != null) {
            current.clock.set(millisAhead);
        }
        trace.say("world", "the clocks of leaders are " + millisAhead + " ms ahead");
    }

    void nobodyLeads() {
        leader = null;
    }

    List<SimulatedLeader> leaders() {
        return List.copyOf(leaders);
    }

    private void heal() {
        trace.say("world", "all heals");
        network.heal();
        calmSince = time.now() + 5 * VirtualTime.SECONDS;
    }
}
