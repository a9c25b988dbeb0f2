package io.weir.actors.node;

import com.typesafe.config.ConfigFactory;
import io.weir.actors.config.WeirConfig;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A node in a process of its own. */
final class NodeProcess implements AutoCloseable {
    private final List<String> command;
    private final Path log;
    private final int port;
    private Process process;

    NodeProcess(int port, List<Integer> all, Path folder) throws IOException {
        this(port, all, folder, Map.of());
    }

    /** {@code settings} go before those of {@link #main}. */
    NodeProcess(int port, List<Integer> all, Path folder, Map<String, String> settings) throws IOException {
        this.port = port;
        this.log = folder.resolve("node-" + port + ".log");
        this.command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx300m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                NodeProcess.class.getName(),
                folder.toString(),
                String.valueOf(port),
                all.stream().map(String::valueOf).collect(Collectors.joining(","))));
        start();
    }

    static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> open = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            open.add(socket);
            ports.add(socket.getLocalPort());
        }
        for (ServerSocket socket : open) {
            socket.close();
        }
        return ports;
    }

    /** As a service manager would, after a death. */
    void start() throws IOException {
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGSTOP or SIGCONT. */
    void signal(String name) throws IOException, InterruptedException {
        int rc = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (rc != 0) {
            throw new IOException("kill -" + name + " of process " + process.pid() + " ended with " + rc);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** All it has said, over all its lives. */
    String logged() throws IOException {
        return Files.readString(log);
    }

    File log() {
        return log.toFile();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        List<String> seeds = List.of(arguments[2].split(",")).stream()
                .map(one -> "127.0.0.1:" + one)
                .toList();
        RejoiningNode node = RejoiningNode.start(WeirConfig.load(ConfigFactory.parseMap(Map.of(
                "weir.node.port",
                port,
                "weir.node.seeds",
                seeds,
                "weir.worker.slots",
                2,
                "weir.worker.directory",
                folder.resolve("work").toString(),
                "weir.journal.file",
                folder.resolve("journal/weir").toString(),
                "weir.checkpoint.dir",
                "file://" + folder.resolve("checkpoints"),
                "pekko.cluster.failure-detector.acceptable-heartbeat-pause", // who is dead must be found out without it
                "600 s",
                "pekko.cluster.split-brain-resolver.stable-after", // nor with this
                "600 s"))));
        var unused = node.whenEnded().toCompletableFuture().join();
    }
}
