package io.weir.api.collect;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where the subtasks of one job bring its results. Whoever connects has to say the token of the job, which travels with the job and nowhere else, before
 * anything else is read or kept. So many strangers are heard at the same time, each for so long; another one takes the place of the oldest, which had
 * its second to speak: a crowd keeps no subtask out. A thread for the port, and one for each connection.
 */
final class CollectPort implements AutoCloseable {
    static final int MOST_STRANGERS = 256;
    static final int TOKEN_BYTES = 32;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE_MILLIS = 100;
    private static final int BACKLOG = 1024;

    /** Takes what a subtask brings; waits while there is no room. Called by many threads. */
    interface Receiver {
        void receive(Batch batch) throws InterruptedException;
    }

    private final ServerSocket server;
    private final String token;
    private final Receiver receiver;
    private final long patienceNanos;
    /** When they came, oldest first; guarded by this, as what follows. */
    private final Map<Socket, Long> strangers = new LinkedHashMap<>();

    private final Set<Line> lines = new HashSet<>();
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    private CollectPort(ServerSocket server, Receiver receiver, long patienceNanos) {
        this.server = server;
        this.receiver = receiver;
        this.patienceNanos = patienceNanos;
        byte[] random = new byte[TOKEN_BYTES / 2];
        new SecureRandom().nextBytes(random);
        this.token = HexFormat.of().formatHex(random);
    }

    /**
     * Listens at once, at a free port.
     *
     * @param host the address of this machine to listen on, and no other
     * @throws IOException [API-240] if that is not possible
     */
    static CollectPort open(String host, Receiver receiver) throws IOException {
        return open(host, receiver, PATIENCE_NANOS);
    }

    static CollectPort open(String host, Receiver receiver, long patienceNanos) throws IOException {
        ServerSocket server = new ServerSocket();
        try {
            server.bind(new InetSocketAddress(InetAddress.getByName(host), 0), BACKLOG);
        } catch (IOException e) {
            server.close();
            throw new IOException(
                    "[API-240] This program cannot listen on " + host + " for the results of its job. " + e
                            + ". Workers reach the program under that address, so it must be one of this machine. "
                            + "Correct the network's settings, or write to a sink.",
                    e);
        }
        CollectPort port = new CollectPort(server, receiver, patienceNanos);
        start("weir-collect", port::acceptAll);
        return port;
    }

    int number() {
        return server.getLocalPort();
    }

    InetAddress address() {
        return server.getInetAddress();
    }

    /** What a subtask says first. */
    String token() {
        return token;
    }

    /** Why nothing can arrive any more; null if it can. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    private void acceptAll() {
        try {
            while (!closed) {
                acceptOne();
            }
        } catch (Throwable death) { // told to who reads: nobody else would notice
            if (!closed) {
                failure = death;
            }
        }
    }

    private void acceptOne() throws InterruptedException {
        try {
            Socket socket = server.accept();
            arrived(socket);
            start("weir-collect-line", () -> hear(socket));
        } catch (IOException e) { // closed by us, or, say, too many open files
            if (!closed) {
                dropOldest();
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private synchronized void arrived(Socket socket) throws InterruptedException {
        while (strangers.size() >= MOST_STRANGERS) {
            long age = System.nanoTime() - strangers.values().iterator().next();
            if (age >= GRACE_NANOS) {
                dropOldest();
            } else {
                wait(TimeUnit.NANOSECONDS.toMillis(GRACE_NANOS - age) + 1); // one may be introduced meanwhile
            }
        }
        strangers.put(socket, System.nanoTime());
    }

    /** Its thread finds it closed. */
    private synchronized void dropOldest() {
        if (!strangers.isEmpty()) {
            Socket oldest = strangers.keySet().iterator().next();
            strangers.remove(oldest);
            close(oldest);
        }
    }

    private void hear(Socket socket) {
        try (Line line = new Line(socket)) {
            boolean known = line.saysInTime(token, patienceNanos);
            if (admit(socket, known ? line : null)) {
                while (!closed) {
                    Batch batch = line.receive();
                    receiver.receive(batch);
                    if (!batch.id().equals(Line.NO_ANSWER)) {
                        line.answer();
                    }
                }
            }
        } catch (IOException gone) {
            // the subtask has ended, or its attempt: what it did not get an answer for comes again
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            left(socket);
        }
    }

    /** False if it goes: it is somebody else, or the port is closed. */
    private synchronized boolean admit(Socket socket, @Nullable Line line) {
        strangers.remove(socket);
        notifyAll();
        if (line == null || closed) {
            return false;
        }
        lines.add(line);
        return true;
    }

    private synchronized void left(Socket socket) {
        strangers.remove(socket);
        notifyAll();
        lines.removeIf(line -> line.isOf(socket));
    }

    /** Closes all connections. */
    @Override
    public synchronized void close() {
        closed = true;
        close(server);
        strangers.keySet().forEach(CollectPort::close);
        strangers.clear();
        notifyAll();
        lines.forEach(CollectPort::close);
        lines.clear();
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            System.getLogger(CollectPort.class.getName()).log(System.Logger.Level.DEBUG, "closing " + resource, e);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
