package io.weir.testkit.simulation;

import io.weir.api.JobStatus;
import io.weir.api.serde.CodecRegistry;
import io.weir.checkpoint.CheckpointException;
import io.weir.checkpoint.LedgerCodec;
import io.weir.checkpoint.LedgerEvent;
import io.weir.checkpoint.storage.CheckpointStorage;
import io.weir.checkpoint.storage.FileCheckpointStorage;
import io.weir.checkpoint.storage.SimulatedDisk;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.job.DirectorSettings;
import io.weir.runtime.job.JobAction;
import io.weir.runtime.job.JobCore;
import io.weir.runtime.job.JobEvent;
import io.weir.runtime.plan.ExecutionPlan;
import io.weir.runtime.plan.Planner;
import io.weir.runtime.subtask.ExchangeSettings;
import io.weir.testkit.simulation.invariant.CheckpointIdsRise;
import io.weir.testkit.simulation.invariant.CommitsFollowCompletion;
import io.weir.testkit.simulation.invariant.InvariantViolation;
import io.weir.testkit.simulation.invariant.Invariants;
import io.weir.testkit.simulation.invariant.NoElementBeyondCredit;
import io.weir.testkit.simulation.invariant.NothingLostNothingTwice;
import io.weir.testkit.simulation.invariant.StaleEpochsChangeNothing;
import io.weir.testkit.simulation.job.OutsideWorld;
import io.weir.testkit.simulation.job.SimulatedWordCount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of one coordinator and {@value #WORKERS} workers that runs a word count to its end, in one thread and in virtual time.
 * Everything that is left to chance is drawn from the seed: the job, the faults, the delay of every message. A hostile phase comes
 * first; then all heals, and the job must finish within {@value #PATIENCE_SECONDS} s, with every update committed exactly once.
 */
public final class SimulatedCluster {
    static final String JOB_ID = "simulated";
    private static final int WORKERS = 3;
    private static final long PATIENCE_SECONDS = 120;
    private static final AtomicLong WORLDS = new AtomicLong();

    final VirtualTime time = new VirtualTime();
    final Trace trace;
    final SplittableRandom random;
    final SimulatedNetwork network;
    final SimulatedJournal<Long> terms;
    final SimulatedJournal<JobEvent> jobJournal;
    final CheckpointStorage storage;
    final ExecutionPlan plan;
    final ExchangeSettings exchange;
    final DirectorSettings patience = new DirectorSettings(3_000, 5_000, 2_000, 2_000, 500, 3);
    final long turnNanos;
    final Invariants invariants;

    private final long seed;
    private final SimulatedDisk disk = new SimulatedDisk();
    private final UnreliableDisk unreliableDisk;
    private final OutsideWorld world;
    private final List<Fault> faults;
    private final long hostileUntil;
    private final Map<WorkerId, SimulatedWorker> everyWorker = new HashMap<>();
    private final List<Fault> waiting = new ArrayList<>();
    private final SimulatedWorker[] workers = new SimulatedWorker[WORKERS];
    private final int[] incarnations = new int[WORKERS];
    private final List<SimulatedLeader> leaders = new ArrayList<>();
    private final SortedMap<String, Integer> counts = new TreeMap<>();
    private @Nullable SimulatedLeader leader;
    private JobAction.@Nullable Terminated ended;

    private SimulatedCluster(long seed, @Nullable Consumer<String> traceTo) {
        this.seed = seed;
        this.trace = new Trace(time, traceTo);
        SplittableRandom draw = new SplittableRandom(seed);
        this.random = draw.split();
        this.network = new SimulatedNetwork(this, draw.split());
        this.terms = new SimulatedJournal<>(this, "journal of terms", draw.split(), term -> term, term -> {});
        this.jobJournal =
                new SimulatedJournal<>(this, "journal", draw.split(), SimulatedCluster::readBack, this::onJournaled);
        this.unreliableDisk = new UnreliableDisk(this, disk, draw.split());
        this.storage = new FileCheckpointStorage(unreliableDisk);
        this.exchange = new ExchangeSettings(
                2 + draw.nextInt(7), 1 + draw.nextInt(20), 1024, draw.nextInt(3) * VirtualTime.MILLIS);
        this.turnNanos = draw.nextBoolean() ? 20_000 : 2 * VirtualTime.MILLIS;
        this.hostileUntil = (2 + draw.nextInt(10)) * VirtualTime.SECONDS;
        this.faults = Fault.plan(seed, WORKERS, hostileUntil);
        String worldName = "simulation-" + WORLDS.incrementAndGet();
        SimulatedWordCount job = SimulatedWordCount.drawn(worldName, seed);
        this.invariants = new Invariants(List.of(
                new CheckpointIdsRise(),
                new CommitsFollowCompletion(),
                new StaleEpochsChangeNothing(),
                new NoElementBeyondCredit(exchange.windowBatches()),
                new NothingLostNothingTwice(job.expected())));
        this.world = OutsideWorld.open(worldName, invariants);
        this.plan = Planner.plan(job.graph());
    }

    /**
     * Runs one seed to the end of its job.
     *
     * @param traceTo gets every line of the trace; null for nobody
     * @throws SimulationFailure if a rule was broken, the job failed, or it did not finish
     */
    public static SimulationResult run(long seed, @Nullable Consumer<String> traceTo) {
        SimulatedCluster cluster = new SimulatedCluster(seed, traceTo);
        try {
            return cluster.run();
        } catch (InvariantViolation violation) {
            throw cluster.failure(String.valueOf(violation.getMessage()), violation);
        } catch (RuntimeException | AssertionError unexpected) {
            throw cluster.failure("the simulation threw " + unexpected, unexpected);
        } finally {
            cluster.world.close();
        }
    }

    private SimulationResult run() {
        for (int index = 0; index < WORKERS; index++) {
            startWorker(index);
        }
        electLeader();
        for (Fault fault : faults) {
            time.at(fault.atNanos(), () -> injectAtItsMoment(fault));
        }
        time.at(hostileUntil, this::heal);
        long limit = hostileUntil + PATIENCE_SECONDS * VirtualTime.SECONDS;
        while (ended == null) {
            if (!time.runNext()) {
                throw new InvariantViolation("Liveness", "nothing is left to happen, and the job has not ended");
            }
            if (time.now() > limit) {
                throw new InvariantViolation(
                        "Liveness",
                        "the job has not ended " + PATIENCE_SECONDS + " s after the last fault; " + whereItIs());
            }
        }
        checkTheEnd(ended);
        return new SimulationResult(seed, trace.hash(), time.now(), time.eventsRan(), counts);
    }

    private void checkTheEnd(JobAction.Terminated end) {
        if (end.status() != JobStatus.FINISHED) {
            throw new InvariantViolation("TheJobFinishes", "the job is " + end.status() + ": " + end.sentence());
        }
        invariants.onFinished();
    }

    private String whereItIs() {
        SimulatedLeader current = leader;
        SimulatedCoordinator coordinator = current == null ? null : current.coordinator();
        JobCore core = coordinator == null ? null : coordinator.core();
        return core == null
                ? "nobody leads"
                : core.director().phase() + ", " + core.director().sentence();
    }

    private SimulationFailure failure(String what, Throwable cause) {
        return new SimulationFailure(seed, what, faults, trace.last(), cause);
    }

    // --- what nodes ask ---

    /** Between a tenth of {@code mostNanos} and all of it. */
    long latency(long mostNanos) {
        return mostNanos / 10 + random.nextLong(mostNanos - mostNanos / 10);
    }

    void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    CodecRegistry newCodecs() {
        return CodecRegistry.create(getClass().getClassLoader());
    }

    /** Whoever is believed to lead; null while nobody does. */
    @Nullable
    SimulatedLeader leader() {
        return leader;
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
        return worker.isAlive() && !worker.isPaused();
    }

    void onTerminated(JobAction.Terminated end) {
        ended = end;
    }

    private void onJournaled(JobEvent event) {
        if (event instanceof JobEvent.AttemptStarted started) {
            count(started.epoch() == 1 ? "first attempts" : "restarts");
            injectWhatWaitedFor(Fault.Moment.ATTEMPT_STARTS);
        } else if (event instanceof JobEvent.CheckpointDecided decided) {
            if (decided.event() instanceof LedgerEvent.CheckpointCompleted) {
                count("checkpoints completed");
                injectWhatWaitedFor(Fault.Moment.CHECKPOINT_COMPLETES);
            } else if (decided.event() instanceof LedgerEvent.CheckpointTriggered) {
                injectWhatWaitedFor(Fault.Moment.CHECKPOINT_BEGINS);
            } else if (decided.event() instanceof LedgerEvent.CheckpointAborted) {
                count("checkpoints aborted");
            }
        }
        invariants.onJournaled(event);
    }

    private static JobEvent readBack(JobEvent event) {
        if (!(event instanceof JobEvent.CheckpointDecided decided)) {
            return event;
        }
        try {
            return new JobEvent.CheckpointDecided(LedgerCodec.decodeEvent(LedgerCodec.encode(decided.event())));
        } catch (CheckpointException e) {
            throw new IllegalStateException(e);
        }
    }

    // --- nodes come and go ---

    private void startWorker(int index) {
        SimulatedWorker worker = new SimulatedWorker(this, "w" + index + "#" + ++incarnations[index]);
        workers[index] = worker;
        everyWorker.put(worker.id, worker);
        worker.start();
    }

    private void electLeader() {
        SimulatedLeader elected = new SimulatedLeader(this, "c#" + (leaders.size() + 1));
        leaders.add(elected);
        leader = elected;
        elected.start();
    }

    private void everyLeaderHearsThatItIsGone(SimulatedWorker worker) {
        for (SimulatedLeader each : leaders) {
            each.run(() -> each.onGone(worker.id));
        }
    }

    private void everyWorkerLosesItsLeader(long withinNanos) {
        for (SimulatedWorker worker : workers) {
            time.in(latency(withinNanos), worker::onLeaderLost);
        }
    }

    // --- faults ---

    private void heal() {
        trace.say("world", "all heals");
        network.heal();
    }

    private void injectAtItsMoment(Fault fault) {
        if (fault.moment() == Fault.Moment.AT_ONCE) {
            inject(fault);
        } else {
            waiting.add(fault);
        }
    }

    private void injectWhatWaitedFor(Fault.Moment moment) {
        if (time.now() >= hostileUntil) {
            return;
        }
        for (Fault fault : List.copyOf(waiting)) {
            if (fault.moment() == moment) {
                waiting.remove(fault);
                time.in(latency(fault.target() == 0 ? 100_000 : 3 * VirtualTime.MILLIS), () -> inject(fault));
            }
        }
    }

    private void inject(Fault fault) {
        trace.say("world", fault.kind().toString());
        count("faults");
        count("fault " + fault.kind());
        long until = Math.min(hostileUntil, time.now() + fault.lastsNanos());
        SimulatedWorker worker = workers[fault.target()];
        switch (fault.kind()) {
            case WORKER_CRASH -> crash(fault.target(), fault.lastsNanos());
            case WORKER_PAUSE -> pause(worker, fault.lastsNanos());
            case FALSE_ALARM -> {
                everyLeaderHearsThatItIsGone(worker);
                time.in(latency(300 * VirtualTime.MILLIS), worker::onLeaderLost);
            }
            case COORDINATOR_CRASH -> crashLeader(fault.lastsNanos());
            case COORDINATOR_PAUSE -> pauseLeader(fault.lastsNanos());
            case DATA_LOSS -> network.loseData(fault.rate(), until);
            case CONTROL_LOSS -> network.loseControl(fault.rate(), until);
            case SLOW_LINK -> network.slow(worker, until);
            case STORAGE_FAILURE -> unreliableDisk.fail(fault.rate(), until);
            case STORAGE_READ_FAILURE -> unreliableDisk.failReads(fault.rate(), until);
            case STORAGE_POWER_CUT -> disk.loseUnsynced(random);
            case JOURNAL_FAILURE -> {
                jobJournal.fail(fault.rate(), until);
                terms.fail(fault.rate(), until);
            }
            case FUNCTION_FAILURE -> world.letFunctionFail();
        }
    }

    private void crash(int index, long downNanos) {
        SimulatedWorker worker = workers[index];
        if (!worker.isAlive()) {
            return;
        }
        worker.crash();
        // the closed connection tells first, then the membership, once more in case the first came before a last
        // registration
        time.in(latency(200 * VirtualTime.MILLIS), () -> everyLeaderHearsThatItIsGone(worker));
        time.in(5 * VirtualTime.SECONDS, () -> everyLeaderHearsThatItIsGone(worker));
        time.in(downNanos, () -> startWorker(index));
    }

    private void pause(SimulatedWorker worker, long lastsNanos) {
        worker.pauseUntil(time.now() + lastsNanos);
        long noticedAfter = latency(500 * VirtualTime.MILLIS);
        if (noticedAfter < lastsNanos) {
            time.in(noticedAfter, () -> everyLeaderHearsThatItIsGone(worker));
            time.in(lastsNanos + VirtualTime.MILLIS, worker::onLeaderLost);
        }
    }

    private void crashLeader(long downNanos) {
        SimulatedLeader current = leader;
        if (current == null) {
            return;
        }
        leader = null;
        current.crash();
        everyWorkerLosesItsLeader(100 * VirtualTime.MILLIS);
        time.in(downNanos, this::electLeader);
    }

    private void pauseLeader(long lastsNanos) {
        SimulatedLeader current = leader;
        if (current == null || !current.leads()) {
            return;
        }
        leader = null;
        current.pauseUntil(time.now() + lastsNanos);
        everyWorkerLosesItsLeader(500 * VirtualTime.MILLIS);
        time.in(latency(lastsNanos), this::electLeader);
        time.in(lastsNanos + latency(VirtualTime.SECONDS), () -> {
            if (current.isAlive()) {
                current.crash();
            }
        });
    }
}
