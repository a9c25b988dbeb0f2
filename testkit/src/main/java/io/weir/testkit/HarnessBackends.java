package io.weir.testkit;

import io.weir.api.graph.StateBackendKind;
import io.weir.api.graph.StateBackendSettings;
import io.weir.state.KeyedBackendFactory;
import io.weir.state.heap.HeapKeyedBackendFactory;
import io.weir.state.rocksdb.RocksDbKeyedBackendFactory;
import io.weir.state.rocksdb.RocksDbMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The state backend that the harness's job asks for; RocksDB gets a temporary folder, which goes with the harness. */
final class HarnessBackends implements AutoCloseable {
    private static final long ROCKSDB_BYTES = 32L << 20;

    private final KeyedBackendFactory factory;
    private final Path localDirectory;
    private final @Nullable RocksDbMemory memory;

    HarnessBackends(StateBackendSettings wanted) {
        if (wanted.kind() == StateBackendKind.HEAP) {
            memory = null;
            factory = new HeapKeyedBackendFactory();
            localDirectory = Path.of("unused");
            return;
        }
        RocksDbMemory reserved = new RocksDbMemory(ROCKSDB_BYTES);
        memory = reserved;
        factory = new RocksDbKeyedBackendFactory(reserved);
        try {
            localDirectory = Files.createTempDirectory("weir-harness");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    KeyedBackendFactory factory() {
        return factory;
    }

    Path localDirectory() {
        return localDirectory;
    }

    @Override
    public void close() {
        if (memory == null) {
            return;
        }
        memory.close();
        try {
            delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(localDirectory)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
