package io.weir.launch.chaos;

import io.weir.actors.client.WeirClient;
import io.weir.actors.protocol.ClientReply;
import io.weir.launch.chaos.ChaosResult.Recovery;
import io.weir.launch.chaos.PlannedFault.Victim;
import io.weir.launch.processes.ProcessCluster;
import io.weir.testkit.process.NodeProcess;
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

/** One run, from the start of the cluster to the judgement of its output. Confined to one thread. */
final class ChaosRun {
    private static final Duration CLIENT_PATIENCE = Duration.ofSeconds(5);
    private static final long SECOND_NANOS = 1_000_000_000L;
    /** The end lies so far ahead that no reader is past it when it is told. */
    private static final long END_AHEAD_NANOS = 2 * SECOND_NANOS;

    private final ChaosSettings settings;
    private final Ground ground;
    private final Consumer<String> told;
    private final Map<String, Integer> done = new TreeMap<>();
    private final List<Double> recoveries = new ArrayList<>();
    private final List<Double> undisturbed = new ArrayList<>();
    private final Set<NodeProcess> paused = new HashSet<>();
    private int leaders;

    /** @param told takes what the user sees, line by line, on any thread */
    ChaosRun(ChaosSettings settings, Ground ground, Consumer<String> told) {
        this.settings = settings;
        this.ground = ground;
        this.told = told;
    }

    /**
     * Runs it.
     *
     * @param directory for all files of the run; exists, and is empty
     * @throws IllegalStateException with a sentence if the job stood still or failed
     */
    ChaosResult run(Path directory) throws Exception {
        List<String> skipped = new ArrayList<>();
        Set<FaultKind> kinds = new HashSet<>(settings.faults());
        ground.impossible().forEach((kind, why) -> {
            if (kinds.remove(kind)) {
                skipped.add("SKIPPED " + kind.label() + ": " + why);
            }
        });
        skipped.forEach(told);
        List<PlannedFault> plan = ChaosPlan.of(settings.seed(), settings.kills(), kinds);
        Path output = directory.resolve("output");
        LedgerCheck check = new LedgerCheck(settings.ledger());
        CommittedOutput committed =
                new CommittedOutput(output, Files.createDirectories(directory.resolve("read")), check);
        MemoryWatch memory = new MemoryWatch();
        String pause = settings.heartbeatPause() == null
                ? ""
                : "pekko.cluster.failure-detector.acceptable-heartbeat-pause = "
                        + settings.heartbeatPause().toMillis() + " ms";
        long began = System.nanoTime();
        try (ProcessCluster cluster = new ProcessCluster(
                        ground.prepare(settings.nodes(), directory),
                        ProcessCluster.everything(settings.nodes()),
                        directory,
                        pause);
                ServiceManager manager = new ServiceManager(cluster.nodes(), told)) {
            told.accept("starting " + settings.nodes() + " nodes, each a process of its own, coordinator and worker");
            cluster.start();
            manager.start();
            Path end = directory.resolve("end");
            LedgerSource source = new LedgerSource(settings.ledger(), System.nanoTime(), end.toString());
            try (WeirClient client = cluster.client(CLIENT_PATIENCE)) {
                String job = client.submit(LedgerJob.graph(source, settings.parallelism(), settings.rocksdb(), output));
                Watch watch = new Watch(cluster, client, job, committed, () -> memory.look(cluster.nodes()));
                told.accept("job " + job + " reads " + settings.rate() + " records a second, with a checkpoint every "
                        + LedgerJob.CHECKPOINT_MILLIS + " ms; " + plan.size() + " faults are planned, seed "
                        + settings.seed());
                double unused = watch.awaitOutput(committed.mark(), "the start");
                faults(plan, cluster, new FaultInjector(manager, ground), watch, committed, began);
                ground.healClocks();
                long last = settings.ledger().countAfter(System.nanoTime() + END_AHEAD_NANOS - source.beginNanos());
                tell(end, last);
                watch.await("it did not finish", watch::isFinished);
                ClientReply.Job ended = watch.describe();
                committed.readAll();
                return result(
                        check.finish(last), ended, plan.size(), manager.ownEnds(), memory, began, directory, skipped);
            }
        }
    }

    /** Atomic: a reader sees the whole number or none. */
    private static void tell(Path end, long number) throws IOException {
        Path written = Files.writeString(end.resolveSibling("end.tmp"), Long.toString(number));
        Files.move(written, end, StandardCopyOption.ATOMIC_MOVE);
    }

    private void faults(
            List<PlannedFault> plan,
            ProcessCluster cluster,
            FaultInjector injector,
            Watch watch,
            CommittedOutput output,
            long began)
            throws Exception {
        List<FaultInjector.Undo> open = new ArrayList<>();
        boolean follows = false;
        for (PlannedFault fault : plan) {
            if (!follows) {
                if (settings.duration() != null
                        && System.nanoTime() - began > settings.duration().toNanos()) {
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
            note(fault, victim, victim.equals(leader));
            String text = fault.number() + "/" + plan.size() + " " + what.sentence()
                    + (victim.equals(leader) ? ", the leader" : "");
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
    }

    private void note(PlannedFault fault, NodeProcess victim, boolean leads) {
        done.merge(fault.kind().label(), 1, Integer::sum);
        if (fault.kind() == FaultKind.PAUSE) {
            paused.add(victim);
        }
        if (fault.kind() == FaultKind.KILL && leads) {
            leaders++;
        }
    }

    private NodeProcess victim(PlannedFault fault, ProcessCluster cluster, NodeProcess leader) {
        List<NodeProcess> others = cluster.nodes().stream()
                .filter(node -> !node.equals(leader) && node.isAlive() && !paused.contains(node))
                .toList();
        return fault.victim() == Victim.LEADER || others.isEmpty() ? leader : others.get(fault.draw() % others.size());
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

    private ChaosResult result(
            LedgerResult ledger,
            ClientReply.Job ended,
            int planned,
            int ownEnds,
            MemoryWatch memory,
            long began,
            Path directory,
            List<String> skipped) {
        return new ChaosResult(
                ledger.exact() ? "exact" : "different",
                settings.seed(),
                done,
                leaders,
                planned,
                ownEnds,
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
