package io.weir.state.rocksdb;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.state.failure.StateException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.HashLinkedListMemTableConfig;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * One RocksDB of one backend: rows in one column family, whose memtable is a hash table because rows are read and written one by one, and
 * entries of maps in another, whose memtable is sorted because maps are also read in order. No write-ahead log: the checkpoint is the log.
 *
 * <p>Confined to the owner's thread, which also closes it. A failure of RocksDB is a {@link StateException} with code CKP-407.
 */
final class RowDatabase implements AutoCloseable {
    static final int ROWS = 0;
    static final int MAP_ENTRIES = 1;

    private static final byte[] MAP_ENTRIES_NAME = {'m', 'a', 'p', 's'};
    private static final int PREFIX_BYTES = 64;
    private static final int FIRST_BUFFER_BYTES = 4096;

    /**
     * RocksDB's own log of its files grows with each flush; each checkpoint saves it. It is written anew when it has this size, or {@link
     * #MANIFEST_GROWTH_PERCENT} more than what its present files need, if that is more.
     */
    static final long MANIFEST_BYTES = 32 * 1024;

    /** Less is a smaller manifest that is rewritten more often. RocksDB's own 500 saves 149 KB at 300 files where 25 KB tell all. */
    static final int MANIFEST_GROWTH_PERCENT = 25;

    private final List<AutoCloseable> natives = new ArrayList<>();
    private final RocksDB db;
    private final ColumnFamilyHandle[] families;
    private final WriteOptions writeOptions = keep(new WriteOptions().setDisableWAL(true));
    private final ReadOptions pointReads = keep(new ReadOptions());
    private final ReadOptions scans = keep(new ReadOptions().setTotalOrderSeek(true));
    private ByteBuffer keyBuffer = ByteBuffer.allocateDirect(FIRST_BUFFER_BYTES);
    private ByteBuffer valueBuffer = ByteBuffer.allocateDirect(FIRST_BUFFER_BYTES);
    private byte[] valueBytes = new byte[FIRST_BUFFER_BYTES];

