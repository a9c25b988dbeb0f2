package io.weir.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node in a JVM of its own, which ends with the test's at the latest. */
final class NodeInProcess implements ClusterNode {
    private final List<String> command;
    private final Path log;
    private @Nullable Process process;

    NodeInProcess(int index, Config config, Path folder) throws IOException {
        Path file = folder.resolve("node-" + index + ".conf");
        Files.writeString(file, config.root().render(ConfigRenderOptions.concise()));
        log = folder.resolve("node-" + index + ".log");
        command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                NodeMain.class.getName(),
                file.toString());
    }

    @Override
    public void start() {
        if (process != null && process.isAlive()) {
            throw TestkitErrors.nodeRuns();
        }
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void kill() {
        Process dying = process;
        process = null;
        if (dying != null) {
            var unused = dying.destroyForcibly().onExit().join();
        }
    }

    @Override
    public void pause() {
        signal("STOP");
    }

    @Override
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        Process running = process;
        if (running == null || !running.isAlive()) {
            throw TestkitErrors.nodeIsDead();
        }
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(running.pid())).start();
            if (kill.onExit().join().exitValue() != 0) {
                throw TestkitErrors.nodeIsDead();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void cut(List<String> addresses, boolean lose) {
        if (lose) {
            throw TestkitErrors.onlyInJvm("partition");
        }
    }
}
