package io.weir.benchmarks.e2e;

import io.weir.actors.client.ClientException;
import io.weir.actors.client.WeirClient;
import io.weir.benchmarks.kit.Child;
import io.weir.runtime.cluster.WorkerId;
import io.weir.testkit.process.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cluster on loopback with the shipped settings: a coordinator JVM (heap 1 GiB) and worker JVMs (1664 MiB, as Flink's TaskManagers in the
 * kit), over real Artery. Their output is in the directory. They end with {@link #close}, or with this JVM.
 */
final class WeirProcesses implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int START_SECONDS = 120;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String coordinatorAddress;
    private final Process coordinator;
    /** By {@code host:port}. */
    private final Map<String, Process> workers = new LinkedHashMap<>();

    private WeirProcesses(String coordinatorAddress, Process coordinator) {
        this.coordinatorAddress = coordinatorAddress;
        this.coordinator = coordinator;
    }

    /** Starts the processes and waits until the slots of all workers are there. */
    static WeirProcesses start(Path dir, int workers, int slotsEach, Map<String, String> conf) throws Exception {
        List<Integer> ports = FreePorts.take(workers + 1);
        String seed = HOST + ":" + ports.get(0);
        WeirProcesses cluster = new WeirProcesses(
                seed, node(dir, "coordinator", ports.get(0), seed, slotsEach, conf, List.of("-Xmx1g")));
        try {
            for (int n = 1; n <= workers; n++) {
                Process worker = node(
                        dir, "worker-" + n, ports.get(n), seed, slotsEach, conf, List.of("-Xms1664m", "-Xmx1664m"));
                cluster.workers.put(HOST + ":" + ports.get(n), worker);
            }
            Child.await(
                    "slots of " + workers + " workers", () -> cluster.slots() == workers * slotsEach, START_SECONDS);
            return cluster;
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    private static Process node(
            Path dir, String name, int port, String seed, int slots, Map<String, String> conf, List<String> memory)
            throws IOException {
        Path file = dir.resolve(name + ".conf");
        StringBuilder text = new StringBuilder();
        text.append("weir.node { host = \"").append(HOST).append("\", port = ").append(port);
        text.append(", roles = [").append(name.replaceAll("-.*", "")).append("]");
        text.append(", seeds = [\"").append(seed).append("\"] }\n");
        text.append("weir.worker { slots = ").append(slots);
        text.append(", directory = \"").append(dir.resolve(name)).append("\" }\n");
        text.append("weir.checkpoint.dir = \"")
                .append(dir.resolve("checkpoints").toUri())
                .append("\"\n");
        text.append("weir.journal.file = \"")
                .append(dir.resolve("journal").resolve("weir"))
                .append("\"\n");
        conf.forEach(
                (key, value) -> text.append(key).append(" = ").append(value).append('\n'));
        Files.writeString(file, text);
        List<String> flags = new ArrayList<>(memory);
        flags.add("-XX:+UseG1GC");
        String more = System.getenv().getOrDefault("NODE_FLAGS", "").trim().replace("NAME", name);
        if (!more.isEmpty()) {
            flags.addAll(List.of(more.split("\\s+")));
        }
        return Child.java(name, dir.toString(), flags, "io.weir.launch.Main", "node", "--conf", file.toString());
    }

    private int slots() {
        try (WeirClient client = WeirClient.connect(List.of(coordinatorAddress), List.of(), Duration.ofSeconds(2))) {
            return client.cluster().slots();
        } catch (ClientException e) {
            return 0; // not up yet
        }
    }

    /** To be closed by the caller. */
    WeirClient client() {
        return WeirClient.connect(List.of(coordinatorAddress), List.of(), PATIENCE);
    }

    List<Process> all() {
        List<Process> all = new ArrayList<>(workers.values());
        all.add(0, coordinator);
        return all;
    }

    /** In the order of {@link #all}. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of("coordinator"));
        for (int n = 1; n <= workers.size(); n++) {
            names.add("worker-" + n);
        }
        return names;
    }

    /** The process of a worker that takes part in a job. */
    Process process(WorkerId worker) {
        return workers.entrySet().stream()
                .filter(each -> worker.value().contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(worker + " is none of " + workers.keySet()));
    }

    @Override
    public void close() {
        all().forEach(Process::destroyForcibly);
    }
}
