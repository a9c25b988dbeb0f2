package io.weir.benchmarks.e2e;

import io.weir.actors.client.WeirClient;
import io.weir.actors.protocol.ClientReply;
import io.weir.api.JobClient;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.execution.ExecutionContexts;
import io.weir.benchmarks.kit.Child;
import io.weir.benchmarks.kit.Harness;
import io.weir.benchmarks.kit.Options;
import io.weir.benchmarks.kit.Recovery;
import io.weir.runtime.cluster.WorkerId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run across {@code --nodes} worker JVMs. With {@code --kill-at-s S} one worker that runs the job is killed with SIGKILL S seconds after its
 * sources began; one worker more than needed is started as a spare, as the kit does for Flink.
 */
final class WeirCluster {
    private WeirCluster() {}

    static Map<String, @Nullable Object> run(Options o) throws Exception {
        int nodes = (int) o.number("nodes", 1);
        long killAtSeconds = o.number("kill-at-s", 0);
        int workers = killAtSeconds > 0 ? nodes + 1 : nodes;
        int slotsEach = (o.parallelism() + nodes - 1) / nodes;
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        try (WeirProcesses cluster = WeirProcesses.start(Path.of(o.dir()), workers, slotsEach, o.conf);
                WeirClient client = cluster.client()) {
            List<Process> all = cluster.all();
            double cpuBefore = Child.cpuSeconds(all);
            JobClient job = submit(client, o);
            long killedAtNanos = 0;
            double cpuOfKilled = 0;
            if (killAtSeconds > 0) {
                Child.await("sources", () -> o.probe().read("start-").size() >= o.parallelism(), 60);
                Thread.sleep(killAtSeconds * 1000);
                List<WorkerId> running = client.describe(job.getJobId()).workers();
                Process victim = cluster.process(running.get(running.size() - 1));
                cpuOfKilled = Child.cpuSeconds(List.of(victim));
                killedAtNanos = System.nanoTime();
                victim.destroyForcibly();
            }
            job.getJobExecutionResult().get();
            out.put("nodes", workers);
            WeirMain.addValues(o, out);
            out.put("cpu_seconds", Harness.round(Child.cpuSeconds(all) + cpuOfKilled - cpuBefore));
            addCheckpoints(client.describe(job.getJobId()), o, out);
            if (killedAtNanos != 0) {
                Recovery.analyse(o.probe(), killedAtNanos, out);
                out.put("failures", failures(client.describe(job.getJobId())));
            }
            out.put("own_cpu_seconds", Child.cpuSeconds(all) + cpuOfKilled);
        }
        return out;
    }

    private static JobClient submit(WeirClient client, Options o) throws Exception {
        return ExecutionContexts.withExecutor(
                client,
                () -> Pipelines.build(StreamExecutionEnvironment.getExecutionEnvironment(), o)
                        .executeAsync(o.workload().label()));
    }

    private static void addCheckpoints(ClientReply.Job job, Options o, Map<String, @Nullable Object> out) {
        WeirMain.addCheckpoints(o.probe(), out);
        ClientReply.CheckpointEntry last = job.lastCheckpoint();
        if (last != null) {
            out.put("state_bytes", last.stateBytes());
        }
    }

    private static List<String> failures(ClientReply.Job job) {
        return job.failures().stream().map(ClientReply.FailureEntry::kind).toList();
    }
}
