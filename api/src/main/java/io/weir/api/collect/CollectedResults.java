package io.weir.api.collect;

import io.weir.api.CloseableIterator;
import io.weir.api.JobClient;
import io.weir.api.connector.Sink;
import io.weir.api.graph.CodecRegistration;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
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
    private static final long LOOK_EVERY_MILLIS = 20;

    private final CollectSink<T> sink = new CollectSink<>();
    private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>(BATCHES_WAITING);
    private final Set<String> known = Collections.synchronizedSet(new HashSet<>());
    private RecordBytes reading = new RecordBytes(CollectedResults.class.getClassLoader(), List.of());
    private Iterator<Object> batch = Collections.emptyIterator();
    private @Nullable CollectPort port;
    private @Nullable JobClient job;
    private volatile @Nullable CompletableFuture<?> end;
    private volatile boolean closed;

    /** What the stream ends in. */
    public Sink<T> sink() {
        return sink;
    }

    /**
     * Just before the job is submitted: opens a port of this process.
     *
     * @param host under which workers reach this process; it listens there and nowhere else
     * @throws IOException [API-240] if it cannot
     */
    public void prepare(String host, boolean checkpoints, List<CodecRegistration> codecs, ClassLoader userCode)
            throws IOException {
        release(); // a job that was refused before
        CollectPort opened = CollectPort.open(host, this::arrived);
        port = opened;
        sink.prepare(host, opened.number(), opened.token(), checkpoints, codecs);
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
     * @throws IllegalStateException [API-242] if this process cannot receive results any more
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
            } else if (!over) {
                requireOpen();
            } else {
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

    private void requireOpen() {
        Throwable failure = port == null ? null : port.failure();
        if (failure != null) {
            throw new IllegalStateException(
                    "[API-242] This program cannot receive the results of its job any more. " + failure
                            + ". Close the iterator, which cancels the job, and run it again"
                            + (failure instanceof OutOfMemoryError ? " with more memory." : "; report it."),
                    failure);
        }
    }

    /** On a thread of the port; waits while nobody reads. */
    private void arrived(Batch batch) throws InterruptedException {
        if (batch.id().equals(Line.NO_ANSWER) || known.add(batch.id())) {
            arrived.put(batch.bytes());
        }
    }

    private void release() {
        if (port != null) {
            port.close();
        }
        arrived.clear(); // whoever waits for room goes on, and finds its line closed
    }
}
