package io.weir.benchmarks.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Markdown tables (median, min-max) from result lines: bench.Report FILE... */
public final class Report {
    private Report() {}

    public static void main(String[] files) throws Exception {
        List<JsonNode> all = new ArrayList<>();
        for (String f : files)
            for (String line : Files.readAllLines(Path.of(f))) all.add(new ObjectMapper().readTree(line));
        throughput(all);
        simple(
                "Latency at a fixed rate (ms)",
                all,
                "latency",
                "p50_ms",
                "p90_ms",
                "p99_ms",
                "p999_ms",
                "max_ms",
                "cpu_seconds");
        simple(
                "Recovery: kill -9 to ... (s)",
                all,
                "kill_to",
                "kill_to_first_output_s",
                "kill_to_first_new_output_s",
                "kill_to_all_sinks_output_s",
                "kill_to_caught_up_100ms_s");
        simple(
                "Pekko tell inside one ActorSystem",
                all,
                "pekko-micro",
                "records_per_s",
                "messages_per_s",
                "cpu_seconds",
                "seconds");
        simple(
                "Bytes between two JVMs on loopback",
                all,
                "net-micro",
                "mb_per_s",
                "messages_per_s",
                "cpu_seconds",
                "seconds");
        simple("Serialisation of one W1 record", all, "serde-micro", "bytes_per_record", "encode_ns", "decode_ns");
    }

    private static Map<String, List<JsonNode>> group(List<JsonNode> all, String... keys) {
        Map<String, List<JsonNode>> groups = new LinkedHashMap<>();
        for (JsonNode r : all) {
            StringBuilder key = new StringBuilder();
            for (String k : keys) key.append(r.path(k).asText()).append('|');
            groups.computeIfAbsent(key.toString(), k -> new ArrayList<>()).add(r);
        }
        return groups;
    }

    private static double[] sorted(List<JsonNode> runs, String field) {
        return runs.stream()
                .filter(r -> r.path(field).isNumber())
                .mapToDouble(r -> r.path(field).asDouble())
                .sorted()
                .toArray();
    }

    private static double median(double[] sorted) {
        return sorted.length == 0 ? Double.NaN : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static void throughput(List<JsonNode> all) {
        List<JsonNode> runs = all.stream()
                .filter(r ->
                        r.has("parallelism") && !r.path("workload").asText().equals("latency"))
                .toList();
        Map<String, Double> limit = new TreeMap<>();
        Map<String, List<JsonNode>> groups =
                group(runs, "workload", "engine", "label", "parallelism", "state", "checkpoint_interval_ms");
        groups.forEach((k, g) -> {
            // plain passthrough with one thread has no exchange at all: it is the limit of nothing
            boolean noExchange = k.startsWith("passthrough|plain|")
                    && g.get(0).path("parallelism").asInt() == 1;
            if (k.contains("|plain|") && !noExchange)
                limit.merge(k.substring(0, k.indexOf('|')), median(sorted(g, "records_per_s")), Math::max);
        });
        System.out.println(
                "### Throughput\n\n`warm` is the second half of the run, `whole` the whole run; medians; k records/s. "
                        + "`per cpu-s` is whole-run records per CPU second. `of plain` is"
                        + " warm against the better plain figure (whole run; for passthrough the one with 2 threads).\n");
        System.out.println(
                "| workload | engine | P | state | cp ms | n | warm k/s | min-max | whole k/s | min-max | k per cpu-s | of plain | cp done | cp p50/max ms | foreign % max |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        groups.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> {
            List<JsonNode> g = e.getValue();
            JsonNode f = g.get(0);
            double[] warm = sorted(g, "second_half_records_per_s"), whole = sorted(g, "records_per_s");
            double[] perCpu = g.stream()
                    .mapToDouble(r ->
                            r.path("records").asDouble() / r.path("cpu_seconds").asDouble())
                    .sorted()
                    .toArray();
            double[] cpMax = sorted(g, "checkpoint_max_ms"), foreign = sorted(g, "foreign_cpu_pct");
            Double l = limit.get(f.path("workload").asText());
            System.out.printf(
                    "| %s | %s | %d | %s | %d | %d | %s | %s | %s | %s | %s | %s | %s | %s | %s |%n",
                    f.path("workload").asText(),
                    f.path("label").asText(),
                    f.path("parallelism").asInt(),
                    f.path("state").asText(),
                    f.path("checkpoint_interval_ms").asInt(),
                    g.size(),
                    warm.length == 0 ? "" : k(median(warm)),
                    range(warm),
                    k(median(whole)),
                    range(whole),
                    k(median(perCpu)),
                    l == null || warm.length == 0 ? "" : String.format("%.3f", median(warm) / l),
                    f.path("checkpoint_interval_ms").asInt() == 0 ? "" : number(median(sorted(g, "checkpoints"))),
                    cpMax.length == 0
                            ? ""
                            : number(median(sorted(g, "checkpoint_p50_ms"))) + " / " + number(cpMax[cpMax.length - 1]),
                    foreign.length == 0 ? "" : number(foreign[foreign.length - 1]));
        });
        System.out.println();
    }

    private static String k(double v) {
        return String.format("%,d", Math.round(v / 1000));
    }

    private static String range(double[] sorted) {
        if (sorted.length == 0) return "";
        return k(sorted[0]) + "-" + k(sorted[sorted.length - 1]);
    }

    private static String number(double v) {
        return Double.isNaN(v)
                ? ""
                : Math.abs(v) >= 1000
                        ? String.format("%,d", Math.round(v))
                        : String.format("%.4s", v).replaceAll("\\.$", "");
    }

    private static void simple(String title, List<JsonNode> all, String what, String... fields) {
        List<JsonNode> runs = all.stream()
                .filter(r -> switch (what) {
                    case "latency" -> r.has("p50_ms") && !r.has("kill_to_first_output_s");
                    case "kill_to" -> r.has("kill_to_first_output_s");
                    default -> r.path("engine").asText().equals(what);
                })
                .toList();
        if (runs.isEmpty()) return;
        System.out.println("### " + title + "\n\n| what | n | " + String.join(" | ", fields) + " |");
        System.out.println("|---|---|" + "---|".repeat(fields.length));
        group(runs, "label", "workload", "throughput_setting", "window").forEach((id, g) -> {
            String key = id;
            if (what.equals("pekko-micro"))
                key = key.replaceAll("(tell-batch-\\d+)\\|(\\d+)", "$1, dispatcher throughput $2");
            if (what.equals("net-micro")) key = key.replaceAll("\\|\\|(\\d+)\\|$", ", window $1");
            String name = key.replace("||", "|")
                    .replaceAll("\\|$", "")
                    .replace("|", " ")
                    .replace(" latency", "")
                    .trim();
            StringBuilder row = new StringBuilder("| " + name + " | " + g.size());
            for (String f : fields) {
                double[] v = sorted(g, f);
                row.append(" | ").append(v.length == 0 ? "" : number(median(v)));
                if (v.length > 1)
                    row.append(" (")
                            .append(number(v[0]))
                            .append("-")
                            .append(number(v[v.length - 1]))
                            .append(")");
            }
            System.out.println(row + " |");
        });
        System.out.println();
    }
}
