package io.weir.actors.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.weir.runtime.failure.Quoted;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The section {@code weir.node}.
 *
 * @param port 0 for any free one
 * @param roles of {@link #COORDINATOR} and {@link #WORKER}, at least one
 * @param seeds as {@code host:port}; empty: a cluster of its own
 */
public record NodeSettings(
        String host, int port, List<String> roles, List<String> seeds, Duration leaveTimeout, boolean exitJvm) {
    public static final String COORDINATOR = "coordinator";
    public static final String WORKER = "worker";
    private static final int MOST_PORT = 65_535;

    public NodeSettings {
        roles = List.copyOf(roles);
        seeds = List.copyOf(seeds);
        if (!host.matches("[^/@\\s\\p{Cntrl}]+")) {
            throw refused(
                    "host",
                    host.isBlank() ? "empty" : Quoted.of(host),
                    "the address under which other nodes reach this one");
        }
        if (port < 0 || port > MOST_PORT) {
            throw refused("port", port, "between 0 and " + MOST_PORT);
        }
        if (roles.isEmpty() || !List.of(COORDINATOR, WORKER).containsAll(roles)) {
            throw refused("roles", Quoted.plain(roles), "one or both of " + COORDINATOR + " and " + WORKER);
        }
        for (String seed : seeds) {
            if (!seed.matches("[^:@/\\s\\p{Cntrl}]+:\\d{1,5}") || portOf(seed) < 1 || portOf(seed) > MOST_PORT) {
                throw refused(
                        "seeds",
                        Quoted.of(seed),
                        "a list of host:port, with ports between 1 and " + MOST_PORT
                                + ", for example [\"10.0.0.1:7300\"]");
            }
        }
        if (leaveTimeout.isNegative()) {
            throw refused("leave-timeout", leaveTimeout, "0 or more");
        }
    }

    private static int portOf(String seed) {
        return Integer.parseInt(seed.substring(seed.indexOf(':') + 1));
    }

    /** Reads the section {@code weir.node} of a whole configuration. */
    public static NodeSettings from(Config root) {
        Config section = root.getConfig("weir.node");
        return new NodeSettings(
                section.getString("host"),
                section.getInt("port"),
                section.getStringList("roles"),
                section.getStringList("seeds"),
                section.getDuration("leave-timeout"),
                section.getBoolean("exit-jvm"));
    }

    boolean isCoordinator() {
        return roles.contains(COORDINATOR);
    }

    boolean isWorker() {
        return roles.contains(WORKER);
    }

    /** What Pekko must be told; to be laid over the configuration of the actor system. */
    Config pekko() {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("pekko.actor.provider", "cluster");
        keys.put("pekko.remote.artery.canonical.hostname", host);
        keys.put("pekko.remote.artery.canonical.port", port);
        keys.put("pekko.cluster.roles", roles);
        keys.put("pekko.coordinated-shutdown.exit-jvm", exitJvm);
        return ConfigFactory.parseMap(keys, "weir.node");
    }

    private static ConfigException refused(String key, Object value, String rule) {
        return new ConfigException.BadValue(
                "weir.node." + key,
                "[CFG-203] weir.node." + key + " is " + value + ". It must be " + rule
                        + ". Correct it in the node's configuration.");
    }
}
