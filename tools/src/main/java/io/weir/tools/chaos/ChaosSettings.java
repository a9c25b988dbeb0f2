package io.weir.tools.chaos;

import io.weir.tools.processes.ProcessCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the user chose.
 *
 * @param nodes processes, each coordinator and worker, at least 3, so that a majority survives a kill
 * @param faults kinds of them
 * @param rate records a second
 * @param load threads that compute beside the nodes, all the time
 * @param duration from the first output on: no fault is begun later; null for as long as the plan takes
 * @param heartbeatPause how long a node may be silent before the others give it up; null for the shipped setting
 * @param directory for logs, checkpoints and output; null: a temporary one
 * @param keep leave the directory where it is
 */
public record ChaosSettings(
        int nodes,
        int kills,
        Set<FaultKind> faults,
        int rate,
        int load,
        boolean rocksdb,
        @Nullable Duration duration,
        @Nullable Duration heartbeatPause,
        long seed,
        @Nullable Path directory,
        boolean keep) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PATIENCE_SECONDS_A_THREAD = 12;

    public ChaosSettings {
        faults = Set.copyOf(faults);
        refuseIf(
                nodes < 3 || nodes > 9,
                "--nodes",
                nodes,
                "from 3 (so that a majority survives a kill) to 9 (so that this host bears it)");
        refuseIf(kills < 0 || kills > 10_000, "--kills", kills, "from 0 to 10000");
        refuseIf(rate < 10 || rate > 50_000, "--rate", rate, "from 10 to 50000 records a second");
        refuseIf(
                load < 0 || load > CpuLoad.MOST_THREADS,
                "--load",
                load,
                "from 0 to " + CpuLoad.MOST_THREADS + " threads");
        refuseIf(
                duration != null && (duration.isNegative() || duration.isZero()),
                "--duration",
                duration,
                "longer than nothing");
        refuseIf(faults.isEmpty(), "--faults", faults, "one kind at least");
    }

    private static void refuseIf(boolean wrong, String option, @Nullable Object value, String rule) {
        if (wrong) {
            throw new IllegalArgumentException("[CLI-571] " + option + " is " + value + ". It must be " + rule
                    + ". Correct it; 'weir chaos --help' and 'weir soak --help' list the options.");
        }
    }

    /** What nodes are told beyond their places (HOCON). */
    String nodeSettings() {
        return heartbeatPause == null
                ? ""
                : "pekko.cluster.failure-detector.acceptable-heartbeat-pause = " + heartbeatPause.toMillis() + " ms";
    }

    /** So long may the job stand still when nothing is broken any more; a machine that is busy with other things gets more. */
    Duration patience() {
        return PATIENCE.plusSeconds((long) PATIENCE_SECONDS_A_THREAD * load);
    }

    boolean needsNamespaces() {
        return faults.contains(FaultKind.PARTITION) || faults.contains(FaultKind.DISK_FULL);
    }

    /** Slots that are left when a node is down. */
    int parallelism() {
        return ProcessCluster.SLOTS_PER_NODE * (nodes - 1);
    }

    Ledger ledger() {
        return new Ledger(2 * parallelism(), rate);
    }
}
