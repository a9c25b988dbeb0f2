package io.weir.benchmarks.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** Weir beside Flink in the same runs, against what was promised. */
final class Comparison {
    private enum Direction {
        TIMES_FLINK,
        AT_MOST
    }

    /** The lines that are compared carry these labels; records per second, or a field that shall be small. */
    private record Bar(
            String name,
            String weir,
            String flink,
            String workload,
            String state,
            String field,
            Direction direction,
            double bar) {}

    private static final List<Bar> BARS = List.of(
            throughput("wordcount, heap", "weir", "flink-reuse", "wordcount", "heap", 1.5),
            throughput("passthrough", "weir", "flink-reuse", "passthrough", "heap", 2.5),
            throughput("keyed-state, heap", "weir", "flink-reuse", "keyed-state", "heap", 2.5),
            throughput("keyed-state, RocksDB", "weir", "flink-reuse", "keyed-state", "rocksdb", 1),
            throughput("passthrough, two processes", "weir-2nodes", "flink-2tm", "passthrough", "heap", 1),
            throughput("wordcount, two processes", "weir-2nodes", "flink-2tm", "wordcount", "heap", 1),
            atMost("latency p99 at 50k/s, ms", "weir-cp1s", "flink-bt0-cp1s", "p99_ms", 3),
            atMost(
                    "SIGKILL of a worker to first new output, s",
                    "weir-recovery",
                    "flink-recovery-tuned",
                    "kill_to_first_new_output_s",
                    1));

    private final List<JsonNode> all;

    Comparison(List<JsonNode> all) {
        this.all = all;
    }

    private static Bar throughput(String name, String weir, String flink, String workload, String state, double times) {
        return new Bar(name, weir, flink, workload, state, "records_per_s", Direction.TIMES_FLINK, times);
    }

    private static Bar atMost(String name, String weir, String flink, String field, double limit) {
        return new Bar(name, weir, flink, "latency", "heap", field, Direction.AT_MOST, limit);
    }

    void appendTo(StringBuilder out) {
        StringBuilder rows = new StringBuilder();
        for (Bar bar : BARS) {
            List<JsonNode> weir = runs(bar, bar.weir);
            if (!weir.isEmpty()) {
                rows.append(row(bar, weir, runs(bar, bar.flink)));
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        out.append(
                        "### Weir beside Flink\n\nMedians of interleaved runs, k records/s of the whole run (warm-up included) ")
                .append("unless said otherwise; in brackets smallest and largest. `warm x` compares second halves.\n\n")
                .append("| what | n | Weir | Flink | Weir / Flink | warm x | bar | met |\n")
                .append("|---|---|---|---|---|---|---|---|\n")
                .append(rows)
                .append('\n');
    }

    private List<JsonNode> runs(Bar bar, String label) {
        return all.stream()
                .filter(r -> r.path("label").asText().equals(label))
                .filter(r -> r.path("workload").asText().equals(bar.workload))
                .filter(r -> r.path("state").asText().equals(bar.state))
                .filter(r -> r.path("parallelism").asInt() == 2)
                .filter(r -> r.path(bar.field).isNumber())
                .toList();
    }

    private static String row(Bar bar, List<JsonNode> weir, List<JsonNode> flink) {
        Figures mine = Figures.of(weir, bar.field);
        Figures theirs = Figures.of(flink, bar.field);
        double ratio = mine.median() / theirs.median();
        String n = weir.size() + " / " + flink.size();
        if (bar.direction == Direction.AT_MOST) {
            return line(
                    bar.name,
                    n,
                    mine.withRange(),
                    theirs.withRange(),
                    times(ratio),
                    "",
                    "<= " + Figures.number(bar.bar),
                    mine.median() <= bar.bar ? "yes" : "no");
        }
        String half = "second_half_records_per_s";
        double warm = Figures.of(weir, half).median() / Figures.of(flink, half).median();
        return line(
                bar.name,
                n,
                mine.thousands() + " (" + mine.thousandsRange() + ")",
                theirs.isEmpty() ? "" : theirs.thousands() + " (" + theirs.thousandsRange() + ")",
                times(ratio),
                times(warm),
                ">= " + bar.bar,
                Double.isNaN(ratio) ? "" : ratio >= bar.bar ? "yes" : "no");
    }

    private static String times(double ratio) {
        return Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, "%.2f", ratio);
    }

    private static String line(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
