package io.weir.api.collect;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.TimeUnit;

/** From a subtask to the program: the token once, then batches, each with its id; an empty id wants no answer, all others do. */
final class Line implements AutoCloseable {
    static final String NO_ANSWER = "";

    /** A program that takes more at once than this would not have the memory. */
    static final int MAX_BATCH_BYTES = 1 << 30;

    private static final int ANSWER = 1;
    private static final int CONNECT_MILLIS = 10_000;

    private final Socket socket;
    private final DataOutputStream out;
    private final DataInputStream in;

    Line(Socket socket) throws IOException {
        this.socket = socket;
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        this.in = new DataInputStream(socket.getInputStream());
    }

    static Line open(String host, int port, String token) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            Line line = new Line(socket);
            line.out.write(token.getBytes(StandardCharsets.US_ASCII));
            line.out.flush(); // the program does not wait for it for long
            return line;
        } catch (IOException e) {
            socket.close();
            throw new IOException(
                    "[API-197] The results of the job cannot be sent to the program that collects them, at " + host
                            + ":" + port
                            + ": " + e.getMessage()
                            + ". The program has ended, or its port is not reachable from this worker. Keep the program running and the way to it open, or write to a sink.",
                    e);
        }
    }

    void send(Batch batch) throws IOException {
        if (batch.bytes().length > MAX_BATCH_BYTES) {
            throw new IOException("[API-241] The results between two checkpoints have " + batch.bytes().length
                    + " bytes in one subtask. At most " + MAX_BATCH_BYTES
                    + " are brought back to the program at once. Take checkpoints more often, or write to a sink.");
        }
        out.writeUTF(batch.id());
        out.writeInt(batch.bytes().length);
        out.write(batch.bytes());
        out.flush();
        if (!batch.id().equals(NO_ANSWER) && in.read() != ANSWER) {
            throw new IOException(
                    "[API-197] The program that collects the results of the job has closed its iterator, or has ended. Keep it running, or write to a sink.");
        }
    }

    /** Whether the first that comes is the token. Reads as many bytes and no more, in that time at most. */
    boolean saysInTime(String token, long nanos) throws IOException {
        byte[] expected = token.getBytes(StandardCharsets.US_ASCII);
        byte[] said = new byte[expected.length];
        long deadline = System.nanoTime() + nanos;
        for (int have = 0; have < said.length; ) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new SocketTimeoutException("no token in time");
            }
            socket.setSoTimeout((int) left);
            int read = in.read(said, have, said.length - have);
            if (read < 0) {
                throw new EOFException("no token");
            }
            have += read;
        }
        socket.setSoTimeout(0);
        return MessageDigest.isEqual(expected, said);
    }

    /** Blocks until there is one. Its memory grows as its bytes come. */
    Batch receive() throws IOException {
        String id = in.readUTF();
        int length = in.readInt();
        if (length < 0 || length > MAX_BATCH_BYTES) {
            throw new IOException("a batch of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("a batch broke off");
        }
        return new Batch(id, bytes);
    }

    void answer() throws IOException {
        out.write(ANSWER);
        out.flush();
    }

    boolean isOf(Socket other) {
        return socket == other;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
