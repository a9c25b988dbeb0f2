package io.weir.benchmarks.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.api.JobClient;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.benchmarks.kit.Harness;
import io.weir.benchmarks.kit.Options;
import io.weir.benchmarks.kit.Probe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What does a node cost that has next to nothing to do? One job at 200 records a second, checkpoints each second. */
@Command(
        name = "idle",
        description =
                "CPU of one job at 200 records/s, in per cent of a core. One JSON line; 0 if below the bar, 1 if not.",
        mixinStandardHelpOptions = true)
final class IdleCost implements Callable<Integer> {
    private static final double BAR_PCT = 2;
    private static final long WARM_UP_MILLIS = 30_000;
    private static final int PARALLELISM = 2;

    @Option(
            names = "--seconds",
            defaultValue = "60",
            description = "how long it is measured (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--rate", defaultValue = "200", description = "records per second (default: ${DEFAULT-VALUE})")
    private int rate;

    @Option(
            names = "--checkpoint-interval-ms",
            defaultValue = "1000",
            description = "0 for none (default: ${DEFAULT-VALUE})")
    private long checkpointIntervalMs;

    @Override
    public Integer call() throws Exception {
        Path dir = Files.createTempDirectory("weir-idle");
        Options o = new Options(
                "--workload", "latency",
                "--records", "1000000000",
                "--parallelism", Integer.toString(PARALLELISM),
                "--rate", Integer.toString(rate),
                "--checkpoint-interval-ms", Long.toString(checkpointIntervalMs),
                "--dir", dir.toString());
        StreamExecutionEnvironment env = Pipelines.build(StreamExecutionEnvironment.createLocalEnvironment(), o);
        JobClient job = env.executeAsync("idle");
        Thread.sleep(WARM_UP_MILLIS);
        long cpuBefore = Probe.cpuNanos();
        long before = System.nanoTime();
        Thread.sleep(seconds * 1000L);
        double pct = Harness.round(100.0 * (Probe.cpuNanos() - cpuBefore) / (System.nanoTime() - before));
        job.cancel().get();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("engine", "weir");
        line.put("workload", "idle");
        line.put("rate", rate);
        line.put("checkpoint_interval_ms", checkpointIntervalMs);
        line.put("seconds", seconds);
        line.put("cpu_pct_of_a_core", pct);
        System.out.println(new ObjectMapper().writeValueAsString(line));
        Harness.delete(dir);
        return pct < BAR_PCT ? 0 : 1;
    }
}
