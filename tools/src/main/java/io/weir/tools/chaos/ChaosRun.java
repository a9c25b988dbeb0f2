package io.weir.tools.chaos;

import io.weir.actors.client.WeirClient;
import io.weir.actors.protocol.ClientReply;
import io.weir.testkit.process.NodeProcess;
import io.weir.tools.chaos.ChaosResult.Recovery;
import io.weir.tools.processes.NodePlace;
import io.weir.tools.processes.ProcessCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run, from the start of the cluster to the judgement of its output. Confined to one thread. */
final class ChaosRun {
    private static final Duration CLIENT_PATIENCE = Duration.ofSeconds(5);
    private static final long SECOND_NANOS = 1_000_000_000L;
    /** The end lies so far ahead that no reader is past it when it is told. */
    private static final long END_AHEAD_NANOS = 2 * SECOND_NANOS;

    private static final long QUIET_MILLIS = 100;
    private static final Set<FaultKind> PAUSES = Set.of(FaultKind.PAUSE, FaultKind.STALL, FaultKind.LONG_PAUSE);
    private static final String JOINS_AGAIN = "[NET-636]";

    /**
     * With these the memory of a process grows only if something in it does: all pages of the heap are there from the beginning, and what the C
     * library keeps of freed memory goes back each minute. A JDK that cannot do the latter (17.0.8 and before) goes without.
     */
    private static final List<String> SHOW_GROWTH = List.of(
            "-Xms256m", "-XX:+AlwaysPreTouch", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:TrimNativeHeapInterval=60000");

    /** What is looked at beside the output, from the first of it until the end is told; closed then. */
    interface Beside {
        AutoCloseable begin(Path directory, ProcessCluster cluster, Supplier<@Nullable NodeProcess> leader)
                throws IOException;
    }

    private final ChaosSettings settings;
    private final List<PlannedFault> plan;
    private final List<String> skipped;
    private final boolean fillsTime;
    private final Beside beside;
    private final FaultEnvironment environment;
    private final Consumer<String> told;
    private final Map<String, Integer> done = new TreeMap<>();
    private final List<Double> recoveries = new ArrayList<>();
    private final List<Double> undisturbed = new ArrayList<>();
    private final Set<NodeProcess> paused = new HashSet<>();
    private int leaders;

    /**
     * Starts nothing yet.
     *
     * @param skipped sentences about what the plan leaves out
     * @param fillsTime goes on when the plan is done, until the time is over, and keeps no output; spares the last node, so that one process
     *     lives through all of it, and leads when the others have led
     * @param told takes what the user sees, line by line, on any thread
     */
    ChaosRun(
            ChaosSettings settings,
            List<PlannedFault> plan,
            List<String> skipped,
            boolean fillsTime,
            Beside beside,
            FaultEnvironment environment,
            Consumer<String> told) {
        this.settings = settings;
        this.plan = plan;
        this.skipped = skipped;
        this.fillsTime = fillsTime;
        this.beside = beside;
        this.environment = environment;
        this.told = told;
    }

    /**
     * Runs it.
     *
     * @param directory for all files of the run; exists, and is empty
     * @throws IllegalStateException with a sentence if the job stood still or failed
     */
    @SuppressWarnings("try") // what looks on is closed, and not used by name
    ChaosResult run(Path directory) throws Exception {
        Path output = directory.resolve("output");
        LedgerCheck check = new LedgerCheck(settings.ledger());
        CommittedOutput committed = new CommittedOutput(output, archive(directory), check);
        MemoryWatch memory = new MemoryWatch();
        List<NodePlace> places = withFlags(environment.prepare(settings.nodes(), directory), directory);
        long began = System.nanoTime();
        try (CpuLoad load = CpuLoad.start(settings.load(), directory);
                ProcessCluster cluster = new ProcessCluster(
                        places,
                        ProcessCluster.everything(settings.nodes()),
                        directory,
                        settings.nodeSettings(),
                        ProcessCluster.START_LIMIT.plus(settings.patience()));
                ServiceManager manager = new ServiceManager(cluster.nodes(), told)) {
            told.accept("starting " + settings.nodes() + " nodes, each a process of its own, coordinator and worker");
            cluster.start();
            manager.start();
            Path end = directory.resolve("end");
            long checkpointMillis =
                    LedgerJob.checkpointMillis(plan.stream().anyMatch(fault -> fault.kind() == FaultKind.LONG_PAUSE));
            LedgerSource source = new LedgerSource(settings.ledger(), System.nanoTime(), end.toString());
            try (WeirClient client = cluster.client(CLIENT_PATIENCE)) {
                String job = client.submit(
                        LedgerJob.graph(source, settings.parallelism(), settings.rocksdb(), checkpointMillis, output));
                Watch watch = new Watch(
                        cluster, client, job, committed, settings.patience(), () -> memory.look(cluster.nodes()));
                told.accept("job " + job + " reads " + settings.rate() + " records a second, with a checkpoint every "
                        + checkpointMillis + " ms; seed " + settings.seed());
                double unused = watch.awaitOutput(committed.mark(), "the start");
                long flowing = System.nanoTime();
                try (AutoCloseable looking = beside.begin(directory, cluster, watch::knownLeader)) {
                    ForeignJournal foreign = new ForeignJournal(cluster.nodes(), manager, watch, directory);
                    faults(
                            cluster,
                            new FaultInjector(manager, environment, foreign, directory),
                            watch,
                            committed,
                            flowing);
                    environment.healClocks();
                }
                long last = settings.ledger().countAfter(System.nanoTime() + END_AHEAD_NANOS - source.beginNanos());
                tell(end, last);
                watch.await("it did not finish", watch::isFinished);
                ClientReply.Job ended = watch.describe();
                committed.readAll();
                return result(check.finish(last), ended, manager.ownEnds(), rejoins(cluster), memory, began, directory);
            }
        }
    }

    /** Null: what was read is deleted. */
    private @Nullable Path archive(Path directory) throws IOException {
        return fillsTime ? null : Files.createDirectories(directory.resolve("read"));
    }

    private List<NodePlace> withFlags(List<NodePlace> places, Path directory) throws IOException {
        List<NodePlace> all = new ArrayList<>();
        for (int index = 0; index < places.size(); index++) {
            Path temporary = Files.createDirectories(SoakWatch.temporaryDirectory(directory, "node-" + (index + 1)));
            NodePlace place = places.get(index);
            List<String> flags = new ArrayList<>(place.jvmFlags());
            flags.add("-Djava.io.tmpdir=" + temporary);
            if (fillsTime) {
                flags.addAll(SHOW_GROWTH);
            }
            all.add(place.withJvmFlags(flags));
        }
        return all;
    }

    /** Atomic: a reader sees the whole number or none. */
    private static void tell(Path end, long number) throws IOException {
        Path written = Files.writeString(end.resolveSibling("end.tmp"), Long.toString(number));
        Files.move(written, end, StandardCopyOption.ATOMIC_MOVE);
    }

    private void faults(
            ProcessCluster cluster, FaultInjector injector, Watch watch, CommittedOutput output, long flowing)
            throws Exception {
        List<FaultInjector.Undo> open = new ArrayList<>();
        boolean follows = false;
        long endNanos = settings.duration() == null
                ? Long.MAX_VALUE
                : flowing + settings.duration().toNanos();
        for (PlannedFault fault : plan) {
            if (!follows) {
                if (endNanos - System.nanoTime() < fault.quietMillis() * 1_000_000) {
                    told.accept("the time is over; " + (plan.size() - fault.number() + 1) + " faults are left out");
                    break;
                }
                watch.awaitWhole();
                undisturbed.add(watch.awaitOutput(output.mark(), "nothing at all"));
                watch.pause(fault.quietMillis());
            }
            NodeProcess leader = watch.leader();
            NodeProcess victim = victim(fault, cluster, leader);
            CommittedOutput.Mark before = output.mark();
            FaultInjector.Done what = injector.apply(fault, victim);
            if (fault.kind() == FaultKind.FOREIGN_JOURNAL) {
                before = output.mark(); // it took several steps, the last of which counts
            }
            note(fault, victim, victim.equals(leader));
            String text = fault.number() + "/" + plan.size() + " " + what.sentence()
                    + (victim.equals(leader) ? " (the leader is " + leader.name() + ")" : "");
            if (fault.followed()) {
                told.accept(text + ", and more at once");
                open.add(what.undo());
                watch.pause(fault.gapMillis());
                follows = true;
                continue;
            }
            follows = false;
            double seconds = recover(fault, what, before, text, open, watch, output);
            recoveries.add(seconds);
            told.accept(text + String.format(Locale.ROOT, ": output again after %.2f s", seconds));
        }
        if (fillsTime) {
            watch.awaitWhole();
        }
        while (fillsTime && endNanos - System.nanoTime() > 0) {
            watch.pause(QUIET_MILLIS);
        }
    }

    private void note(PlannedFault fault, NodeProcess victim, boolean leads) {
        done.merge(fault.kind().label(), 1, Integer::sum);
        if (PAUSES.contains(fault.kind())) {
            paused.add(victim);
        }
        if (fault.kind() == FaultKind.KILL && leads) {
            leaders++;
        }
    }

    private NodeProcess victim(PlannedFault fault, ProcessCluster cluster, NodeProcess leader) {
        List<NodeProcess> nodes = cluster.nodes();
        Set<NodeProcess> spared = new HashSet<>(paused);
        if (fillsTime) {
            spared.add(nodes.get(nodes.size() - 1));
        }
        List<NodeProcess> alive = nodes.stream().filter(NodeProcess::isAlive).toList();
        return fault.among(alive, leader, spared);
    }

    /** Waits until output flows, undoes the fault in its time, and waits until output flows without it. */
    private double recover(
            PlannedFault fault,
            FaultInjector.Done what,
            CommittedOutput.Mark before,
            String text,
            List<FaultInjector.Undo> open,
            Watch watch,
            CommittedOutput output)
            throws Exception {
        long at = System.nanoTime();
        long undoAt = at + fault.lastsMillis() * 1_000_000;
        double seconds = -1;
        while (System.nanoTime() < undoAt) {
            if (seconds < 0 && !what.fromUndo() && output.isPast(before)) {
                seconds = (System.nanoTime() - at) / 1e9;
            }
            watch.pause(10);
        }
        CommittedOutput.Mark undone = output.mark();
        long undoneAt = System.nanoTime();
        what.undo().run();
        for (FaultInjector.Undo undo : open) {
            undo.run();
        }
        open.clear();
        paused.clear();
        if (seconds < 0 && !what.fromUndo()) {
            double more = watch.awaitOutput(before, text);
            seconds = (undoneAt - at) / 1e9 + more;
        }
        double after = watch.awaitOutput(undone, text + " was undone");
        return what.fromUndo() ? after : seconds;
    }

    private static int rejoins(ProcessCluster cluster) {
        return (int) cluster.nodes().stream()
                .mapToLong(node -> NodeLogs.count(node, JOINS_AGAIN))
                .sum();
    }

    private ChaosResult result(
            LedgerResult ledger,
            ClientReply.Job ended,
            int ownEnds,
            int rejoins,
            MemoryWatch memory,
            long began,
            Path directory) {
        return new ChaosResult(
                ledger.exact() ? "exact" : "different",
                settings.seed(),
                done,
                leaders,
                plan.size(),
                ownEnds,
                rejoins,
                ended.completedCheckpoints(),
                ended.failedCheckpoints(),
                ended.restarts(),
                Recovery.of(recoveries),
                Recovery.of(undisturbed),
                ledger,
                memory.kibPerMinute(),
                (System.nanoTime() - began) / 1e9,
                settings.rocksdb() ? "rocksdb" : "heap",
                directory.toString(),
                skipped);
    }
}
