package io.weir.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import io.weir.testkit.process.JavaCommand;
import io.weir.testkit.process.NodeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A node in a JVM of its own, which ends with the test's at the latest. */
final class NodeInProcess implements ClusterNode {
    private final NodeProcess process;

    NodeInProcess(int index, String address, Config config, Path folder) throws IOException {
        String name = "node-" + index;
        Path file = folder.resolve(name + ".conf");
        Files.writeString(file, config.root().render(ConfigRenderOptions.concise()));
        process = new NodeProcess(
                name,
                address,
                JavaCommand.of(List.of(), List.of(), NodeMain.class.getName(), file.toString()),
                folder.resolve(name + ".log"));
    }

    @Override
    public void start() {
        if (process.isAlive()) {
            throw TestkitErrors.nodeRuns();
        }
        process.start();
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public void pause() {
        if (!process.pause()) {
            throw TestkitErrors.nodeIsDead();
        }
    }

    @Override
    public void resume() {
        if (!process.resume()) {
            throw TestkitErrors.nodeIsDead();
        }
    }

    @Override
    public void cut(List<String> addresses, boolean lose) {
        if (lose) {
            throw TestkitErrors.onlyInJvm("partition");
        }
    }
}
