package io.weir.tools.chaos;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The end of a soak.
 *
 * @param chaos what was done, and what the output is worth
 * @param trends of each node, and of the cluster
 */
public record SoakResult(ChaosResult chaos, int rate, Verdict verdict, List<Trend> trends) {
    /** In a shorter run processes still start threads and load code when something happens for the first time. */
    static final double LEAST_SECONDS = 600;

    /** Whether all stays flat. */
    public enum Verdict {
        FLAT("flat"),
        NOT_FLAT("NOT FLAT"),
        TOO_SHORT("too short to say what is flat (10 minutes)");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }
    }

    public SoakResult {
        trends = List.copyOf(trends);
    }

    static SoakResult of(ChaosResult chaos, int rate, List<Trend> trends) {
        boolean flat = !trends.isEmpty() && trends.stream().allMatch(Trend::flat);
        Verdict judged = flat ? Verdict.FLAT : Verdict.NOT_FLAT;
        return new SoakResult(chaos, rate, chaos.seconds() < LEAST_SECONDS ? Verdict.TOO_SHORT : judged, trends);
    }

    public boolean good() {
        return verdict != Verdict.NOT_FLAT && chaos.exact();
    }

    /** One line: of each metric the trend that is nearest to its limit, or beyond. */
    public String line() {
        String metrics = Stream.of(SoakMetric.values())
                .map(this::worst)
                .flatMap(Optional::stream)
                .map(trend -> String.format(
                        Locale.ROOT,
                        "%s %.0f (%+.0f of %.0f%s)",
                        trend.metric().label(),
                        trend.median(),
                        trend.growth(),
                        trend.allowed(),
                        verdict != Verdict.NOT_FLAT || trend.flat() ? "" : ", NOT FLAT at " + trend.of()))
                .collect(Collectors.joining(", "));
        LedgerResult ledger = chaos.ledger();
        return String.format(
                Locale.ROOT,
                "RESULT %s, %s: %.0f s at %d records/s, %d kills, %d restarts, %d removed nodes came back, %d checkpoints; median (growth over the run, of what is "
                        + "allowed): %s; %d records, %d lost, %d duplicated, %d out of order, %d wrong; recovery %s; seed %d",
                verdict.label,
                chaos.result(),
                chaos.seconds(),
                rate,
                chaos.faults().getOrDefault(FaultKind.KILL.label(), 0),
                chaos.restarts(),
                chaos.rejoins() + chaos.ownEnds(),
                chaos.checkpoints(),
                metrics.isEmpty() ? "nothing was seen long enough" : metrics,
                ledger.records(),
                ledger.lost(),
                ledger.duplicated(),
                ledger.outOfOrder(),
                ledger.wrong(),
                chaos.recovery().text(),
                chaos.seed());
    }

    private Optional<Trend> worst(SoakMetric metric) {
        return trends.stream().filter(trend -> trend.metric() == metric).max(Comparator.comparingDouble(Trend::used));
    }
}
