package io.weir.actors.liveness;

import io.weir.runtime.cluster.WorkerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leader's end: accepts a connection from each worker and says at once when it closes. One daemon thread that sleeps in {@code select};
 * an idle server costs nothing. {@code workerGone} is called on that thread, so it must be quick: send a message.
 *
 * <p>A connection that does not introduce itself in time, says too much or has the wrong cookie is closed and never reported. A
 * worker that connects again replaces its older connection, whose end is then not reported.
 */
public final class LivenessServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LivenessServer.class);

    private final LivenessSettings settings;
    private final Consumer<WorkerId> workerGone;
    private final Selector selector;
    private final ServerSocketChannel listener;
    private final InetSocketAddress address;
    private final Thread thread;
    private final Map<WorkerId, SelectionKey> workers = new HashMap<>();
    private final Set<WorkerId> connected = ConcurrentHashMap.newKeySet();
    /** Connections that have not said who they are, oldest first. */
    private final Deque<Guest> guests = new ArrayDeque<>();

    private int connections;
    private volatile boolean closed;

    /**
     * Listens at once.
     *
     * @param host to listen on
     * @throws UncheckedIOException [CFG-205] if the port is taken or the address is not of this machine
     */
    public LivenessServer(String host, LivenessSettings settings, Consumer<WorkerId> workerGone) {
        this.settings = settings;
        this.workerGone = workerGone;
        try {
            selector = Selector.open();
            listener = ServerSocketChannel.open();
            try {
                listener.bind(new InetSocketAddress(host, settings.port()));
                listener.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
                address = (InetSocketAddress) listener.getLocalAddress();
            } catch (IOException | RuntimeException e) {
                listener.close();
                selector.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "[CFG-205] The node cannot listen on " + host + ":" + settings.port() + " for its workers. "
                            + e.getMessage() + ". Free the port, or set weir.liveness.host and weir.liveness.port.",
                    e);
        }
        thread = new Thread(this::run, "weir-liveness-" + address.getPort());
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** Whether that worker holds a connection now. From any thread. */
    public boolean isConnected(WorkerId worker) {
        return connected.contains(worker);
    }

    /** Closes all connections; reports nothing any more. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            if (Thread.currentThread() != thread) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(untilNextDeadline());
                for (SelectionKey key : selector.selectedKeys()) {
                    handle(key);
                }
                selector.selectedKeys().clear();
                dismissSlowGuests();
            }
        } catch (IOException | RuntimeException e) {
            LOG.error(
                    "[NET-604] Deaths of workers are not noticed at once any more. The selector of {} failed. "
                            + "Detection now takes as long as the cluster's failure detector; restart this node.",
                    address,
                    e);
        } finally {
            closeAll();
        }
    }

    private void handle(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        if (key.isAcceptable()) {
            accept();
        } else if (key.attachment() instanceof Guest guest) {
            listenTo(guest);
        }
    }

    private void accept() {
        try {
            SocketChannel channel = listener.accept();
            if (channel == null) {
                return;
            }
            if (connections >= settings.maxConnections()) {
                LOG.warn(
                        "[NET-605] A connection from {} was refused. There are {} already, weir.liveness.max-connections is that. "
                                + "Raise it if you have so many workers.",
                        channel.getRemoteAddress(),
                        connections);
                channel.close();
                return;
            }
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            Guest guest = new Guest(
                    channel, System.nanoTime() + settings.handshakeTimeout().toNanos());
            guest.key = channel.register(selector, SelectionKey.OP_READ, guest);
            guests.addLast(guest);
            connections++;
        } catch (IOException e) {
            LOG.warn(
                    "[NET-606] A connection to {} could not be accepted. {}. The worker tries again.",
                    address,
                    e.toString());
        }
    }

    private void listenTo(Guest guest) {
        try {
            int read = guest.channel.read(guest.heard);
            if (read < 0) {
                end(guest);
            } else if (guest.worker != null) {
                guest.heard.clear(); // nothing is said after the handshake; what comes is not kept
            } else {
                introduce(guest);
            }
        } catch (IOException e) {
            end(guest); // reset by a process that died
        }
    }

    private void introduce(Guest guest) throws IOException {
        ByteBuffer heard = guest.heard;
        int length = 0;
        while (length < heard.position() && heard.get(length) != '\n') {
            length++;
        }
        boolean complete = length < heard.position();
        if (!complete && heard.hasRemaining()) {
            return;
        }
        WorkerId worker = complete ? Handshake.read(guest.line, length, settings.cookie()) : null;
        if (worker == null) {
            LOG.warn(
                    "[NET-607] A connection from {} was refused. It did not introduce itself as a worker of this cluster. "
                            + "If it is one, give it the same weir.liveness.cookie.",
                    guest.channel.getRemoteAddress());
            answer(guest, Handshake.REFUSED);
            end(guest);
            return;
        }
        heard.clear();
        guest.worker = worker;
        guests.remove(guest);
        SelectionKey older = workers.put(worker, guest.key());
        connected.add(worker);
        answer(guest, Handshake.WELCOME);
        if (older != null && older.attachment() instanceof Guest old) {
            end(old);
        }
    }

    private static void answer(Guest guest, String text) throws IOException {
        guest.channel.write(
                ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII))); // an empty send buffer takes three bytes
    }

    private void end(Guest guest) {
        guests.remove(guest);
        SelectionKey key = guest.key();
        if (!key.isValid()) {
            return; // ended before
        }
        close(guest.channel);
        connections--;
        WorkerId worker = guest.worker;
        if (worker != null && workers.remove(worker, key)) {
            connected.remove(worker);
            workerGone.accept(worker);
        }
    }

    private void dismissSlowGuests() {
        Guest oldest = guests.peekFirst();
        while (oldest != null && oldest.deadlineNanos - System.nanoTime() <= 0) {
            end(oldest);
            oldest = guests.peekFirst();
        }
    }

    /** Milliseconds to sleep; 0 is for ever. */
    private long untilNextDeadline() {
        Guest oldest = guests.peekFirst();
        return oldest == null ? 0 : Math.max(1, (oldest.deadlineNanos - System.nanoTime()) / 1_000_000 + 1);
    }

    private void closeAll() {
        for (SelectionKey key : selector.keys()) {
            close(key.channel());
        }
        close(selector);
        connected.clear();
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.debug("closing {}", resource, e);
        }
    }

    /** A connection; {@code worker} is null until it said who it is. */
    private static final class Guest {
        final SocketChannel channel;
        final long deadlineNanos;
        final byte[] line = new byte[Handshake.MAX_BYTES];
        final ByteBuffer heard = ByteBuffer.wrap(line);

        @Nullable
        SelectionKey key;

        @Nullable
        WorkerId worker;

        Guest(SocketChannel channel, long deadlineNanos) {
            this.channel = channel;
            this.deadlineNanos = deadlineNanos;
        }

        SelectionKey key() {
            SelectionKey registered = key;
            if (registered == null) {
                throw new AssertionError("a connection is registered before it is used");
            }
            return registered;
        }
    }
}
