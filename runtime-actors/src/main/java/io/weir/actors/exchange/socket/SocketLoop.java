package io.weir.actors.exchange.socket;

import io.weir.actors.guard.NodeFatal;
import io.weir.actors.guard.VitalThread;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.PriorityQueue;
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
        void ended(SelectionKey key, IOException why);
    }

    /** Something to do at a time of {@link System#nanoTime()}. Confined to the loop. */
    record Deadline(long nanos, Runnable passed) {}

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Queue<Deadline> deadlines = new PriorityQueue<>((a, b) -> Long.compare(a.nanos - b.nanos, 0));

    private volatile boolean closed;

    /** @param fatal told if the thread dies; the connections are closed by then */
    SocketLoop(String name, NodeFatal fatal) throws IOException {
        selector = Selector.open();
        thread = VitalThread.daemon(name, this::run, fatal);
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

    private void run() throws IOException {
        try {
            while (!closed) {
                selector.select(this::handle, untilNextDeadline());
                boolean unused =
                        Thread.interrupted(); // of user code, which can reach each thread: the selector would never
                // sleep
                // again
                Runnable task = tasks.poll();
                while (task != null) {
                    task.run();
                    task = tasks.poll();
                }
                while (!deadlines.isEmpty() && deadlines.peek().nanos - System.nanoTime() <= 0) {
                    deadlines.remove().passed.run();
                }
            }
        } finally {
            closeAll();
        }
    }

    /** Lets a connection do what it is ready for. On the loop's thread. */
    void handle(SelectionKey key) {
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
        ((Handler) key.attachment()).ended(key, why);
    }

    /** Milliseconds to sleep; 0 is for ever. */
    private long untilNextDeadline() {
        Deadline next = deadlines.peek();
        return next == null ? 0 : Math.max(1, (next.nanos - System.nanoTime()) / 1_000_000 + 1);
    }

    private void closeAll() {
        closed = true;
        IOException why = new IOException("the node ends");
        for (SelectionKey key : List.copyOf(selector.keys())) {
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
