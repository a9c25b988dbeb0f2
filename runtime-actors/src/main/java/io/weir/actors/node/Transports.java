package io.weir.actors.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.weir.actors.exchange.ActorTransport;
import io.weir.actors.exchange.ExchangeLimits;
import io.weir.actors.exchange.Transport;
import io.weir.actors.exchange.socket.SocketSettings;
import io.weir.actors.exchange.socket.SocketTransport;
import io.weir.actors.guard.NodeFatal;
import java.util.concurrent.Executor;

/** Makes the transport that {@code weir.exchange.transport} asks for. */
final class Transports {
    private static final String KEY = "weir.exchange.transport";

    private Transports() {}

    /**
     * Of a worker in a cluster.
     *
     * @param host under which other nodes reach this one
     * @param fatal told if a thread of the transport dies
     * @throws ConfigException if a setting is wrong
     * @throws java.io.UncheckedIOException [CFG-205] if it cannot listen
     */
    static Transport open(Config config, String host, Executor blocking, NodeFatal fatal) {
        String kind = config.getString(KEY);
        return switch (kind) {
            case "artery" -> inside(config);
            case "socket" -> {
                if (config.getString("pekko.remote.artery.transport").equals("tls-tcp")) {
                    throw new ConfigException.BadValue(
                            KEY,
                            "[CFG-203] pekko.remote.artery.transport is tls-tcp, and " + KEY
                                    + " is socket. Records would cross the network unencrypted. Set " + KEY
                                    + " = artery.");
                }
                yield SocketTransport.open(host, SocketSettings.from(config), blocking, fatal);
            }
            default ->
                throw new ConfigException.BadValue(
                        KEY,
                        "[CFG-203] " + KEY + " is '" + kind
                                + "'. It must be socket or artery. Correct it in the node's configuration.");
        };
    }

    /** Of a node that exchanges no records with others. */
    static Transport inside(Config config) {
        return new ActorTransport(ExchangeLimits.maxElementBytes(config));
    }
}
