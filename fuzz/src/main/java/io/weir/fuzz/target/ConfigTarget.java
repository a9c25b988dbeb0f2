package io.weir.fuzz.target;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import io.weir.actors.config.WeirConfig;
import io.weir.actors.exchange.ExchangeLimits;
import io.weir.actors.liveness.LivenessSettings;
import io.weir.actors.node.NodeSettings;
import io.weir.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A node's configuration as text, loaded and checked. */
public final class ConfigTarget implements FuzzTarget<Config> {
    @Override
    public String name() {
        return "config";
    }

    @Override
    public String what() {
        return "configuration (`WeirConfig`, `ConfigCheck`)";
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                        "",
                        "weir { node { host = \"10.0.0.1\", port = 7300, seeds = [\"a:1\"] } }",
                        "weir.checkpoint.dir = \"file:///data\"\nweir.rocksdb.memory = 1 GiB\nweir.exchange.linger = 2 ms",
                        "weir.job.adoption-wait = 3 seconds\nweir.worker { slots = 2, cancel-timeout = 1 m }",
                        "weir.liveness.cookie = ${?COOKIE}\nweir.node.exit-jvm = on",
                        "weir.subtask-dispatcher.fork-join-executor.parallelism-max = 8",
                        "weir.node.host = ${weir.worker.directory}")
                .stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** Nothing of the file system or the network is included, which is the user's own business. */
    @Override
    public Config decode(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        if (text.contains("include")) {
            throw new ConfigException.Generic("[CFG-201] includes are not tried");
        }
        try {
            Config config = WeirConfig.load(() -> ConfigFactory.parseString(text));
            NodeSettings.from(config);
            LivenessSettings.from(config);
            ExchangeLimits.maxElementBytes(config);
            return config.withOnlyPath("weir");
        } catch (ConfigException.BadValue e) { // puts the path before the sentence
            String message = String.valueOf(e.getMessage());
            throw message.contains(": [CFG-")
                    ? new ConfigException.Generic(message.substring(message.indexOf(": [CFG-") + 2), e)
                    : e;
        }
    }

    @Override
    public byte[] encode(Config config) {
        return config.root().render(ConfigRenderOptions.concise()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean isRefusal(Throwable thrown) {
        return thrown instanceof ConfigException;
    }

    @Override
    public int cost() {
        return 30;
    }

    @Override
    public long freeBytes() {
        return 32 << 20; // reference.conf of all libraries is read and resolved each time
    }

    @Override
    public int bytesPerByte() {
        return 16 * 1024; // each key is looked for among all keys
    }
}
