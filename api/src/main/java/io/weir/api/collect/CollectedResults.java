package io.weir.api.collect;

import io.weir.api.CloseableIterator;
import io.weir.api.JobClient;
import io.weir.api.connector.Sink;
import io.weir.api.graph.CodecRegistration;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The records of a stream, in the program that runs its job, as they come. A job whose results are not read waits. Closing it early
 * cancels the job. For one thread.
 */
public final class CollectedResults<T> implements CloseableIterator<T> {
    private static final int BATCHES_WAITING = 64;
    private static final int MAX_BATCH_BYTES = 1 << 30;
    private static final long LOOK_EVERY_MILLIS = 20;

    private final ServerSocket server;
    private final String secret = HexFormat.of().formatHex(randomBytes());
    private final CollectSink<T> sink;
    private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>(BATCHES_WAITING);
    private final Set<String> known = Collections.synchronizedSet(new HashSet<>());
    private final Set<Line> lines = Collections.synchronizedSet(new HashSet<>());
    private RecordBytes reading;
    private Iterator<Object> batch = Collections.emptyIterator();
    private @Nullable JobClient job;
    private volatile @Nullable CompletableFuture<?> end;
    private volatile boolean closed;

    /**
     * Opens a port of this process.
     *
     * @throws IOException if there is none
     */
    public CollectedResults() throws IOException {
        server = new ServerSocket(0);
        sink = new CollectSink<>(server.getLocalPort(), secret);
        reading = new RecordBytes(CollectedResults.class.getClassLoader(), List.of());
        start("weir-collect", this::accept);
    }

    /** What the stream ends in. */
    public Sink<T> sink() {
        return sink;
    }

    /**
     * Just before the job is submitted.
     *
     * @param host under which workers reach this process
     */
    public void prepare(String host, boolean checkpoints, List<CodecRegistration> codecs, ClassLoader userCode) {
        sink.prepare(host, checkpoints, codecs);
        reading = new RecordBytes(userCode, codecs);
    }

    /** The job was submitted. */
    public void attach(JobClient running) {
        job = running;
        end = running.getJobExecutionResult();
    }

    public @Nullable JobClient getJobClient() {
        return job;
    }

    /**
     * Waits for a record or the end of the job.
     *
     * @throws IllegalStateException [API-198] if the job was not executed
     * @throws CompletionException with the {@link io.weir.api.JobExecutionException} if it failed or was cancelled
     */
    @Override
    public boolean hasNext() {
        CompletableFuture<?> ended = end;
        if (ended == null) {
            throw new IllegalStateException(
                    "[API-198] There are no results yet: the job was not executed. collectAsync only adds to "
                            + "the job. Call execute() or executeAsync() on the environment before reading.");
        }
        while (!batch.hasNext()) {
            boolean over = closed || ended.isDone(); // before looking: all that arrived was there when the job ended
            byte @Nullable [] next = over ? arrived.poll() : waitForOne();
            if (next != null) {
                batch = reading.read(next).iterator();
            } else if (over) {
                release();
                if (!closed) {
                    ended.join();
                }
                return false;
            }
        }
        return true;
    }

    @Override
    @SuppressWarnings("unchecked") // what the stream is made of
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the job has ended, and all its results were read");
        }
        return (T) batch.next();
    }

    /** Cancels the job unless it has ended; what was not read is lost. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        batch = Collections.emptyIterator();
        JobClient running = job;
        CompletableFuture<?> ended = end;
        if (running != null && ended != null && !ended.isDone()) {
            CompletableFuture<Void> unused = running.cancel();
        }
        release();
    }

    private byte @Nullable [] waitForOne() {
        try {
            return arrived.poll(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for results", e);
        }
    }

    // ---- threads of the port ----

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                start("weir-collect-line", () -> receive(socket));
            }
        } catch (IOException closedByUs) {
            release();
        }
    }

    private void receive(Socket socket) {
        try (Line line = new Line(socket)) {
            if (!line.readSecret().equals(secret)) {
                return; // somebody else
            }
            lines.add(line);
            while (!closed) {
                Batch batch = line.receive(MAX_BATCH_BYTES);
                boolean answer = !batch.id().equals(Line.NO_ANSWER);
                if (!answer || known.add(batch.id())) {
                    arrived.put(batch.bytes());
                }
                if (answer) {
                    line.answer();
                }
            }
        } catch (IOException gone) {
            // the subtask has ended, or its attempt: what it did not get an answer for comes again
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void release() {
        try {
            server.close();
            synchronized (lines) {
                for (Line line : lines) {
                    line.close();
                }
                lines.clear();
            }
            arrived.clear(); // whoever waits for room goes on, and finds its line closed
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
