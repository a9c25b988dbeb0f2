package io.weir.actors.exchange.socket;

import io.weir.actors.exchange.ExchangeMessage;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.WeirException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node sends to one other: a queue and, once it is needed, a connection. Whoever finds the queue without an owner owns it until it is
 * empty, and writes what is in it: mostly the thread that sends, so that no other has to wake up. While the connection is made or the
 * socket is full, the loop is the owner. A connection that breaks loses what was queued; the next message opens another.
 */
final class Outgoing {
    private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);
    private static final int BUFFER_BYTES = 256 * 1024;
    /** A sender that has written so much for others leaves the rest to the loop. */
    private static final int BYTES_IN_A_ROW = 1024 * 1024;

    /** Buffers filled without a large message, after which a large buffer is given up. */
    private static final int LITTLE_IN_A_ROW = 1024;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final String host;
    private final int port;
    private final SocketSettings settings;
    private final Executor blocking;
    private final SocketLoop loop;
    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
    /** Messages that came since there was an owner; 0: there is none. */
    private final AtomicInteger owed = new AtomicInteger();

    private final Dialing dialing;

    // the owner's
    private @Nullable Connection connection;

    private record Waiting(long receiver, ExchangeMessage message) {}

    Outgoing(String host, int port, SocketSettings settings, Executor blocking, SocketLoop loop) {
        this.host = host;
        this.port = port;
        this.settings = settings;
        this.blocking = blocking;
        this.loop = loop;
        this.dialing = new Dialing(PAUSE_NANOS, settings.patience().toNanos());
    }

    /** From any thread; never blocks. Throws [NET-615] if the node could not be reached for a while. */
    void send(long receiver, ExchangeMessage message) {
        String hopeless = loop.isClosed() ? "This node's connections are closed" : dialing.hopeless(System.nanoTime());
        if (hopeless != null) {
            throw new WeirException(
                    FailureKind.BROKEN_PROTOCOL,
                    "[NET-615] This node cannot reach the data port of another, " + host + ":" + port + ". " + hopeless
                            + ". Let all workers reach each other's weir.exchange.port, or set weir.exchange.transport = artery.");
        }
        queue.add(new Waiting(receiver, message));
        if (owed.getAndIncrement() == 0) {
            work();
        }
    }

    /** Of the owner: sends what is queued, until there is nothing or it hands over to the loop. */
    private void work() {
        int seen;
        do {
            seen = owed.get();
            Connection open = connection;
            if (open == null) {
                if (dialing.mayDial(System.nanoTime())) {
                    blocking.execute(this::lookUp);
                    return;
                }
                queue.clear(); // lost, as on a connection that is broken
            } else if (!written(open)) {
                loop.execute(open::awaitRoom);
                return;
            }
        } while (!owed.compareAndSet(seen, 0));
    }

    /** False if the loop must go on; the connection may be broken afterwards. */
    private boolean written(Connection open) {
        try {
            return open.write();
        } catch (IOException e) {
            broken(open, e);
            return true;
        }
    }

    /** Of the owner. */
    private void broken(Connection was, IOException why) {
        if (connection != was) {
            return; // known
        }
        LOG.info("The data connection to {}:{} broke: {}. What was on its way is lost.", host, port, why.toString());
        connection = null;
        SocketLoop.close(was.channel);
        queue.clear();
    }

    /** On a thread that may wait for a name server; the loop is the owner. */
    private void lookUp() {
        InetSocketAddress address = new InetSocketAddress(host, port);
        loop.execute(() -> dial(address));
    }

    /** On the loop, which is the owner. */
    private void dial(InetSocketAddress address) {
        Connection next = null;
        try {
            SocketChannel channel = SocketChannel.open();
            next = new Connection(channel);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            next.begin(address);
        } catch (IOException | RuntimeException e) { // an address that cannot be resolved, too
            if (next != null) {
                SocketLoop.close(next.channel);
            }
            notReached(e.toString());
        }
    }

    /** On the loop, which is the owner: gives up what waits. */
    private void notReached(String why) {
        LOG.debug("no data connection to {}:{}: {}", host, port, why);
        dialing.failed(System.nanoTime(), why);
        int seen;
        do {
            seen = owed.get();
            queue.clear();
        } while (!owed.compareAndSet(seen, 0));
    }

    /** One connection, from its first attempt to its end. */
    private final class Connection implements SocketLoop.Handler {
        final SocketChannel channel;
        private @Nullable SelectionKey key;
        private final ByteBuffer answer = ByteBuffer.allocate(1);
        private boolean welcome;
        private ByteBuffer out = answer;
        /** Times in a row that a large buffer was filled with little. */
        private int littleInARow;

        private boolean draining;

        /** The loop is the owner until the socket takes more. */
        private boolean awaitsRoom;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        // --- on the loop, the owner until there is a welcome ---

        void begin(InetSocketAddress address) throws IOException {
            SelectionKey registered = loop.register(channel, SelectionKey.OP_CONNECT, this);
            key = registered;
            long deadline = System.nanoTime() + settings.connectTimeout().toNanos();
            loop.at(new SocketLoop.Deadline(deadline, this::overdue));
            if (channel.connect(address)) {
                introduce(registered);
            }
        }

        private void overdue() {
            SelectionKey mine = key;
            if (!welcome && mine != null && channel.isOpen()) {
                loop.end(mine, new IOException("no answer after " + settings.connectTimeout()));
            }
        }

        private void introduce(SelectionKey registered) throws IOException {
            registered.interestOps(SelectionKey.OP_READ);
            channel.write(Frames.hello(settings.cookie())); // the buffer of a new socket takes it
        }

        @Override
        public void ready(SelectionKey ready) throws IOException {
            if (ready.isConnectable()) {
                channel.finishConnect();
                introduce(ready);
            }
            if (ready.isReadable()) {
                hear();
            }
            if (ready.isValid() && ready.isWritable()) {
                ready.interestOps(SelectionKey.OP_READ);
                awaitsRoom = false;
                work();
            }
        }

        private void hear() throws IOException {
            answer.clear();
            if (channel.read(answer) < 0) {
                throw new IOException("the other node closed it");
            }
            if (!welcome && answer.position() > 0) {
                welcome = answer.get(0) == Frames.WELCOME;
                if (!welcome) {
                    throw new IOException("it refused this node; give both the same weir.exchange.cookie");
                }
                dialing.succeeded();
                out = allocate(BUFFER_BYTES);
                connection = this;
                work();
            }
        }

        /** The channel is closed. If nobody owns the queue, or the loop does, what waits is given up; else the owner finds out. */
        @Override
        public void ended(SelectionKey ended, IOException why) {
            if (!welcome) {
                notReached(String.valueOf(why.getMessage()));
            } else if (awaitsRoom || owed.getAndIncrement() == 0) {
                awaitsRoom = false;
                broken(this, why);
                work();
            }
        }

        /** The owner, whose socket is full, made the loop the owner. */
        void awaitRoom() {
            SelectionKey mine = key;
            awaitsRoom = true;
            if (mine == null || !mine.isValid() || !channel.isOpen()) {
                awaitsRoom = false;
                broken(this, new IOException("it was closed"));
                work();
            } else {
                mine.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        }

        // --- the owner ---

        /** Writes all that is queued; false if the socket takes no more now, or it is the loop's turn. */
        boolean write() throws IOException {
            int written = 0;
            while (true) {
                if (draining) {
                    written += channel.write(out);
                    if (out.hasRemaining()) {
                        return false;
                    }
                    out.clear();
                    draining = false;
                }
                fill();
                if (out.position() == 0) {
                    return true;
                }
                out.flip();
                draining = true;
                if (written > BYTES_IN_A_ROW) {
                    return false;
                }
            }
        }

        private void fill() throws IOException {
            shrink();
            Waiting next = queue.peek();
            while (next != null) {
                int size = Frames.sizeOf(next.message);
                if (size > out.remaining()) {
                    if (out.position() > 0) {
                        return;
                    }
                    out = allocate(size);
                    littleInARow = 0;
                }
                Frames.write(next.receiver, next.message, out);
                queue.remove();
                next = queue.peek();
            }
        }

        /** A buffer that had to grow for a large message does not stay so large for ever. The buffer is empty. */
        private void shrink() throws IOException {
            if (out.capacity() > BUFFER_BYTES && ++littleInARow > LITTLE_IN_A_ROW) {
                out = allocate(BUFFER_BYTES);
            }
        }

        /** Memory that cannot be had breaks this connection, and nothing else: the node has not run out of its heap. */
        private static ByteBuffer allocate(int bytes) throws IOException {
            try {
                return ByteBuffer.allocateDirect(bytes);
            } catch (OutOfMemoryError none) {
                throw new IOException(
                        "there is no memory outside of the heap for a message of " + bytes
                                + " bytes (-XX:MaxDirectMemorySize)",
                        none);
            }
        }
    }
}
