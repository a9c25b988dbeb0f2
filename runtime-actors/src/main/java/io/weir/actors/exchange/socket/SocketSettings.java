package io.weir.actors.exchange.socket;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.weir.actors.exchange.ExchangeLimits;
import java.time.Duration;

/**
 * What the section {@code weir.exchange} says of connections.
 *
 * @param host where to listen; empty for the node's own address
 * @param port 0 for any
 * @param cookie what other nodes must say; empty for nothing
 * @param connectTimeout also for the handshake, on both sides
 * @param patience for how long connections may fail before those who send are told; at least 1 ms
 * @param maxConnections of nodes that have introduced themselves, at least 1
 * @param maxStrangers connections that have not, at least 1
 * @param receiveBudget bytes that all connections of other nodes may hold together; at least three of the largest frames and what every node needs
 * @param frameTimeout for how long a connection may hold memory that others wait for; at least 1 ms
 * @param maxElementBytes as {@link ExchangeLimits#maxElementBytes}
 */
public record SocketSettings(
        String host,
        int port,
        String cookie,
        Duration connectTimeout,
        Duration patience,
        int maxConnections,
        int maxStrangers,
        long receiveBudget,
        Duration frameTimeout,
        int maxElementBytes) {
    private static final int MOST_STRANGERS = 100_000;

    public SocketSettings {
        refuseIf(port < 0 || port > 65_535, "port", port, "between 0 and 65535");
        refuseIf(
                cookie.length() > Frames.MAX_COOKIE || !cookie.chars().allMatch(c -> c > ' ' && c != 127),
                "cookie",
                "a secret",
                "without spaces, at most " + Frames.MAX_COOKIE + " characters");
        refuseIf(connectTimeout.toMillis() < 1, "connect-timeout", connectTimeout, "at least 1 ms");
        refuseIf(patience.toMillis() < 1, "connect-patience", patience, "at least 1 ms");
        refuseIf(maxConnections < 1, "max-connections", maxConnections, "at least 1");
        refuseIf(
                maxStrangers < 1 || maxStrangers > MOST_STRANGERS,
                "max-strangers",
                maxStrangers,
                "between 1 and " + MOST_STRANGERS);
        refuseIf(frameTimeout.toMillis() < 1, "frame-timeout", frameTimeout, "at least 1 ms");
        long least = Reception.leastBudget(maxStrangers, maxElementBytes);
        refuseIf(
                receiveBudget < least,
                "receive-budget",
                receiveBudget + " bytes",
                "at least " + least
                        + ": three frames of weir.exchange.max-element-bytes, and a kilobyte for each of weir.exchange.max-strangers");
    }

    /** Reads the section {@code weir.exchange} of a whole configuration. */
    public static SocketSettings from(Config root) {
        Config section = root.getConfig("weir.exchange");
        return new SocketSettings(
                section.getString("host"),
                section.getInt("port"),
                section.getString("cookie"),
                section.getDuration("connect-timeout"),
                section.getDuration("connect-patience"),
                section.getInt("max-connections"),
                section.getInt("max-strangers"),
                section.getBytes("receive-budget"),
                section.getDuration("frame-timeout"),
                ExchangeLimits.maxElementBytes(root));
    }

    private static void refuseIf(boolean wrong, String key, Object value, String rule) {
        if (wrong) {
            throw new ConfigException.BadValue(
                    "weir.exchange." + key,
                    "[CFG-203] weir.exchange." + key + " is " + value + ". It must be " + rule
                            + ". Correct it in the node's configuration.");
        }
    }

    @Override
    public String toString() {
        return "SocketSettings[host=" + host + ", port=" + port + ", cookie=" + (cookie.isEmpty() ? "none" : "******")
                + "]";
    }
}
