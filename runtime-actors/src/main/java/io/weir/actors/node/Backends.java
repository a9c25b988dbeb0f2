package io.weir.actors.node;

import com.sun.management.OperatingSystemMXBean;
import com.typesafe.config.Config;
import io.weir.api.graph.StateBackendKind;
import io.weir.api.graph.StateBackendSettings;
import io.weir.state.KeyedBackendFactory;
import io.weir.state.heap.HeapKeyedBackendFactory;
import io.weir.state.rocksdb.RocksDbKeyedBackendFactory;
import io.weir.state.rocksdb.RocksDbLibrary;
import io.weir.state.rocksdb.RocksDbMemory;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The keyed state backends of this node. RocksDB is loaded when the first job asks for it. Safe for any thread. */
final class Backends implements AutoCloseable {
    private final KeyedBackendFactory heap = new HeapKeyedBackendFactory();
    private final long rocksDbBytes;
    private final Path libraryFolder;
    private @Nullable RocksDbMemory memory; // guarded by this

    /** @param files of this node, and deleted with it: RocksDB's library is unpacked there */
    Backends(Config config, Path files) {
        rocksDbBytes = checked(config.getBytes("weir.rocksdb.memory"));
        libraryFolder = files.resolve("lib");
    }

    /** RocksDB takes the memory as it needs it: without this, the first large job of the node would find out. */
    private static long checked(long bytes) {
        long most = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        if (bytes < RocksDbMemory.MIN_BYTES || (most > 0 && bytes > most)) {
            throw new IllegalArgumentException(
                    "[CFG-208] weir.rocksdb.memory is " + bytes + " bytes. RocksDB needs at least "
                            + RocksDbMemory.MIN_BYTES + ", and this machine (or container) has " + most
                            + ". Half of it is native memory, half of it heap. Correct it in the node's configuration.");
        }
        return bytes;
    }

    KeyedBackendFactory of(StateBackendSettings wanted) {
        return wanted.kind() == StateBackendKind.HEAP ? heap : new RocksDbKeyedBackendFactory(memory());
    }

    private synchronized RocksDbMemory memory() {
        RocksDbMemory shared = memory;
        if (shared == null) {
            RocksDbLibrary.load(libraryFolder);
            shared = new RocksDbMemory(rocksDbBytes);
            memory = shared;
        }
        return shared;
    }

    @Override
    public synchronized void close() {
        if (memory != null) {
            memory.close();
        }
    }
}