    private RowDatabase(Path folder, RocksDbMemory memory, boolean readOnly) throws IOException {
        long bufferBytes = memory.writeBufferBytes();
        DBOptions options = keep(boundedManifest()
                .setCreateIfMissing(!readOnly)
                .setCreateMissingColumnFamilies(!readOnly)
                .setWriteBufferManager(memory.writeBuffers())
                .setAllowConcurrentMemtableWrite(false) // the hash memtable has one writer
                .setAtomicFlush(!readOnly)
                .setAvoidFlushDuringShutdown(true)
                .setMaxBackgroundJobs(2)
                .setStatsDumpPeriodSec(0)
                .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
                .setKeepLogFileNum(1));
        ColumnFamilyOptions rows = keep(familyOptions(memory, bufferBytes)
                .useCappedPrefixExtractor(PREFIX_BYTES)
                .setMemTableConfig(
                        new HashLinkedListMemTableConfig().setBucketCount(Math.max(1024, bufferBytes / 128))));
        ColumnFamilyOptions maps = keep(familyOptions(memory, bufferBytes));
        List<ColumnFamilyDescriptor> descriptors = List.of(
                new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, rows),
                new ColumnFamilyDescriptor(MAP_ENTRIES_NAME, maps));
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            db = readOnly
                    ? RocksDB.openReadOnly(options, folder.toString(), descriptors, handles)
                    : RocksDB.open(options, folder.toString(), descriptors, handles);
        } catch (RocksDBException e) {
            closeNatives();
            throw new IOException(
                    "[CKP-407] the local database in " + folder + " cannot be opened: " + e.getMessage()
                            + ". The disk may be full or the folder not writable; free some space or choose another folder",
                    e);
        }
        natives.add(db);
        natives.addAll(handles); // closed before the database
        families = handles.toArray(new ColumnFamilyHandle[0]);
    }

    static RowDatabase open(Path folder, RocksDbMemory memory) throws IOException {
        return new RowDatabase(folder, memory, false);
    }

    static RowDatabase openReadOnly(Path folder, RocksDbMemory memory) throws IOException {
        return new RowDatabase(folder, memory, true);
    }

    /** The Java API has no setter for the growth. */
    private static DBOptions boundedManifest() {
        Properties properties = new Properties();
        properties.setProperty("max_manifest_file_size", Long.toString(MANIFEST_BYTES));
        properties.setProperty("max_manifest_space_amp_pct", Integer.toString(MANIFEST_GROWTH_PERCENT));
        DBOptions options = DBOptions.getDBOptionsFromProps(properties);
        if (options == null) {
            throw new IllegalStateException("this RocksDB does not know max_manifest_space_amp_pct");
        }
        return options;
    }

    private ColumnFamilyOptions familyOptions(RocksDbMemory memory, long bufferBytes) {
        return forgettingWhatIsGone()
                .setWriteBufferSize(bufferBytes)
                .setMaxWriteBufferNumber(2)
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setBottommostCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(memory.blockCache())
                        .setCacheIndexAndFilterBlocks(true)
                        .setCacheIndexAndFilterBlocksWithHighPriority(true)
                        .setPinL0FilterAndIndexBlocksInCache(true)
                        .setPinTopLevelIndexAndFilter(true)
                        .setIndexType(
                                IndexType.kTwoLevelIndexSearch) // filters and indexes in blocks, not each in one piece
                        .setPartitionFilters(true)
                        .setOptimizeFiltersForMemory(true)
                        .setFilterPolicy(keep(new BloomFilter(10)))
                        .setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash));
    }

    /**
     * Blocks of files that compaction deleted leave the cache with them: each checkpoint makes files that live for seconds, and their blocks filled
     * the cache within hours. The Java API has no setter for it.
     */
    private static ColumnFamilyOptions forgettingWhatIsGone() {
        Properties properties = new Properties();
        properties.setProperty("uncache_aggressiveness", "1000");
        ColumnFamilyOptions options = ColumnFamilyOptions.getColumnFamilyOptionsFromProps(properties);
        if (options == null) {
            throw new IllegalStateException("this RocksDB does not know uncache_aggressiveness");
        }
        return options;
    }

    /** The value of a key; null if there is none. The bytes are valid until the next call. */
    @Nullable
    BinaryInput get(int family, BinaryOutput key, BinaryInput reused) {
        try {
            putKey(key);
            valueBuffer.clear();
            int length = db.get(families[family], pointReads, keyBuffer, valueBuffer);
            if (length > valueBuffer.capacity()) {
                valueBuffer = ByteBuffer.allocateDirect(Math.max(length, 2 * valueBuffer.capacity()));
                valueBytes = new byte[valueBuffer.capacity()];
                putKey(key);
                length = db.get(families[family], pointReads, keyBuffer, valueBuffer);
            }
            if (length < 0) { // RocksDB.NOT_FOUND
                return null;
            }
            valueBuffer.get(0, valueBytes, 0, length);
            reused.reset(valueBytes, 0, length);
            return reused;
        } catch (RocksDBException e) {
            throw failed("read", e);
        }
    }

    /** Writes all or nothing of a batch, and empties it. */
    void write(WriteBatchBytes batch) {
        if (batch.isEmpty()) {
            return;
        }
        try (WriteBatch nativeBatch = new WriteBatch(batch.toByteArray())) {
            db.write(writeOptions, nativeBatch);
        } catch (RocksDBException e) {
            throw failed("written", e);
        }
        batch.clear();
    }

    /** All of a family in the order of keys. Close it soon: it holds on to memory. */
    RocksIterator scan(int family) {
        return db.newIterator(families[family], scans);
    }

    /** Flushes, and links all files into a folder that does not exist yet. */
    void checkpoint(Path folder) {
        try (Checkpoint checkpoint = Checkpoint.create(db)) {
            checkpoint.createCheckpoint(folder.toString());
        } catch (RocksDBException e) {
            throw failed("flushed", e);
        }
    }

    @Override
    public void close() {
        closeNatives();
    }

    private void putKey(BinaryOutput key) {
        if (key.position() > keyBuffer.capacity()) {
            keyBuffer = ByteBuffer.allocateDirect(2 * key.position());
        }
        keyBuffer.clear();
        keyBuffer.put(key.array(), 0, key.position());
        keyBuffer.flip();
    }

    private <T extends AutoCloseable> T keep(T nativeObject) {
        natives.add(nativeObject);
        return nativeObject;
    }

    private void closeNatives() {
        for (int i = natives.size() - 1; i >= 0; i--) {
            try {
                natives.get(i).close();
            } catch (Exception e) {
                throw new IllegalStateException("a native object of RocksDB cannot be closed", e);
            }
        }
        natives.clear();
    }

    private static StateException failed(String what, RocksDBException e) {
        return new StateException(
                "[CKP-407] the local database could not be " + what + ": " + e.getMessage()
                        + ". The local disk may be full or broken; free some space, the job restarts from its last checkpoint",
                e);
    }
}
