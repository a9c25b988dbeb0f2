package io.weir.benchmarks.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.actors.client.WeirClient;
import io.weir.api.JobClient;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.execution.ExecutionContexts;
import io.weir.benchmarks.kit.Child;
import io.weir.benchmarks.kit.Harness;
import io.weir.benchmarks.kit.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What does a cluster cost that has next to nothing to do? One job at 200 records a second, checkpoints each second; 10,000 keys, so that
 * its state does not grow.
 */
@Command(
        name = "idle",
        description =
                "CPU of each node of a cluster with one job at 200 records/s, in per cent of a core. One JSON line; 0 if all are below 2 %%, else 1.",
        mixinStandardHelpOptions = true)
final class IdleCost implements Callable<Integer> {
    private static final double BAR_PCT = 2;

    @Option(
            names = "--seconds",
            defaultValue = "60",
            description = "how long it is measured (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warm-up-seconds",
            defaultValue = "30",
            description = "before that, for start and compiler (default: ${DEFAULT-VALUE})")
    private int warmUpSeconds;

    @Option(
            names = "--nodes",
            defaultValue = "2",
            description = "worker JVMs, beside the coordinator (default: ${DEFAULT-VALUE})")
    private int nodes;

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
        try {
            Map<String, Double> pctOfACore = measure(dir);
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("engine", "weir");
            line.put("workload", "idle");
            line.put("rate", rate);
            line.put("checkpoint_interval_ms", checkpointIntervalMs);
            line.put("seconds", seconds);
            line.put("cpu_pct_of_a_core", pctOfACore);
            System.out.println(new ObjectMapper().writeValueAsString(line));
            return pctOfACore.values().stream().allMatch(pct -> pct < BAR_PCT) ? 0 : 1;
        } finally {
            Harness.delete(dir);
        }
    }

    private Map<String, Double> measure(Path dir) throws Exception {
        Options o = new Options(
                "--workload", "keyed-state",
                "--records", "1000000000",
                "--parallelism", Integer.toString(nodes),
                "--rate", Integer.toString(rate),
                "--checkpoint-interval-ms", Long.toString(checkpointIntervalMs),
                "--dir", dir.toString());
        try (WeirProcesses cluster = WeirProcesses.start(dir, nodes, 1, Map.of());
                WeirClient client = cluster.client()) {
            JobClient job = ExecutionContexts.withExecutor(
                    client,
                    () -> Pipelines.idle(StreamExecutionEnvironment.getExecutionEnvironment(), o)
                            .executeAsync("idle"));
            Child.await("sources", () -> o.probe().read("start-").size() >= nodes, 60);
            Thread.sleep(warmUpSeconds * 1000L);
            List<Process> all = cluster.all();
            double[] before =
                    all.stream().mapToDouble(p -> Child.cpuSeconds(List.of(p))).toArray();
            Thread.sleep(seconds * 1000L);
            Map<String, Double> pct = new LinkedHashMap<>();
            for (int n = 0; n < before.length; n++) {
                double used = Child.cpuSeconds(List.of(all.get(n))) - before[n];
                pct.put(cluster.names().get(n), Harness.round(100 * used / seconds));
            }
            job.cancel().get();
            return pct;
        }
    }
}
