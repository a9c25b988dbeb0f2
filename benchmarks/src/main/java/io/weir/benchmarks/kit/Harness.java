package io.weir.benchmarks.kit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The frame around one run: measures what the machine did meanwhile, and prints one JSON line on standard output. */
public final class Harness {
    private Harness() {}

    /** Runs one workload to its end and returns the figures that only this engine has. */
    public interface Runner {
        Map<String, @Nullable Object> run(Options options) throws Exception;
    }

    /** Runs, prints and leaves the JVM: with 0, or with 1 after a failure. */
    public static void run(String[] args, Map<String, Runner> engines) throws Exception {
        Options o = new Options(args);
        Path dir = Path.of(o.dir()).toAbsolutePath();
        o.put("dir", dir.toString());
        Files.createDirectories(dir);
        Runner runner = engines.get(o.engine());
        if (runner == null) {
            System.err.println("[CLI-561] There is no engine '" + o.engine() + "' here. Known are "
                    + engines.keySet().stream().sorted().toList() + ". Choose one with --engine.");
            System.exit(2);
            return;
        }
        try {
            long[] before = ticks();
            double ownBefore = Probe.cpuNanos() / 1e9;
            Map<String, @Nullable Object> extra = runner.run(o);
            addMachine(extra, before, ownBefore);
            System.out.println(new ObjectMapper().writeValueAsString(result(o, extra)));
        } catch (Throwable e) {
            e.printStackTrace();
            deleteUnlessKept(o, dir);
            Runtime.getRuntime().halt(1);
        }
        deleteUnlessKept(o, dir);
        System.out.flush();
        System.exit(0);
    }

    private static void addMachine(Map<String, @Nullable Object> extra, long[] before, double ownBefore)
            throws IOException {
        long[] after = ticks();
        double all = (after[2] - before[2]) / 100.0;
        double own = Probe.cpuNanos() / 1e9 - ownBefore;
        if (extra.remove("own_cpu_seconds") instanceof Double ofChildren) {
            own += ofChildren;
        }
        extra.put("steal_pct", round(100.0 * (after[0] - before[0]) / Math.max(1, after[2] - before[2])));
        extra.put("foreign_cpu_pct", round(100.0 * Math.max(0, (after[1] - before[1]) / 100.0 - own) / all));
    }

    private static Map<String, @Nullable Object> result(Options o, Map<String, @Nullable Object> extra) {
        Probe.Result r = o.probe().collect();
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("engine", o.engine());
        out.put("label", o.get("label", o.engine()));
        out.put("workload", o.workload().label());
        out.put("records", o.records());
        out.put("parallelism", o.parallelism());
        out.put("state", o.get("state", "heap"));
        out.put("checkpoint_interval_ms", o.checkpointMs());
        out.put("seconds", round(r.seconds()));
        out.put("records_per_s", Math.round(o.records() / r.seconds()));
        if (r.halfNanos > 0) {
            out.put("second_half_records_per_s", Math.round(o.records() / 2.0 / ((r.endNanos - r.halfNanos) / 1e9)));
        }
        if (!extra.containsKey("cpu_seconds")) {
            out.put("cpu_seconds", round(r.cpuNanos / 1e9));
        }
        if (r.latency != null && o.number("kill-at-s", 0) == 0) {
            out.put("rate", o.rate());
            for (double p : new double[] {50, 90, 99, 99.9}) {
                String name = p == 99.9 ? "999" : String.valueOf((int) p);
                out.put("p" + name + "_ms", round(r.latency.getValueAtPercentile(p) / 1e6));
            }
            out.put("max_ms", round(r.latency.getMaxValue() / 1e6));
        }
        out.putAll(extra);
        out.put("results", r.count);
        out.put("checksum", Long.toHexString(r.sum));
        if (!o.conf.isEmpty()) {
            out.put("conf", o.conf);
        }
        out.put("heap_mb", Runtime.getRuntime().maxMemory() >> 20);
        out.put("gc", ManagementFactory.getGarbageCollectorMXBeans().get(0).getName());
        out.put("java", System.getProperty("java.version"));
        out.put("at", Instant.now().toString());
        return out;
    }

    /** {stolen, busy, all} ticks of 10 ms of this machine: what its host and its other processes took meanwhile. Zeros where there is no /proc. */
    public static long[] ticks() throws IOException {
        Path stat = Path.of("/proc/stat");
        if (!Files.exists(stat)) {
            return new long[] {0, 0, 0};
        }
        List<String> f = List.of(Files.readAllLines(stat).get(0).trim().split(" +"));
        long all = 0;
        for (int n = 1; n <= 8; n++) {
            all += Long.parseLong(f.get(n));
        }
        long idle = Long.parseLong(f.get(4)) + Long.parseLong(f.get(5));
        long stolen = Long.parseLong(f.get(8));
        return new long[] {stolen, all - idle - stolen, all};
    }

    /** To three decimals. */
    public static double round(double d) {
        return Math.round(d * 1000) / 1000.0;
    }

    private static void deleteUnlessKept(Options o, Path dir) {
        if (!o.get("keep", "no").equals("yes")) {
            delete(dir);
        }
    }

    /** A left-over folder does not spoil a run, so failures are ignored. */
    public static void delete(Path dir) {
        try (Stream<Path> all = Files.walk(dir)) {
            all.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
        } catch (IOException | java.io.UncheckedIOException e) {
            // see above
        }
    }
}
