package io.weir.actors.worker;

import io.weir.api.graph.JobGraph;
import io.weir.api.time.ProcessingClock;
import io.weir.checkpoint.storage.CheckpointStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The code of all jobs that run on a node, shared by their attempts. Code that nobody uses is kept for a while, because after a failure
 * the next attempt comes at once. Safe for any thread.
 */
public final class JobCodes implements WorkerServices.Codes, AutoCloseable {
    /** What tells code apart: the same job with the same graph and jars. */
    public record Key(String jobId, String graphBlob, List<String> jarBlobs) {
        public Key {
            jarBlobs = List.copyOf(jarBlobs);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(JobCodes.class);

    private final ProcessingClock clock;
    private final Executor blocking;
    private final long keepNanos;
    private final Path folder;
    private final ClassLoader nodeLoader;
    private final Map<Key, Entry> entries = new HashMap<>(); // guarded by this

    /**
     * Holds nothing yet.
     *
     * @param keepNanos how long code stays that nobody uses
     * @param folder for copies of jars
     * @param nodeLoader loads the classes of jobs that come without jars, and what jobs share with the node
     */
    public JobCodes(ProcessingClock clock, Executor blocking, long keepNanos, Path folder, ClassLoader nodeLoader) {
        this.clock = clock;
        this.blocking = blocking;
        this.keepNanos = keepNanos;
        this.folder = folder;
        this.nodeLoader = nodeLoader;
    }

    @Override
    public Lease lease(Key key, CheckpointStorage storage) throws IOException {
        Entry entry;
        synchronized (this) {
            entry = entries.computeIfAbsent(key, Entry::new);
            entry.users++;
            entry.leases++;
        }
        try {
            return new Lease(entry, entry.load(storage, folder.resolve("jars-" + key.jobId()), nodeLoader));
        } catch (Throwable failure) {
            release(entry);
            throw failure;
        }
    }

    private void release(Entry entry) {
        long leases;
        synchronized (this) {
            entry.users--;
            if (entry.users > 0) {
                return;
            }
            leases = entry.leases;
        }
        CompletableFuture<Void> unused = clock.after(keepNanos).thenRun(() -> dropIfUnused(entry, leases));
    }

    private void dropIfUnused(Entry entry, long leasesThen) {
        synchronized (this) {
            if (entry.users > 0 || entry.leases != leasesThen || !entries.remove(entry.key, entry)) {
                return;
            }
        }
        blocking.execute(entry::close);
    }

    /** How many jobs' code is held. */
    synchronized int size() {
        return entries.size();
    }

    /** Closes all code, used or not: the node ends. */
    @Override
    public void close() {
        List<Entry> all;
        synchronized (this) {
            all = List.copyOf(entries.values());
            entries.clear();
        }
        all.forEach(Entry::close);
    }

    /** Shared code; it may be dropped when the last lease of it is closed. */
    public final class Lease implements WorkerServices.Code {
        private final JobCode code;
        private @Nullable Entry entry; // guarded by JobCodes.this

        Lease(Entry entry, JobCode code) {
            this.entry = entry;
            this.code = code;
        }

        JobCode code() {
            return code;
        }

        /** A new copy each time. */
        @Override
        public JobGraph graph() {
            return code.graph();
        }

        @Override
        public ClassLoader loader() {
            return code.loader();
        }

        @Override
        public void close() {
            Entry used;
            synchronized (JobCodes.this) {
                used = entry;
                entry = null;
            }
            if (used != null) {
                release(used);
            }
        }
    }

    private static final class Entry {
        private final Key key;
        private int users; // guarded by JobCodes.this
        private long leases; // guarded by JobCodes.this
        private @Nullable JobCode code; // guarded by this

        Entry(Key key) {
            this.key = key;
        }

        synchronized JobCode load(CheckpointStorage storage, Path jars, ClassLoader nodeLoader) throws IOException {
            JobCode loaded = code;
            if (loaded == null) {
                loaded = JobCode.load(key.graphBlob(), key.jarBlobs(), storage, jars, nodeLoader);
                code = loaded;
            }
            return loaded;
        }

        synchronized void close() {
            JobCode loaded = code;
            code = null;
            if (loaded != null) {
                try {
                    loaded.close();
                } catch (IOException e) {
                    LOG.warn(
                            "[JOB-804] The jars of job {} could not be closed. {}. Their files are deleted with the node's folder.",
                            key.jobId(),
                            e.toString());
                }
            }
        }
    }
}
