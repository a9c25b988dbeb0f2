package io.weir.connector.socket;

import io.weir.api.time.ProcessingClock;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads records from a server on a thread of its own and hands them over in batches through a bounded queue: when it is full the thread stops reading,
 * and TCP stops the server.
 *
 * <p>{@link #poll}, {@link #available} and {@link #close} belong to the reader's thread.
 */
final class SocketLines implements AutoCloseable {
    private static final int QUEUED_BATCHES = 16;
    private static final int READ_CHARS = 16 * 1024;
    private static final int MAX_RECORD_CHARS = 8 * 1024 * 1024;
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long JOIN_MILLIS = 1000;

    private final String host;
    private final int port;
    private final String delimiter;
    private final long maxRetry;
    private final ProcessingClock clock;
    private final BlockingQueue<List<String>> queue = new ArrayBlockingQueue<>(QUEUED_BATCHES);
    /** Set by the reader before it looks into the queue a last time, completed by the thread after it has put something there. */
    private volatile CompletableFuture<Void> available = new CompletableFuture<>();

    private final Thread thread;
    private volatile @Nullable Socket socket;
    private volatile @Nullable IOException failure;
    /** Set after the last batch is in the queue. */
    private volatile boolean ended;

    private volatile boolean closed;

    /** @param maxRetry how often to connect again after the connection was lost; negative for ever */
    SocketLines(String host, int port, String delimiter, long maxRetry, ProcessingClock clock) {
        this.host = host;
        this.port = port;
        this.delimiter = delimiter;
        this.maxRetry = maxRetry;
        this.clock = clock;
        this.thread = new Thread(this::run, "weir-socket-" + host + ":" + port);
        thread.setDaemon(true);
        thread.start();
    }

    /** The next records; null if there are none now: then {@link #available} says when to ask again. */
    @Nullable
    List<String> poll() throws IOException {
        List<String> batch = queue.poll();
        if (batch != null) {
            return batch;
        }
        CompletableFuture<Void> next = new CompletableFuture<>();
        available = next;
        batch = queue.poll(); // what came before the future was there did not complete it
        if (batch == null && ended && queue.isEmpty()) {
            next.complete(null);
            IOException failed = failure;
            if (failed != null) {
                throw failed;
            }
        }
        return batch;
    }

    /** Whether all has been polled and no more will come. False after a failure, which the next {@link #poll} throws. */
    boolean isDone() {
        return ended && queue.isEmpty() && failure == null;
    }

    CompletableFuture<Void> available() {
        return available;
    }

    private void run() {
        try {
            readAll();
        } catch (IOException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } catch (Throwable death) { // else the input would seem to have ended
            failure = SocketErrors.threadDied(host, port, death);
        } finally {
            ended = true;
            signal();
        }
    }

    private void readAll() throws IOException, InterruptedException {
        StringBuilder rest = new StringBuilder();
        boolean connectedOnce = false;
        for (long retries = 0; !closed; retries++) {
            try (Socket connection = new Socket()) {
                socket = connection;
                if (closed) {
                    return; // before close() could see the socket
                }
                if (connected(connection, connectedOnce)) {
                    connectedOnce = true;
                    readConnection(connection, rest);
                }
            } catch (IOException e) {
                if (closed) {
                    return;
                }
                throw e;
            }
            if (maxRetry >= 0 && retries >= maxRetry) {
                break;
            }
            await(clock.after(RETRY_NANOS));
        }
        if (rest.length() > 0 && !closed) {
            hand(List.of(withoutCarriageReturn(rest.toString())));
        }
    }

    /** False if the server, which was there before, cannot be reached now. */
    private boolean connected(Socket connection, boolean before) throws IOException {
        try {
            connect(connection);
            return true;
        } catch (IOException e) {
            if (before || closed) {
                return false;
            }
            throw SocketErrors.cannotConnect(host, port, e);
        }
    }

    private void connect(Socket connection) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException(host);
        }
        connection.connect(address);
    }

    /** Returns when the server has ended the connection in an orderly way: then all that it said was read. */
    private void readConnection(Socket connection, StringBuilder rest) throws IOException, InterruptedException {
        Reader reader = new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8);
        char[] chars = new char[READ_CHARS];
        for (int read = read(reader, chars, rest); read >= 0; read = read(reader, chars, rest)) {
            int scanned = Math.max(0, rest.length() - delimiter.length() + 1);
            rest.append(chars, 0, read);
            List<String> batch = cut(rest, scanned);
            if (!batch.isEmpty()) {
                hand(batch);
            }
            if (rest.length() > MAX_RECORD_CHARS) {
                throw SocketErrors.recordTooLong(host, port, MAX_RECORD_CHARS);
            }
        }
    }

    private int read(Reader reader, char[] chars, StringBuilder rest) throws IOException {
        try {
            return reader.read(chars);
        } catch (IOException reset) {
            throw SocketErrors.broken(host, port, rest.length(), reset);
        }
    }

    /** Takes all whole records out of {@code rest}; before {@code scanned} no delimiter begins. */
    private List<String> cut(StringBuilder rest, int scanned) {
        List<String> batch = new ArrayList<>();
        int start = 0;
        int from = scanned;
        for (int end = rest.indexOf(delimiter, from); end >= 0; end = rest.indexOf(delimiter, from)) {
            batch.add(withoutCarriageReturn(rest.substring(start, end)));
            start = end + delimiter.length();
            from = start;
        }
        rest.delete(0, start);
        return batch;
    }

    private String withoutCarriageReturn(String line) {
        return delimiter.equals("\n") && line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private void hand(List<String> batch) throws InterruptedException {
        queue.put(batch);
        signal();
    }

    private void signal() {
        available.complete(null);
    }

    private static void await(CompletableFuture<Void> time) throws InterruptedException {
        try {
            time.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the clock broke", e);
        }
    }

    /** Returns within a second; the thread is then gone, unless it is connecting. */
    @Override
    public void close() throws IOException {
        closed = true;
        Socket connection = socket;
        if (connection != null) {
            connection.close(); // ends a blocking read or connect
        }
        thread.interrupt(); // ends waiting
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
