package io.weir.tools.demo;

import io.weir.samples.wordcount.Recount;
import java.util.List;

/**
 * The end of a demo.
 *
 * @param result {@code exact} or {@code different}
 */
public record DemoResult(
        String result,
        long words,
        int distinct,
        int kills,
        long lost,
        long duplicated,
        long completedCheckpoints,
        int restarts,
        double seconds,
        String state,
        long seed,
        List<Kill> seen,
        List<String> differences) {

    static DemoResult of(
            Recount.Result count,
            List<Kill> seen,
            long checkpoints,
            int restarts,
            double seconds,
            DemoSettings settings) {
        return new DemoResult(
                count.exact() ? "exact" : "different",
                count.words(),
                count.distinct(),
                seen.size(),
                count.lost(),
                count.duplicated() + count.unreadable(),
                checkpoints,
                restarts,
                seconds,
                settings.rocksdb() ? "rocksdb" : "heap",
                settings.seed(),
                seen,
                count.differences());
    }

    public boolean exact() {
        return result.equals("exact");
    }

    public String line() {
        return "RESULT " + result + ": " + words + " words, " + distinct + " distinct, " + kills + " kills, " + lost
                + " lost, " + duplicated + " duplicated (" + restarts + " restarts, " + completedCheckpoints
                + " checkpoints)";
    }
}
