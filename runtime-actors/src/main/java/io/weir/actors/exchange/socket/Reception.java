package io.weir.actors.exchange.socket;

import io.weir.actors.guard.RareWarning;
import io.weir.actors.guard.Strangers;
import java.io.IOException;
import java.io.NotSerializableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receiving half of a transport: accepts connections, has strangers introduce themselves, and shares out the memory among the others.
 *
 * <p>A connection for which the budget has no room waits: first come, first served, but those before the others that have brought something for a
 * subtask of this node. One of those that wait gets the passage, with which it can always read the rest of its frame. Whoever holds memory for
 * longer than the frame timeout while others wait is closed, so that nobody can hold up the others for ever. Confined to the loop.
 */
final class Reception implements SocketLoop.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int MOST_LANES = 4;
    private static final int ACCEPTS_IN_A_ROW = 16;
    /** Less is not worth a read, if it is not the end of a frame. */
    private static final int LEAST_READ = 4096;

    private static final long TIDY_UP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long ACCEPT_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ServerSocketChannel listener;
    private final int port;
    private final SocketSettings settings;
    private final SocketLoop loop;
    private final Frames.Receiver receiver;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ReceiveBudget budget;
    private final Lanes lanes;
    private final ExchangeGauge gauge;
    private final Strangers<SelectionKey> strangers;
    private final Set<Incoming> introduced = new LinkedHashSet<>();
    private final Set<Incoming> waiting = new LinkedHashSet<>();
    private @Nullable Incoming passage;
    private boolean looksForOverdue;
    private boolean looksForSlow;
    private boolean tidiesUp;

    private final RareWarning closed = new RareWarning(LOG);
    private final RareWarning crowded = new RareWarning(LOG);
    private final RareWarning spent = new RareWarning(LOG);

    /** Closed for a reason that was told already. */
    private static final class Told extends IOException {
        private static final long serialVersionUID = 1;
    }

    Reception(
            ServerSocketChannel listener,
            int port,
            SocketSettings settings,
            SocketLoop loop,
            Frames.Receiver receiver) {
        this.listener = listener;
        this.port = port;
        this.settings = settings;
        this.loop = loop;
        this.receiver = receiver;
        int largestFrame = largestFrame(settings.maxElementBytes());
        int count = lanes(settings.receiveBudget(), largestFrame);
        this.lanes = new Lanes(count, largestFrame);
        this.budget = new ReceiveBudget(
                settings.receiveBudget(),
                fixedBytes(settings.maxStrangers()) + (long) count * largestFrame,
                largestFrame);
        this.gauge = new ExchangeGauge(budget);
        this.strangers = new Strangers<>(
                settings.maxStrangers(), settings.connectTimeout().toNanos());
    }

    /** The smallest {@code weir.exchange.receive-budget}. */
    static long leastBudget(int maxStrangers, int maxElementBytes) {
        return ReceiveBudget.least(fixedBytes(maxStrangers), largestFrame(maxElementBytes));
    }

    /** A sixth of the budget at most, so that a small one has none. */
    private static int lanes(long budget, int largestFrame) {
        return (int) Math.min(MOST_LANES, budget / 6 / largestFrame);
    }

    private static long fixedBytes(int maxStrangers) {
        return BUFFER_BYTES + (long) maxStrangers * Stranger.BUFFER_BYTES;
    }

    private static int largestFrame(int maxElementBytes) {
        return Math.addExact(maxElementBytes, PartialFrame.LENGTH_BYTES + Frames.MAX_OVERHEAD);
    }

    ExchangeMXBean gauge() {
        return gauge;
    }

    // ------------------------------------------------------------------------------------------------ strangers

    @Override
    public void ready(SelectionKey key) {
        try {
            for (int accepted = 0; accepted < ACCEPTS_IN_A_ROW; accepted++) {
                SocketChannel channel = listener.accept();
                if (channel == null) {
                    break;
                }
                welcome(channel);
            }
        } catch (IOException e) {
            crowded.warn(
                    "[NET-618] A data connection to port {} could not be accepted. {}. The other node tries again.",
                    port,
                    e.toString());
            SelectionKey oldest = strangers.oldest();
            if (oldest != null) { // it may be the number of open files
                loop.end(oldest, new Told());
            }
            key.interestOps(0);
            loop.at(new SocketLoop.Deadline(
                    System.nanoTime() + ACCEPT_PAUSE_NANOS, () -> key.interestOps(SelectionKey.OP_ACCEPT)));
        }
        showConnections();
    }

    private void welcome(SocketChannel channel) throws IOException {
        try {
            SelectionKey oldest = strangers.inTheWay();
            if (oldest != null) {
                makeWay(oldest);
            }
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            SelectionKey key =
                    loop.register(channel, SelectionKey.OP_READ, new Stranger(channel, settings.cookie(), this));
            strangers.arrived(key, System.nanoTime());
            dismissOverdueLater();
        } catch (IOException | RuntimeException e) {
            SocketLoop.close(channel);
            throw e;
        }
    }

    /** What it has said already is heard first: it may belong here. */
    private void makeWay(SelectionKey oldest) {
        loop.handle(oldest);
        if (oldest.attachment() instanceof Stranger stranger && oldest.isValid()) {
            crowded.warn(
                    "[NET-621] A data connection that had not said who it is, from {}, was closed to make room for others. "
                            + "There are {} of its kind, weir.exchange.max-strangers is that. "
                            + "Find out who connects to port {}; keep it closed to strangers.",
                    addressOf(stranger.channel()),
                    strangers.size(),
                    port);
            loop.end(oldest, new Told());
        }
    }

    private void dismissOverdueLater() {
        if (!looksForOverdue) {
            looksForOverdue = true;
            long now = System.nanoTime();
            loop.at(new SocketLoop.Deadline(now + strangers.nanosLeft(now), this::dismissOverdue));
        }
    }

    private void dismissOverdue() {
        long now = System.nanoTime();
        for (SelectionKey overdue = strangers.overdue(now); overdue != null; overdue = strangers.overdue(now)) {
            loop.end(overdue, new IOException("It did not introduce itself in " + settings.connectTimeout() + "."));
        }
        looksForOverdue = false;
        if (strangers.size() > 0) {
            dismissOverdueLater();
        }
    }

    /** It has said the right words. */
    void introduce(Stranger stranger, SelectionKey key) throws IOException {
        SocketChannel channel = stranger.channel();
        if (introduced.size() >= settings.maxConnections()) {
            crowded.warn(
                    "[NET-619] A data connection from {} was refused. There are {} already, weir.exchange.max-connections is that. "
                            + "Raise it if you have so many nodes.",
                    addressOf(channel),
                    introduced.size());
            throw new Told();
        }
        channel.write(ByteBuffer.wrap(new byte[] {Frames.WELCOME})); // the buffer of a new socket takes it
        strangers.left(key);
        Incoming incoming = new Incoming(channel, key, settings, receiver, this, budget, lanes);
        key.attach(incoming);
        introduced.add(incoming);
        budget.connected();
        showConnections();
    }

    void strangerEnded(SelectionKey key, IOException why) {
        strangers.left(key);
        gauge.refused();
        if (!(why instanceof Told) && !loop.isClosed()) {
            closed.warn(
                    "[NET-616] A data connection to port {} was closed. {}", port, String.valueOf(why.getMessage()));
        }
        showConnections();
    }

    // ------------------------------------------------------------------------------------------------ memory

    /** Of the loop; what is in it is over with the turn. */
    ByteBuffer buffer() {
        return buffer;
    }

    /** How many bytes a connection may read, so that there is room for what is left over of them; 0: it must wait. */
    int mayRead(Incoming connection) {
        PartialFrame rest = connection.rest();
        boolean hasPassage = connection == passage;
        long allowed = rest.availability() + budget.available(rest.capacity(), hasPassage);
        if (hasPassage) {
            allowed = Math.min(allowed, rest.missing()); // the passage is for one frame
        } else if (allowed < LEAST_READ && (rest.isEmpty() || allowed < rest.missing())) {
            return 0;
        }
        return (int) Math.min(BUFFER_BYTES, allowed);
    }

    boolean hasPassage(Incoming connection) {
        return connection == passage;
    }

    /** It is read again when there is room; false if there is, as others had kept what they do not need. */
    boolean awaitMemory(Incoming connection) {
        if (waiting.isEmpty()) {
            introduced.forEach(other -> other.rest().tidyUp());
            if (mayRead(connection) > 0) {
                return false;
            }
        }
        spent.warn(
                "[NET-624] The connections of other nodes wait for memory: weir.exchange.receive-budget, {} bytes, is spent. "
                        + "Nothing is lost. Raise it if many nodes send large records; otherwise find out who connects to port {}.",
                budget.total(),
                port);
        connection.pause();
        waiting.add(connection);
        if (!looksForSlow) {
            looksForSlow = true;
            closeSlowLater();
        }
        return true;
    }

    /** A frame that had come in part was read. While others wait nothing is kept for the next. */
    void frameRead(Incoming connection) {
        if (connection == passage || !waiting.isEmpty()) {
            connection.rest().release();
        }
        if (connection == passage) {
            passage = null;
        }
    }

    /** A connection was read. */
    void turnEnded(Incoming connection) {
        if (connection.rest().capacity() > 0 && !tidiesUp) {
            tidiesUp = true;
            loop.at(new SocketLoop.Deadline(System.nanoTime() + TIDY_UP_NANOS, this::tidyUp));
        }
        memoryChanged();
    }

    /** Now and then, so that a connection does not keep for long what a large frame has once needed. */
    private void tidyUp() {
        tidiesUp = false;
        introduced.forEach(connection -> connection.rest().tidyUp());
        memoryChanged();
    }

    private void memoryChanged() {
        if (!waiting.isEmpty()) {
            serveWaiting(true);
            serveWaiting(false);
            showConnections();
        }
        gauge.memory(budget);
    }

    /** Those go on whose frame can be read to its end now: if all took a part of what is free, none would finish. */
    private void serveWaiting(boolean proven) {
        for (Iterator<Incoming> all = waiting.iterator(); all.hasNext(); ) {
            Incoming next = all.next();
            if (next.isProven() == proven) {
                if (passage == null) {
                    passage = next;
                }
                if (next == passage
                        || mayRead(next) >= Math.min(BUFFER_BYTES, next.rest().missing())) {
                    all.remove();
                    next.goOn();
                }
            }
        }
    }

    private void closeSlowLater() {
        long pause = Math.max(1, settings.frameTimeout().toNanos() / 4);
        loop.at(new SocketLoop.Deadline(System.nanoTime() + pause, this::closeSlow));
    }

    private void closeSlow() {
        if (waiting.isEmpty()) {
            looksForSlow = false;
            return;
        }
        long now = System.nanoTime();
        List<Incoming> slow = new ArrayList<>();
        for (Incoming connection : introduced) {
            if (!waiting.contains(connection)
                    && connection.isSlowerThan(settings.frameTimeout().toNanos(), now)) {
                slow.add(connection);
            }
        }
        for (Incoming connection : slow) {
            closed.warn(
                    "[NET-622] A data connection from {} was closed. It did not finish what it had begun within {}, and others waited for the "
                            + "memory that it held. Look at the node there; its jobs restart from their last checkpoint.",
                    addressOf(connection.channel()),
                    settings.frameTimeout());
            loop.end(connection.key(), new Told());
        }
        closeSlowLater();
    }

    void ended(Incoming connection, IOException why) {
        introduced.remove(connection);
        waiting.remove(connection);
        if (connection == passage) {
            passage = null;
        }
        budget.disconnected();
        if (why instanceof NotSerializableException) {
            gauge.refused();
            closed.warn(
                    "[NET-616] A data connection to port {} was closed. {}", port, String.valueOf(why.getMessage()));
        } else if (why instanceof Told) {
            gauge.refused();
        } else {
            LOG.debug("a data connection from another node has ended: {}", why.toString());
        }
        if (!loop.isClosed()) {
            memoryChanged();
        }
        showConnections();
    }

    private void showConnections() {
        gauge.connections(introduced.size(), strangers.size(), waiting.size());
    }

    private static String addressOf(SocketChannel channel) {
        try {
            return String.valueOf(channel.getRemoteAddress());
        } catch (IOException e) {
            return "an address that is gone";
        }
    }

    @Override
    public void ended(SelectionKey key, IOException why) {
        LOG.debug("port {} takes no more data connections", port);
    }
}
