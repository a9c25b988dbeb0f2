package io.weir.tools.chaos;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The end of a run.
 *
 * @param result {@code exact} or {@code different}
 * @param faults by kind, those that were done
 * @param leaders how many of the kills hit the leader
 * @param plannedFaults how many the plan had; a limit of time leaves some out
 * @param ownEnds processes that ended without a kill of the plan: the next leader ended one that hung
 * @param rejoins nodes that the cluster had removed, and that came back in the same process
 * @param restarts of the job
 * @param undisturbed how long the same measure takes when nothing happens
 * @param memoryKibPerMinute trend of the nodes' resident memory; not a number if no process lived long enough to tell
 */
public record ChaosResult(
        String result,
        long seed,
        Map<String, Integer> faults,
        int leaders,
        int plannedFaults,
        int ownEnds,
        int rejoins,
        long checkpoints,
        long failedCheckpoints,
        int restarts,
        Recovery recovery,
        Recovery undisturbed,
        LedgerResult ledger,
        double memoryKibPerMinute,
        double seconds,
        String state,
        String directory,
        List<String> skipped) {
    /** Seconds until output that was begun after a moment was committed; of {@code count} moments. */
    public record Recovery(int count, double p50, double p99, double max) {
        static Recovery of(List<Double> seconds) {
            List<Double> sorted = seconds.stream().sorted().toList();
            return new Recovery(
                    sorted.size(),
                    Statistics.quantile(sorted, 0.5),
                    Statistics.quantile(sorted, 0.99),
                    Statistics.quantile(sorted, 1));
        }

        String text() {
            return String.format(Locale.ROOT, "p50 %.1f s, p99 %.1f s, max %.1f s", p50, p99, max);
        }
    }

    public boolean exact() {
        return ledger.exact();
    }

    /** One line. */
    public String line() {
        int done = faults.values().stream().mapToInt(Integer::intValue).sum();
        String kinds = faults.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey()
                        + (each.getKey().equals(FaultKind.KILL.label()) ? " (" + leaders + " of the leader)" : ""))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "RESULT %s: %d faults%s: %s; %d checkpoints, %d restarts, %d removed nodes came back; recovery %s (undisturbed %s); %d records, %d lost, "
                        + "%d duplicated, %d out of order, %d wrong; memory %s; seed %d, %.0f s",
                result,
                done,
                done < plannedFaults ? " of " + plannedFaults : "",
                kinds,
                checkpoints,
                restarts,
                rejoins + ownEnds,
                recovery.text(),
                String.format(Locale.ROOT, "p50 %.1f s", undisturbed.p50),
                ledger.records(),
                ledger.lost(),
                ledger.duplicated(),
                ledger.outOfOrder(),
                ledger.wrong(),
                Double.isNaN(memoryKibPerMinute)
                        ? "not measured"
                        : String.format(Locale.ROOT, "%+.0f KiB/min a node", memoryKibPerMinute),
                seed,
                seconds);
    }
}
