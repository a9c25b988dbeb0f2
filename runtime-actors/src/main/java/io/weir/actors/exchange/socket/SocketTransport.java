package io.weir.actors.exchange.socket;

import io.weir.actors.exchange.ActorTransport;
import io.weir.actors.exchange.ExchangeMessage;
import io.weir.actors.exchange.Route;
import io.weir.actors.exchange.Transport;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.WeirException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
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

    private final String host;
    private final SocketSettings settings;
    private final Executor blocking;
    private final SocketLoop loop;
    private final ServerSocketChannel listener;
    private final int port;
    private final Map<Long, ActorRef<ExchangeMessage>> subtasks = new ConcurrentHashMap<>();
    private final AtomicLong nextNumber = new AtomicLong(new SecureRandom().nextLong() >>> 2);
    /** By address; a few bytes for each process that was ever met. */
    private final Map<String, Outgoing> peers = new ConcurrentHashMap<>();

    private int connections; // the loop's

    private SocketTransport(
            String host, SocketSettings settings, Executor blocking, SocketLoop loop, ServerSocketChannel listener)
            throws IOException {
        this.host = host;
        this.settings = settings;
        this.blocking = blocking;
        this.loop = loop;
        this.listener = listener;
        this.port = portOf(listener);
    }

    /**
     * Listens at once.
     *
     * @param host under which other nodes reach this one
     * @param blocking looks up the addresses of other nodes
     * @throws UncheckedIOException [CFG-205] if the port is taken or the address is not of this machine
     */
    public static SocketTransport open(String host, SocketSettings settings, Executor blocking) {
        String bind = settings.host().isEmpty() ? host : settings.host();
        try {
            ServerSocketChannel listener = ServerSocketChannel.open();
            try {
                listener.bind(new InetSocketAddress(bind, settings.port()));
                SocketLoop loop = new SocketLoop("weir-exchange-" + portOf(listener));
                SocketTransport transport = new SocketTransport(host, settings, blocking, loop, listener);
                loop.register(listener, SelectionKey.OP_ACCEPT, transport.new Acceptor());
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

    /** Takes connections of other nodes. On the loop. */
    private final class Acceptor implements SocketLoop.Handler {
        @Override
        public void ready(SelectionKey key) {
            try {
                accept();
            } catch (IOException e) {
                LOG.warn(
                        "[NET-618] A data connection to port {} could not be accepted. {}. The other node tries again.",
                        port,
                        e.toString());
            }
        }

        private void accept() throws IOException {
            SocketChannel channel = listener.accept();
            if (channel == null) {
                return;
            }
            if (connections >= settings.maxConnections()) {
                LOG.warn(
                        "[NET-619] A data connection from {} was refused. There are {} already, weir.exchange.max-connections is that. "
                                + "Raise it if you have so many nodes.",
                        channel.getRemoteAddress(),
                        connections);
                channel.close();
                return;
            }
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            Incoming incoming = new Incoming(channel, settings, this::deliver, () -> connections--);
            SelectionKey registered = loop.register(channel, SelectionKey.OP_READ, incoming);
            connections++;
            long deadline = System.nanoTime() + settings.connectTimeout().toNanos();
            loop.at(new SocketLoop.Deadline(deadline, () -> {
                if (!incoming.isIntroduced() && channel.isOpen()) {
                    loop.end(registered, new IOException("it did not introduce itself in time"));
                }
            }));
        }

        private void deliver(long number, ExchangeMessage message) {
            ActorRef<ExchangeMessage> subtask = subtasks.get(number);
            if (subtask != null) { // else of an attempt that is over
                subtask.tell(message);
            }
        }

        @Override
        public void ended(IOException why) {
            LOG.debug("port {} takes no more data connections", port);
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
