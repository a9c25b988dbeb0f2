package io.weir.api.collect;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/** From a subtask to the program: a secret once, then batches, each with its id; an empty id wants no answer, all others do. */
final class Line implements AutoCloseable {
    static final String NO_ANSWER = "";

    private static final int ANSWER = 1;

    private final Socket socket;
    private final DataOutputStream out;
    private final DataInputStream in;

    Line(Socket socket) throws IOException {
        this.socket = socket;
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        this.in = new DataInputStream(socket.getInputStream());
    }

    static Line open(String host, int port, String secret) throws IOException {
        try {
            Line line = new Line(new Socket(host, port));
            line.out.writeUTF(secret);
            return line;
        } catch (IOException e) {
            throw new IOException(
                    "[API-197] The results of the job cannot be sent to the program that collects them, at " + host
                            + ":" + port
                            + ": " + e.getMessage()
                            + ". The program has ended, or its port is not reachable from this worker. Keep the program running and the way to it open, or write to a sink.",
                    e);
        }
    }

    void send(Batch batch) throws IOException {
        out.writeUTF(batch.id());
        out.writeInt(batch.bytes().length);
        out.write(batch.bytes());
        out.flush();
        if (!batch.id().equals(NO_ANSWER) && in.read() != ANSWER) {
            throw new IOException(
                    "[API-197] The program that collects the results of the job has closed its iterator, or has ended. Keep it running, or write to a sink.");
        }
    }

    String readSecret() throws IOException {
        return in.readUTF();
    }

    /** Blocks until there is one. */
    Batch receive(int maxBytes) throws IOException {
        String id = in.readUTF();
        int length = in.readInt();
        if (length < 0 || length > maxBytes) {
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

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
