package io.weir.actors.liveness;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;

/**
 * The section {@code weir.liveness}.
 *
 * @param host where the leader listens; empty for the node's own address
 * @param port 0 for any
 * @param cookie what workers must say; empty for nothing
 * @param maxConnections of workers, at least 1
 * @param maxStrangers connections that have not said who they are, at least 1
 */
public record LivenessSettings(
        String host,
        int port,
        String cookie,
        Duration handshakeTimeout,
        int maxConnections,
        int maxStrangers,
        Duration reconnectMin,
        Duration reconnectMax) {
    public LivenessSettings {
        refuseIf(port < 0 || port > 65_535, "port", port, "between 0 and 65535");
        refuseIf(
                cookie.length() > 256 || !Handshake.isWord(cookie),
                "cookie",
                "a secret",
                "without spaces, at most 256 characters");
        refuseIf(handshakeTimeout.toMillis() < 1, "handshake-timeout", handshakeTimeout, "at least 1 ms");
        refuseIf(maxConnections < 1, "max-connections", maxConnections, "at least 1");
        refuseIf(maxStrangers < 1, "max-strangers", maxStrangers, "at least 1");
        refuseIf(reconnectMin.toMillis() < 1, "reconnect-min", reconnectMin, "at least 1 ms");
        refuseIf(reconnectMax.compareTo(reconnectMin) < 0, "reconnect-max", reconnectMax, "not below reconnect-min");
    }

    /** Reads the section {@code weir.liveness} of a whole configuration. */
    public static LivenessSettings from(Config root) {
        Config section = root.getConfig("weir.liveness");
        return new LivenessSettings(
                section.getString("host"),
                section.getInt("port"),
                section.getString("cookie"),
                section.getDuration("handshake-timeout"),
                section.getInt("max-connections"),
                section.getInt("max-strangers"),
                section.getDuration("reconnect-min"),
                section.getDuration("reconnect-max"));
    }

    private static void refuseIf(boolean wrong, String key, Object value, String rule) {
        if (wrong) {
            throw new ConfigException.BadValue(
                    "weir.liveness." + key,
                    "[CFG-203] weir.liveness." + key + " is " + value + ". It must be " + rule
                            + ". Correct it in the node's configuration.");
        }
    }

    @Override
    public String toString() {
        return "LivenessSettings[host=" + host + ", port=" + port + ", cookie=" + (cookie.isEmpty() ? "none" : "******")
                + "]";
    }
}
