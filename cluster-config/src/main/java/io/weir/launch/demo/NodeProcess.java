package io.weir.launch.demo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One node of the demo as a process of its own, which can be killed and started again under the same address. */
final class NodeProcess {
    private final String name;
    private final int port;
    private final Path conf;
    private final Path log;
    private @Nullable Process process;

    /**
     * @param roles coordinator, worker, or both
     * @param seeds addresses of the nodes that found the cluster
     */
    NodeProcess(String name, int port, List<String> roles, List<String> seeds, Path directory) throws IOException {
        this.name = name;
        this.port = port;
        this.conf = directory.resolve(name + ".conf");
        this.log = directory.resolve(name + ".log");
        Files.writeString(conf, """
                weir.node { host = "127.0.0.1", port = %d, roles = [%s], seeds = [%s] }
                weir.worker { slots = %d, directory = "%s" }
                weir.journal.file = "%s"
                weir.checkpoint.dir = "%s"
                """.formatted(
                        port,
                        quoted(roles),
                        quoted(seeds),
                        DemoSettings.SLOTS_PER_NODE,
                        directory.resolve("work-" + name),
                        directory.resolve("journal").resolve("weir"),
                        directory.resolve("checkpoints").toUri()));
    }

    private static String quoted(List<String> words) {
        return String.join(", ", words.stream().map(word -> '"' + word + '"').toList());
    }

    /** Starts it, with the class path of this JVM; its output goes to a log file. */
    void start() {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.weir.launch.Main",
                "node",
                "--conf",
                conf.toString());
        builder.environment().put("WEIR_LOG_LEVEL", "INFO");
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("[CLI-509] A node's process could not be started: " + e.getMessage(), e);
        }
    }

    /** SIGKILL: the process gets no chance to do anything. */
    void kill() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    /** As a service manager does: starts it if it was started once and is gone. True if it was. */
    boolean startIfGone() {
        if (process == null || process.isAlive()) {
            return false;
        }
        start();
        return true;
    }

    /** SIGTERM: the process leaves the cluster in an orderly way; returns when it has ended. */
    void stop() {
        if (process != null) {
            process.destroy();
            process.onExit().join();
        }
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** @throws IllegalStateException if it was never started */
    long pid() {
        if (process == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return process.pid();
    }

    String name() {
        return name;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    Path log() {
        return log;
    }
}
