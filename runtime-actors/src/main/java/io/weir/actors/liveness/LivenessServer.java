package io.weir.actors.liveness;

import io.weir.actors.guard.Gauges;
import io.weir.actors.guard.NodeFatal;
import io.weir.actors.guard.RareWarning;
import io.weir.actors.guard.Strangers;
import io.weir.actors.guard.VitalThread;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leader's end: accepts a connection from each worker and says at once when it closes. One daemon thread that sleeps in {@code select};
 * an idle server costs nothing. {@code workerGone} is called on that thread, so it must be quick: send a message.
 *
 * <p>A connection that does not introduce itself in time, says too much or has the wrong cookie is closed and never reported; so is the
 * oldest of those that have not introduced themselves when there are too many. A worker that connects again replaces its older
 * connection, whose end is then not reported.
 */
public final class LivenessServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LivenessServer.class);
    /** Connections that the kernel holds until they are accepted: a crowd of strangers delays no worker by a second. */
    private static final int BACKLOG = 1024;

    private static final long ACCEPT_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final LivenessSettings settings;
    private final Consumer<WorkerId> workerGone;
    private final Selector selector;
    private final ServerSocketChannel listener;
    private final SelectionKey accepting;
    private final InetSocketAddress address;
    private final Thread thread;
    private final AutoCloseable shown;
    private final Gauge gauge = new Gauge();
    private final Map<WorkerId, Guest> workers = new HashMap<>();
    private final Set<WorkerId> connected = ConcurrentHashMap.newKeySet();
    private final Strangers<Guest> strangers;
    /** Nothing is said after the handshake; what comes is not kept. */
    private final ByteBuffer ignored = ByteBuffer.allocate(Handshake.MAX_BYTES);

    private final RareWarning refused = new RareWarning(LOG);
    private final RareWarning crowded = new RareWarning(LOG);

    /** When connections are accepted again; meaningless while they are. */
    private long acceptAgain;

    private volatile boolean closed;

    /**
     * Listens at once.
     *
     * @param host to listen on
     * @param fatal told if the thread dies; the connections are closed by then
     * @throws UncheckedIOException [CFG-205] if the port is taken or the address is not of this machine
     */
    public LivenessServer(String host, LivenessSettings settings, Consumer<WorkerId> workerGone, NodeFatal fatal) {
        this.settings = settings;
        this.workerGone = workerGone;
        this.strangers = new Strangers<>(
                settings.maxStrangers(), settings.handshakeTimeout().toNanos());
        try {
            selector = Selector.open();
            listener = ServerSocketChannel.open();
            try {
                listener.bind(new InetSocketAddress(host, settings.port()), BACKLOG);
                accepting = listener.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
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
        shown = Gauges.show("Liveness", address.getPort(), gauge);
        thread = VitalThread.daemon("weir-liveness-" + address.getPort(), this::run, fatal);
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

    /** From any thread. */
    LivenessMXBean gauge() {
        return gauge;
    }

    /** Closes all connections; reports nothing any more. */
    @Override
    public void close() {
        closed = true;
        close(shown);
        selector.wakeup();
        try {
            if (Thread.currentThread() != thread) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() throws IOException {
        try {
            while (!closed) {
                selector.select(this::handle, untilNextDeadline());
                boolean unused =
                        Thread.interrupted(); // of user code, which can reach each thread: the selector would never
                // sleep
                // again
                dismissSlowGuests();
                acceptAgainInTime();
                gauge.strangers = strangers.size();
            }
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

    // ------------------------------------------------------------------------------------------------ arrivals

    private void accept() {
        try {
            SocketChannel channel = listener.accept();
            if (channel != null) {
                welcome(channel);
            }
        } catch (IOException e) {
            crowded.warn(
                    "[NET-606] A connection to {} could not be accepted. {}. The worker tries again.",
                    address,
                    e.toString());
            Guest oldest = strangers.oldest();
            if (oldest != null) { // it may be the number of open files
                refuse(oldest);
            }
            accepting.interestOps(0);
            acceptAgain = System.nanoTime() + ACCEPT_PAUSE_NANOS;
        }
    }

    private void acceptAgainInTime() {
        if (!closed && accepting.interestOps() == 0 && acceptAgain - System.nanoTime() <= 0) {
            accepting.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    private void welcome(SocketChannel channel) throws IOException {
        try {
            Guest oldest = strangers.inTheWay();
            if (oldest != null) {
                makeWay(oldest);
            }
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            Guest guest = new Guest(channel);
            guest.key = channel.register(selector, SelectionKey.OP_READ, guest);
            strangers.arrived(guest, System.nanoTime());
        } catch (IOException | RuntimeException e) {
            close(channel);
            throw e;
        }
    }

    /** What it has said already is heard first: it may belong here. */
    private void makeWay(Guest oldest) {
        listenTo(oldest);
        if (oldest.worker == null && oldest.key().isValid()) {
            crowded.warn(
                    "[NET-623] A connection that had not said who it is, from {}, was closed to make room for others. There are {} of "
                            + "its kind, weir.liveness.max-strangers is that. Find out who connects to port {}; keep it closed to strangers.",
                    addressOf(oldest),
                    strangers.size(),
                    address.getPort());
            refuse(oldest);
        }
    }

    private void listenTo(Guest guest) {
        try {
            if (guest.worker != null) {
                if (guest.channel.read(ignored.clear()) < 0) {
                    end(guest);
                }
            } else if (guest.channel.read(guest.heard()) < 0) {
                end(guest);
            } else {
                introduce(guest);
            }
        } catch (IOException e) {
            end(guest); // reset by a process that died
        }
    }

    private void introduce(Guest guest) throws IOException {
        ByteBuffer heard = guest.heard();
        int length = 0;
        while (length < heard.position() && heard.get(length) != '\n') {
            length++;
        }
        boolean complete = length < heard.position();
        if (!complete && heard.hasRemaining()) {
            return;
        }
        WorkerId worker = complete ? Handshake.read(bytesOf(heard, length), length, settings.cookie()) : null;
        if (worker == null) {
            refused.warn(
                    "[NET-607] A connection from {} was refused. It did not introduce itself as a worker of this cluster. "
                            + "If it is one, give it the same weir.liveness.cookie.",
                    addressOf(guest));
            answer(guest, Handshake.REFUSED);
            refuse(guest);
        } else if (workers.size() >= settings.maxConnections() && !workers.containsKey(worker)) {
            crowded.warn(
                    "[NET-605] A connection from {} was refused. There are {} already, weir.liveness.max-connections is that. "
                            + "Raise it if you have so many workers.",
                    addressOf(guest),
                    workers.size());
            refuse(guest);
        } else {
            admit(guest, worker);
        }
    }

    private static byte[] bytesOf(ByteBuffer heard, int length) {
        byte[] line = new byte[length];
        heard.get(0, line);
        return line;
    }

    private void admit(Guest guest, WorkerId worker) throws IOException {
        guest.admitted(worker);
        strangers.left(guest);
        Guest older = workers.put(worker, guest);
        connected.add(worker);
        gauge.workers = workers.size();
        answer(guest, Handshake.WELCOME);
        if (older != null) {
            end(older);
        }
    }

    private static void answer(Guest guest, String text) throws IOException {
        guest.channel.write(
                ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII))); // an empty send buffer takes three bytes
    }

    // ------------------------------------------------------------------------------------------------ ends

    private void refuse(Guest guest) {
        gauge.refusedOne();
        end(guest);
    }

    private void end(Guest guest) {
        strangers.left(guest);
        if (!guest.key().isValid()) {
            return; // ended before
        }
        close(guest.channel);
        WorkerId worker = guest.worker;
        if (worker != null && workers.remove(worker, guest)) {
            connected.remove(worker);
            gauge.workers = workers.size();
            workerGone.accept(worker);
        }
    }

    private void dismissSlowGuests() {
        long now = System.nanoTime();
        for (Guest overdue = strangers.overdue(now); overdue != null; overdue = strangers.overdue(now)) {
            refuse(overdue);
        }
    }

    /** Milliseconds to sleep; 0 is for ever. */
    private long untilNextDeadline() {
        long now = System.nanoTime();
        long nanos = strangers.nanosLeft(now);
        if (accepting.interestOps() == 0) {
            nanos = Math.min(nanos, acceptAgain - now);
        }
        return nanos == Long.MAX_VALUE ? 0 : Math.max(1, nanos / 1_000_000 + 1);
    }

    private void closeAll() {
        for (SelectionKey key : List.copyOf(selector.keys())) {
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

    private static String addressOf(Guest guest) {
        try {
            return String.valueOf(guest.channel.getRemoteAddress());
        } catch (IOException e) {
            return "an address that is gone";
        }
    }

    /** Written by the server's thread, read by anybody. */
    private static final class Gauge implements LivenessMXBean {
        volatile int workers;
        volatile int strangers;
        private volatile long refused;

        @SuppressWarnings("NonAtomicVolatileUpdate") // of the server's thread only
        void refusedOne() {
            refused++;
        }

        @Override
        public int getWorkers() {
            return workers;
        }

        @Override
        public int getStrangers() {
            return strangers;
        }

        @Override
        public long getRefused() {
            return refused;
        }
    }

    /** A connection; {@code worker} is null until it said who it is. */
    private static final class Guest {
        final SocketChannel channel;
        private @Nullable ByteBuffer heard = ByteBuffer.allocate(Handshake.MAX_BYTES);

        @Nullable
        SelectionKey key;

        @Nullable
        WorkerId worker;

        Guest(SocketChannel channel) {
            this.channel = channel;
        }

        void admitted(WorkerId as) {
            worker = as;
            heard = null;
        }

        ByteBuffer heard() {
            ByteBuffer stranger = heard;
            if (stranger == null) {
                throw new AssertionError("what a worker says is not kept");
            }
            return stranger;
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
