package io.weir.benchmarks.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Markdown tables (median, min-max) from result lines: {@code Report FILE...} */
public final class Report {
    private final List<JsonNode> all;
    private final StringBuilder out = new StringBuilder();

    private Report(List<JsonNode> all) {
        this.all = all;
    }

    public static void main(String[] files) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String f : files) {
            lines.addAll(Files.readAllLines(Path.of(f)));
        }
        System.out.print(of(lines));
    }

    /** The tables of these JSON lines. */
    public static String of(List<String> lines) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("{")) {
                all.add(new ObjectMapper().readTree(line));
            }
        }
        Report report = new Report(all);
        new Comparison(all).appendTo(report.out);
        report.throughput();
        report.simple(
                "Latency at a fixed rate (ms)",
                "latency",
                "p50_ms",
                "p90_ms",
                "p99_ms",
                "p999_ms",
                "max_ms",
                "cpu_seconds",
                "foreign_cpu_pct");
        report.simple(
                "Recovery: kill -9 to ... (s)",
                "kill_to",
                "kill_to_first_output_s",
                "kill_to_first_new_output_s",
                "kill_to_all_sinks_output_s",
                "kill_to_caught_up_100ms_s",
                "foreign_cpu_pct");
        report.simple(
                "Pekko tell inside one ActorSystem",
                "pekko-micro",
                "records_per_s",
                "messages_per_s",
                "cpu_seconds",
                "seconds");
        report.simple(
                "Bytes between two JVMs on loopback",
                "net-micro",
                "mb_per_s",
                "messages_per_s",
                "cpu_seconds",
                "seconds");
        report.simple("Serialisation of one W1 record", "serde-micro", "bytes_per_record", "encode_ns", "decode_ns");
        return report.out.toString();
    }

    private void throughput() {
        List<JsonNode> runs = all.stream()
                .filter(r -> r.has("parallelism"))
                .filter(r -> !r.path("workload").asText().equals("latency"))
                .toList();
        Map<String, List<JsonNode>> groups =
                group(runs, "workload", "engine", "label", "parallelism", "state", "checkpoint_interval_ms");
        Map<String, Double> limit = limits(groups);
        out.append(
                        "### Throughput\n\n`warm` is the second half of the run, `whole` the whole run; medians; k records/s. ")
                .append("`per cpu-s` is whole-run records per CPU second. `of plain` is warm against the better plain ")
                .append("figure (whole run; for passthrough the one with 2 threads).\n\n")
                .append("| workload | engine | P | state | cp ms | n | warm k/s | min-max | whole k/s | min-max | ")
                .append("k per cpu-s | of plain | cp done | cp p50/max ms | foreign % max |\n")
                .append("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        groups.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> throughputRow(
                        e.getValue(),
                        limit.getOrDefault(e.getKey().substring(0, e.getKey().indexOf('|')), Double.NaN)));
        out.append('\n');
    }

    /** By workload. Plain passthrough with one thread has no exchange at all: it is the limit of nothing. */
    private static Map<String, Double> limits(Map<String, List<JsonNode>> groups) {
        Map<String, Double> limit = new TreeMap<>();
        groups.forEach((key, group) -> {
            boolean noExchange = key.startsWith("passthrough|plain|")
                    && group.get(0).path("parallelism").asInt() == 1;
            if (key.contains("|plain|") && !noExchange) {
                limit.merge(
                        key.substring(0, key.indexOf('|')),
                        Figures.of(group, "records_per_s").median(),
                        Math::max);
            }
        });
        return limit;
    }

    private void throughputRow(List<JsonNode> group, double limit) {
        JsonNode first = group.get(0);
        Figures warm = Figures.of(group, "second_half_records_per_s");
        Figures whole = Figures.of(group, "records_per_s");
        Figures perCpu = Figures.of(
                group, r -> r.path("records").asDouble() / r.path("cpu_seconds").asDouble());
        Figures checkpointMax = Figures.of(group, "checkpoint_max_ms");
        boolean checkpointed = first.path("checkpoint_interval_ms").asInt() != 0;
        row(
                first.path("workload").asText(),
                first.path("label").asText(),
                first.path("parallelism").asText(),
                first.path("state").asText(),
                first.path("checkpoint_interval_ms").asText(),
                Integer.toString(group.size()),
                warm.thousands(),
                warm.thousandsRange(),
                whole.thousands(),
                whole.thousandsRange(),
                perCpu.thousands(),
                Double.isNaN(limit) || warm.isEmpty() ? "" : String.format(Locale.ROOT, "%.3f", warm.median() / limit),
                checkpointed ? Figures.number(Figures.of(group, "checkpoints").median()) : "",
                checkpointMax.isEmpty()
                        ? ""
                        : Figures.number(Figures.of(group, "checkpoint_p50_ms").median()) + " / "
                                + Figures.number(checkpointMax.max()),
                Figures.number(Figures.of(group, "foreign_cpu_pct").max()));
    }

    private void row(String... cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private void simple(String title, String what, String... fields) {
        List<JsonNode> runs = all.stream().filter(r -> belongs(r, what)).toList();
        if (runs.isEmpty()) {
            return;
        }
        out.append("### ").append(title).append("\n\n");
        out.append("| what | n | ").append(String.join(" | ", fields)).append(" |\n");
        out.append("|---|---|").append("---|".repeat(fields.length)).append('\n');
        group(runs, "label", "workload", "throughput_setting", "window").forEach((id, group) -> {
            List<String> cells = new ArrayList<>(List.of(name(id, what), Integer.toString(group.size())));
            for (String field : fields) {
                cells.add(Figures.of(group, field).withRange());
            }
            row(cells.toArray(String[]::new));
        });
        out.append('\n');
    }

    private static boolean belongs(JsonNode run, String what) {
        return switch (what) {
            case "latency" -> run.has("p50_ms") && !run.has("kill_to_first_output_s");
            case "kill_to" -> run.has("kill_to_first_output_s");
            default -> run.path("engine").asText().equals(what);
        };
    }

    private static String name(String id, String what) {
        String key = id;
        if (what.equals("pekko-micro")) {
            key = key.replaceAll("(tell-batch-\\d+)\\|(\\d+)", "$1, dispatcher throughput $2");
        }
        if (what.equals("net-micro")) {
            key = key.replaceAll("\\|\\|(\\d+)\\|$", ", window $1");
        }
        return key.replace("||", "|")
                .replaceAll("\\|$", "")
                .replace("|", " ")
                .replace(" latency", "")
                .trim();
    }

    static Map<String, List<JsonNode>> group(List<JsonNode> runs, String... keys) {
        Map<String, List<JsonNode>> groups = new LinkedHashMap<>();
        for (JsonNode run : runs) {
            StringBuilder key = new StringBuilder();
            for (String k : keys) {
                key.append(run.path(k).asText()).append('|');
            }
            groups.computeIfAbsent(key.toString(), k -> new ArrayList<>()).add(run);
        }
        return groups;
    }
}
