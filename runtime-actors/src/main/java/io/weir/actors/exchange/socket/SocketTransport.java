package io.weir.actors.exchange.socket;

import io.weir.actors.exchange.ActorTransport;
import io.weir.actors.exchange.ExchangeMessage;
import io.weir.actors.exchange.Route;
import io.weir.actors.exchange.Transport;
import io.weir.actors.guard.Gauges;
import io.weir.actors.guard.NodeFatal;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.WeirException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transport over plain sockets: by reference inside a JVM, over one connection for each node that it sends to. A message takes one
 * write of the sending thread, one read of this transport's only thread, and one message to the receiving actor. Subtasks are known
 * by numbers that begin anywhere, so that what was meant for a dead process reaches nobody in the next one.
 */
public final class SocketTransport implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(SocketTransport.class);
    /** Connections that the kernel holds until they are accepted: a crowd of strangers delays nobody by a second. */
    private static final int BACKLOG = 1024;

    private final String host;
    private final SocketSettings settings;
    private final Executor blocking;
    private final SocketLoop loop;
    private final int port;
    private final Map<Long, ActorRef<ExchangeMessage>> subtasks = new ConcurrentHashMap<>();
    private final AtomicLong nextNumber = new AtomicLong(new SecureRandom().nextLong() >>> 2);
    /** By address; a few bytes for each process that was ever met. */
    private final Map<String, Outgoing> peers = new ConcurrentHashMap<>();

    private final Reception reception;
    private final AutoCloseable shown;

    private SocketTransport(
            String host, SocketSettings settings, Executor blocking, SocketLoop loop, ServerSocketChannel listener)
            throws IOException {
        this.host = host;
        this.settings = settings;
        this.blocking = blocking;
        this.loop = loop;
        this.port = portOf(listener);
        this.reception = new Reception(listener, port, settings, loop, this::deliver);
        loop.register(listener, SelectionKey.OP_ACCEPT, reception);
        this.shown = Gauges.show("Exchange", port, reception.gauge());
    }

    /**
     * Listens at once.
     *
     * @param host under which other nodes reach this one
     * @param blocking looks up the addresses of other nodes
     * @param fatal told if the thread of the connections dies
     * @throws UncheckedIOException [CFG-205] if the port is taken or the address is not of this machine
     */
    public static SocketTransport open(String host, SocketSettings settings, Executor blocking, NodeFatal fatal) {
        String bind = settings.host().isEmpty() ? host : settings.host();
        try {
            ServerSocketChannel listener = ServerSocketChannel.open();
            try {
                listener.bind(new InetSocketAddress(bind, settings.port()), BACKLOG);
                SocketLoop loop = new SocketLoop("weir-exchange-" + portOf(listener), fatal);
                SocketTransport transport = new SocketTransport(host, settings, blocking, loop, listener);
                loop.start();
                return transport;
            } catch (IOException | RuntimeException e) {
                listener.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "[CFG-205] The node cannot listen on " + bind + ":" + settings.port()
                            + " for the records of other nodes. " + e.getMessage()
                            + ". Free the port, or set weir.exchange.host and weir.exchange.port.",
                    e);
        }
    }

    private static int portOf(ServerSocketChannel listener) throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    @Override
    public String register(ActorRef<ExchangeMessage> subtask) {
        long number = nextNumber.getAndIncrement();
        subtasks.put(number, subtask);
        return host + ":" + port + "/" + number;
    }

    @Override
    public void unregister(String address) {
        subtasks.remove(Address.parse(address).number());
    }

    @Override
    public Route routeTo(ActorRef<ExchangeMessage> receiver, String address) {
        if (!receiver.path().address().hasGlobalScope()) {
            return new Local(receiver);
        }
        return remote(address);
    }

    /** The way to another node, or to this one as if it were another. */
    Route remote(String address) {
        Address to = Address.parse(address);
        Outgoing peer = peers.computeIfAbsent(
                to.host + ":" + to.port, any -> new Outgoing(to.host, to.port, settings, blocking, loop));
        return new Remote(peer, to.number, settings.maxElementBytes());
    }

    private record Local(ActorRef<ExchangeMessage> receiver) implements Route {
        @Override
        public void send(ExchangeMessage message) {
            receiver.tell(message);
        }

        @Override
        public boolean isRemote() {
            return false;
        }
    }

    private record Remote(Outgoing peer, long number, int maxElementBytes) implements Route {
        @Override
        public void send(ExchangeMessage message) {
            ActorTransport.refuseTooLarge(message, maxElementBytes);
            peer.send(number, message);
        }

        @Override
        public boolean isRemote() {
            return true;
        }
    }

    /** {@code host:port/number}. */
    private record Address(String host, int port, long number) {
        private static final int MOST_PORT = 65_535;

        static Address parse(String text) {
            int slash = text.lastIndexOf('/');
            int colon = text.lastIndexOf(':', Math.max(0, slash));
            try {
                int port = colon > 0 ? Integer.parseInt(text.substring(colon + 1, slash)) : 0;
                if (port > 0 && port <= MOST_PORT) {
                    return new Address(text.substring(0, colon), port, Long.parseLong(text.substring(slash + 1)));
                }
            } catch (NumberFormatException e) {
                LOG.debug("not an address of a subtask: {}", text, e);
            }
            throw new WeirException(
                    FailureKind.BROKEN_PROTOCOL,
                    "[NET-614] Another node gave '" + text + "' as the address of a subtask's data. "
                            + "The nodes have different settings of weir.exchange.transport, or run different versions. "
                            + "Give all nodes the same.");
        }
    }

    /** On the loop. */
    private boolean deliver(long number, ExchangeMessage message) {
        ActorRef<ExchangeMessage> subtask = subtasks.get(number);
        if (subtask != null) { // else of an attempt that is over
            subtask.tell(message);
        }
        return subtask != null;
    }

    /** What the connections of other nodes hold. From any thread. */
    ExchangeMXBean gauge() {
        return reception.gauge();
    }

    @Override
    public void close() {
        SocketLoop.close(shown);
        loop.close();
    }
}
