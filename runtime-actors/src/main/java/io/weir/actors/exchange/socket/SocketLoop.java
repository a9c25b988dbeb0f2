package io.weir.actors.exchange.socket;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One daemon thread that waits for all connections of a node and runs what they are ready for. It sleeps while nothing happens. */
final class SocketLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SocketLoop.class);

    /** A connection, told on the loop's thread what it is ready for. What it throws closes it. */
    interface Handler {
        void ready(SelectionKey key) throws IOException;

        /** The channel is closed; {@code why} it was. */
        void ended(IOException why);
    }

    /** A handshake must be done by then. Confined to the loop. */
    record Deadline(long nanos, Runnable passed) {}

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** All have the same timeout, so that the first added is the first due. */
    private final ArrayDeque<Deadline> deadlines = new ArrayDeque<>();

    private volatile boolean closed;

    SocketLoop(String name) throws IOException {
        selector = Selector.open();
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Runs something on the loop's thread, soon. From any thread. */
    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    SelectionKey register(SelectableChannel channel, int interest, Handler handler) throws IOException {
        return channel.configureBlocking(false).register(selector, interest, handler);
    }

    /** On the loop's thread. */
    void at(Deadline deadline) {
        deadlines.add(deadline);
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(this::handle, untilNextDeadline());
                Runnable task = tasks.poll();
                while (task != null) {
                    task.run();
                    task = tasks.poll();
                }
                while (!deadlines.isEmpty() && deadlines.peek().nanos - System.nanoTime() <= 0) {
                    deadlines.remove().passed.run();
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.error(
                    "[NET-617] The data connections of this node are closed. Their thread failed. "
                            + "Jobs on this node fail and restart elsewhere; restart this node, and report it.",
                    e);
        } finally {
            closeAll();
        }
    }

    private void handle(SelectionKey key) {
        Handler handler = (Handler) key.attachment();
        try {
            if (key.isValid()) {
                handler.ready(key);
            }
        } catch (IOException e) {
            end(key, e);
        } catch (RuntimeException e) { // one connection's mistake must not end the others
            end(key, new IOException(e));
        }
    }

    /** Closes a connection. On the loop's thread. */
    void end(SelectionKey key, IOException why) {
        close(key.channel());
        ((Handler) key.attachment()).ended(why);
    }

    /** Milliseconds to sleep; 0 is for ever. */
    private long untilNextDeadline() {
        Deadline next = deadlines.peek();
        return next == null ? 0 : Math.max(1, (next.nanos - System.nanoTime()) / 1_000_000 + 1);
    }

    private void closeAll() {
        closed = true;
        IOException why = new IOException("the node ends");
        for (SelectionKey key : selector.keys()) {
            end(key, why);
        }
        close(selector);
    }

    boolean isClosed() {
        return closed;
    }

    /** Closes all connections, and waits until that is done. */
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

    static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.debug("closing {}", resource, e);
        }
    }
}
