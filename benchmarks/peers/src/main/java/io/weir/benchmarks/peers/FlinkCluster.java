package io.weir.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.benchmarks.kit.Child;
import io.weir.benchmarks.kit.Harness;
import io.weir.benchmarks.kit.Options;
import io.weir.benchmarks.kit.Recovery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.execution.JobClient;

/**
 * Flink over processes from the Maven class path: one JobManager JVM and --task-managers TaskManager JVMs of one slot
 * each. With --kill-at-s S one TaskManager that runs the job is killed with SIGKILL S seconds after the start of the
 * job; start one more TaskManager than the parallelism to have a spare.
 */
final class FlinkCluster {
    private FlinkCluster() {}

    static Map<String, Object> run(Options o) throws Exception {
        int count = (int) o.number("task-managers", o.parallelism());
        Path confDir = Path.of(o.dir(), "conf");
        Files.createDirectories(confDir);
        int restPort = (int) o.number("rest-port", 18081);
        Map<String, String> conf = new TreeMap<>(FlinkRunner.jobConf(o));
        conf.put("jobmanager.rpc.address", "127.0.0.1");
        conf.put("jobmanager.rpc.port", Integer.toString(restPort + 1));
        conf.put("jobmanager.bind-host", "127.0.0.1");
        conf.put("rest.address", "127.0.0.1");
        conf.put("rest.port", Integer.toString(restPort));
        conf.put("taskmanager.host", "127.0.0.1");
        conf.put("taskmanager.bind-host", "127.0.0.1");
        conf.put("taskmanager.numberOfTaskSlots", "1");
        conf.put("taskmanager.cpu.cores", "1");
        conf.put("taskmanager.memory.task.heap.size", "1536m");
        conf.put("taskmanager.memory.task.off-heap.size", "0");
        conf.put("taskmanager.memory.framework.heap.size", "128m");
        conf.put("taskmanager.memory.framework.off-heap.size", "128m");
        conf.put("taskmanager.memory.managed.size", "512m");
        conf.put("taskmanager.memory.network.min", "128m");
        conf.put("taskmanager.memory.network.max", "128m");
        conf.put("taskmanager.memory.jvm-metaspace.size", "256m");
        conf.put("taskmanager.memory.jvm-overhead.min", "192m");
        conf.put("taskmanager.memory.jvm-overhead.max", "192m");
        conf.put("io.tmp.dirs", o.dir() + "/tmp");
        Files.createDirectories(Path.of(o.dir(), "tmp"));
        StringBuilder yaml = new StringBuilder();
        conf.forEach((k, v) -> yaml.append(k).append(": ").append(v).append('\n'));
        Files.writeString(confDir.resolve("config.yaml"), yaml);

        List<Process> all = new ArrayList<>();
        Map<String, Process> taskManagers = new LinkedHashMap<>();
        String level = "-Dorg.slf4j.simpleLogger.defaultLogLevel=" + o.get("log-level", "warn");
        all.add(Child.java(
                "jobmanager",
                o.dir(),
                List.of("-Xmx1g", level),
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                "--configDir",
                confDir.toString()));
        for (int n = 1; n <= count; n++) {
            Process p = Child.java(
                    "taskmanager-" + n,
                    o.dir(),
                    List.of("-Xms1664m", "-Xmx1664m", "-XX:MaxDirectMemorySize=512m", level),
                    "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                    "--configDir",
                    confDir.toString(),
                    "-Dtaskmanager.resource-id=tm-" + n);
            taskManagers.put("tm-" + n, p);
            all.add(p);
        }
        String rest = "http://127.0.0.1:" + restPort;
        await(() -> FlinkRunner.get(rest + "/overview").path("slots-available").asInt() >= count, 60);
        double cpuBefore = Child.cpuSeconds(all);
        JobClient job = FlinkRunner.submit(o, "127.0.0.1", restPort);
        Map<String, Object> out = new LinkedHashMap<>();
        long killAt = o.number("kill-at-s", 0);
        long killed = 0;
        double cpuOfKilled = 0;
        if (killAt > 0) {
            await(() -> o.probe().read("start-").size() >= o.parallelism(), 60);
            Thread.sleep(killAt * 1000);
            String victim = null;
            for (JsonNode tm : FlinkRunner.get(rest + "/taskmanagers").path("taskmanagers")) {
                if (tm.path("freeSlots").asInt() == 0) victim = tm.path("id").asText();
            }
            cpuOfKilled = Child.cpuSeconds(List.of(taskManagers.get(victim)));
            killed = System.nanoTime();
            taskManagers.get(victim).destroyForcibly();
        }
        job.getJobExecutionResult().get();
        out.put("task_managers", count);
        out.put("cpu_seconds", Harness.round(Child.cpuSeconds(all) + cpuOfKilled - cpuBefore));
        FlinkRunner.checkpointStats(rest, job.getJobID().toString(), out);
        out.put("object_reuse", o.objectReuse());
        if (killed != 0) {
            Recovery.analyse(o.probe(), killed, out);
            List<String> failures = new ArrayList<>();
            for (JsonNode e : FlinkRunner.get(rest + "/jobs/" + job.getJobID() + "/exceptions")
                    .path("exceptionHistory")
                    .path("entries")) {
                String name = e.path("exceptionName").asText();
                failures.add(name.substring(name.lastIndexOf('.') + 1));
            }
            out.put("failures", failures);
        }
        out.put("own_cpu_seconds", Child.cpuSeconds(all) + cpuOfKilled);
        all.forEach(Process::destroyForcibly);
        return out;
    }

    interface Condition {
        boolean holds() throws Exception;
    }

    static void await(Condition condition, int seconds) throws Exception {
        for (long end = System.nanoTime() + seconds * 1_000_000_000L; ; Thread.sleep(50)) {
            try {
                if (condition.holds()) return;
            } catch (java.io.IOException e) {
                // not up yet
            }
            if (System.nanoTime() > end) throw new IllegalStateException("not ready after " + seconds + " s");
        }
    }
}
