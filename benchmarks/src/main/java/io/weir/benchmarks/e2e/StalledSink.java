package io.weir.benchmarks.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.api.JobClient;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.benchmarks.kit.Harness;
import io.weir.benchmarks.kit.Options;
import io.weir.benchmarks.kit.Workload;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Does a sink that hangs stop the source, and does memory stay flat meanwhile? The job is source, exchange by key, sink, in this JVM; the sink
 * hangs after a few records, and is let go at the end: then everything must arrive.
 */
@Command(
        name = "stalled-sink",
        description = "A sink hangs: does the source stop, does memory stay flat? One JSON line; 0 if so, 1 if not.",
        mixinStandardHelpOptions = true)
final class StalledSink implements Callable<Integer> {
    private static final long STALL_AFTER = 10_000;
    private static final int PARALLELISM = 2;
    private static final double GROWTH_LIMIT_MB = 16;

    @Option(names = "--minutes", defaultValue = "10", description = "how long it hangs (default: ${DEFAULT-VALUE})")
    private double minutes;

    @Option(names = "--records", defaultValue = "5000000", description = "of the source (default: ${DEFAULT-VALUE})")
    private long records;

    /**
     * @param produced by the source while the sink hung
     * @param producedWhileStalled of these, those of the time after the first sample: 0 if the source stopped
     * @param heapGrowthMb live heap from the first to the last sample, after a collection each
     * @param consumed in the end: all of them, if nothing was lost
     */
    record Outcome(long records, long produced, long producedWhileStalled, double heapGrowthMb, long consumed) {
        boolean good() {
            return produced < records
                    && producedWhileStalled == 0
                    && heapGrowthMb <= GROWTH_LIMIT_MB
                    && consumed == records;
        }
    }

    @Override
    public Integer call() throws Exception {
        Duration each = Duration.ofMillis(Math.round(minutes * 60_000 / 10));
        Outcome outcome = run(records, each, 10);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("engine", "weir");
        line.put("workload", "stalled-sink");
        line.put("minutes", minutes);
        line.put("records", outcome.records());
        line.put("produced_while_hanging", outcome.produced());
        line.put("produced_after_first_sample", outcome.producedWhileStalled());
        line.put("heap_growth_mb", outcome.heapGrowthMb());
        line.put("arrived_in_the_end", outcome.consumed());
        line.put("result", outcome.good() ? "flat" : "NOT FLAT");
        System.out.println(new ObjectMapper().writeValueAsString(line));
        return outcome.good() ? 0 : 1;
    }

    /** The first sample is taken after {@code each}, when everything that fits has piled up. */
    static Outcome run(long records, Duration each, int samples) throws Exception {
        Options o = new Options("--records", Long.toString(records), "--parallelism", Integer.toString(PARALLELISM));
        Path dir = Files.createTempDirectory("weir-stalled-sink");
        o.put("dir", dir.toString());
        StallGate.close();
        JobClient job = submit(o);
        try {
            Thread.sleep(each.toMillis());
            long producedFirst = StallGate.producedSoFar();
            double heapFirst = liveHeapMb();
            long producedLast = producedFirst;
            double heapLast = heapFirst;
            for (int n = 1; n < samples; n++) {
                Thread.sleep(each.toMillis());
                producedLast = StallGate.producedSoFar();
                heapLast = liveHeapMb();
                System.err.printf(
                        "%s: %,d records produced, %.1f MB live%n", each.multipliedBy(n + 1L), producedLast, heapLast);
            }
            StallGate.open();
            job.getJobExecutionResult().get(5, TimeUnit.MINUTES);
            return new Outcome(
                    o.records(),
                    producedLast,
                    producedLast - producedFirst,
                    Harness.round(heapLast - heapFirst),
                    StallGate.consumedSoFar());
        } finally {
            StallGate.open();
            Harness.delete(dir);
        }
    }

    private static JobClient submit(Options o) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM);
        env.fromSource(
                        new GeneratorSource<>(
                                (i, due) -> {
                                    StallGate.produced();
                                    return Workload.rec(i);
                                },
                                o),
                        "generator")
                .uid("generator")
                .keyBy(r -> r.key)
                .sinkTo(new StallSink<>(STALL_AFTER));
        return env.executeAsync("stalled-sink");
    }

    private static double liveHeapMb() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
    }
}
