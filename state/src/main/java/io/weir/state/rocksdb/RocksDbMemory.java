package io.weir.state.rocksdb;

import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.WriteBufferManager;

/**
 * The memory that all RocksDB backends of a process share: half of the budget is native (blocks and write buffers, in one cache), half is for
 * rows on the Java heap, in equal parts for each backend that is open. Safe for use by many threads. Close it after the last backend.
 */
public final class RocksDbMemory implements AutoCloseable {
    /** The smallest budget, bytes. */
    public static final long MIN_BYTES = 16L << 20;

    /** Few shards: a block that does not fit into its shard is read again for each get. */
    private static final int SHARD_BITS = 2;

    /** Of the cache, for filters and indexes. */
    private static final double HIGH_PRIORITY_RATIO = 0.3;

    private final long rowBytes;
    private final Cache blockCache;
    private final WriteBufferManager writeBuffers;
    private final long nativeBytes;
    private int backends;
    private boolean closed;

    /**
     * Reserves nothing yet; memory is taken as it is used.
     *
     * @param budgetBytes at least {@link #MIN_BYTES}
     * @throws IllegalArgumentException if it is less
     * @throws IllegalStateException with code CFG-206 if the native library cannot be loaded
     */
    public RocksDbMemory(long budgetBytes) {
        this(checked(budgetBytes) / 2, budgetBytes / 2);
    }

    /** With parts of any size, so that tests reach the limits with few rows. */
    RocksDbMemory(long nativeBytes, long rowBytes) {
        RocksDbLibrary.load();
        this.nativeBytes = nativeBytes;
        this.rowBytes = rowBytes;
        blockCache = new LRUCache(nativeBytes, SHARD_BITS, false, HIGH_PRIORITY_RATIO);
        writeBuffers = new WriteBufferManager(nativeBytes / 2, blockCache);
    }

    Cache blockCache() {
        return blockCache;
    }

    WriteBufferManager writeBuffers() {
        return writeBuffers;
    }

    /** How large one backend's write buffer may grow, bytes. */
    long writeBufferBytes() {
        return Math.max(1L << 20, Math.min(64L << 20, nativeBytes / 4));
    }

    /** The heap bytes that one backend's rows may take, as many backends as there are now. */
    synchronized long rowBytes() {
        return rowBytes / Math.max(1, backends);
    }

    synchronized void opened() {
        if (closed) {
            throw new IllegalStateException("the memory of RocksDB is closed; no backend can be opened any more");
        }
        backends++;
    }

    synchronized void closedOne() {
        backends--;
        closeIfUnused();
    }

    /** Frees the native memory as soon as the last backend is closed. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            closeIfUnused();
        }
    }

    private static long checked(long budgetBytes) {
        if (budgetBytes < MIN_BYTES) {
            throw new IllegalArgumentException(
                    "[CFG-208] " + budgetBytes + " bytes are too little for RocksDB. It needs at least " + MIN_BYTES
                            + "; raise the memory budget of the state backend");
        }
        return budgetBytes;
    }

    private void closeIfUnused() {
        if (closed && backends == 0) {
            writeBuffers.close();
            blockCache.close();
        }
    }
}
