package io.weir.actors.liveness;

import io.weir.actors.guard.NodeFatal;
import io.weir.actors.guard.VitalThread;
import io.weir.runtime.cluster.WorkerId;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's end: holds a connection to the leader's node, so that the leader sees it close when this process dies. Losing it does
 * nothing here but connect again, with pauses that double from {@code reconnectMin} to {@code reconnectMax}. One daemon thread that blocks in
 * {@code read}.
 */
public final class LivenessClient implements LeaderConnection {
    private static final Logger LOG = LoggerFactory.getLogger(LivenessClient.class);
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

    private final WorkerId worker;
    private final LivenessSettings settings;
    private final Runnable lost;

    // guarded by this
    private @Nullable InetSocketAddress leader;
    private @Nullable Socket socket;
    private boolean closed;

    /**
     * Connects to nobody before {@link #follow}.
     *
     * @param lost called on the client's thread when a connection that was accepted has ended, and not by us
     * @param fatal told if that thread dies
     */
    public LivenessClient(WorkerId worker, LivenessSettings settings, Runnable lost, NodeFatal fatal) {
        this.worker = worker;
        this.settings = settings;
        this.lost = lost;
        VitalThread.daemon("weir-liveness-client", this::run, fatal).start();
    }

    @Override
    public synchronized void follow(String host, int port) {
        InetSocketAddress next = InetSocketAddress.createUnresolved(host, port);
        if (!next.equals(leader)) {
            leader = next;
            closeSocket();
            notifyAll();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            closeSocket();
            notifyAll();
        }
    }

    private void run() {
        long pauseMillis = settings.reconnectMin().toMillis();
        InetSocketAddress to = awaitLeader();
        while (to != null) {
            boolean held = holdConnection(to);
            if (held && isStillLeader(to)) {
                lost.run();
            }
            pauseMillis = held
                    ? settings.reconnectMin().toMillis()
                    : Math.min(settings.reconnectMax().toMillis(), pauseMillis * 2);
            pause(to, pauseMillis);
            to = awaitLeader();
        }
    }

    private synchronized @Nullable InetSocketAddress awaitLeader() {
        while (leader == null && !closed) {
            try {
                wait();
            } catch (InterruptedException ofTheUser) {
                meansNothing(ofTheUser);
            }
        }
        return closed ? null : leader;
    }

    private synchronized boolean isStillLeader(InetSocketAddress address) {
        return !closed && address.equals(leader);
    }

    /** Waits before another attempt; not when there is another leader by now. */
    private synchronized void pause(InetSocketAddress failed, long millis) {
        long deadline = System.nanoTime() + millis * 1_000_000;
        long left = millis;
        while (!closed && failed.equals(leader) && left > 0) {
            try {
                wait(left);
            } catch (InterruptedException ofTheUser) {
                meansNothing(ofTheUser);
            }
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
    }

    /** An interrupt of this thread is one of the user's code, which can reach each thread of the process. */
    private static void meansNothing(InterruptedException ofTheUser) {
        LOG.debug("the thread of the liveness connection was interrupted", ofTheUser);
    }

    /** Returns when the connection is lost or cannot be made; true if the leader had accepted it. */
    private boolean holdConnection(InetSocketAddress to) {
        boolean accepted = false;
        try (Socket connection = new Socket()) {
            connection.setKeepAlive(true);
            connection.connect(new InetSocketAddress(to.getHostString(), to.getPort()), CONNECT_TIMEOUT_MILLIS);
            if (!adopt(connection, to)) {
                return true;
            }
            connection.getOutputStream().write(Handshake.line(worker, settings.cookie()));
            InputStream in = connection.getInputStream();
            int answer = in.read();
            accepted = answer == Handshake.WELCOME.charAt(0);
            if (answer == Handshake.REFUSED.charAt(0)) {
                LOG.warn(
                        "[NET-608] The leader at {} refused this worker's liveness connection. Their cookies differ. "
                                + "Give both the same weir.liveness.cookie.",
                        to);
            }
            while (accepted && in.read() >= 0) {
                // nothing is said after the handshake; the end of the stream is the news
            }
        } catch (IOException e) {
            LOG.debug("liveness connection to {}: {}", to, e.toString());
        } finally {
            adoptNone();
        }
        return accepted;
    }

    private synchronized boolean adopt(Socket connection, InetSocketAddress to) {
        if (closed || !to.equals(leader)) {
            return false;
        }
        socket = connection;
        return true;
    }

    private synchronized void adoptNone() {
        socket = null;
    }

    private void closeSocket() {
        Socket open = socket;
        if (open != null) {
            try {
                open.close(); // ends the read of the thread
            } catch (IOException e) {
                LOG.debug("closing a liveness connection", e);
            }
        }
    }
}
