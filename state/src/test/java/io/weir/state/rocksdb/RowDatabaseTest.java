package io.weir.state.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.serde.BinaryOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowDatabaseTest {
    private static final int TABLES = 300;

    @TempDir
    Path folder;

    /** RocksDB's limit of the manifest is a floor: unless told more, it let the manifest grow to six times what many tables need. */
    @Test
    void theManifestOfManyTablesIsHardlyLargerThanTheTablesNeed() throws Exception {
        long most = 0;
        int tables = 0;
        try (RocksDbMemory memory = new RocksDbMemory(RocksDbMemory.MIN_BYTES);
                RowDatabase database = RowDatabase.open(folder.resolve("db"), memory)) {
            WriteBatchBytes batch = new WriteBatchBytes();
            for (int i = 0; tables < TABLES; i++) {
                batch.put(
                        RowDatabase.MAP_ENTRIES, key(i), key(i)); // tables that do not overlap are not merged for good
                database.write(batch);
                Path checkpoint = folder.resolve("checkpoint-" + i);
                database.checkpoint(checkpoint);
                tables = files(checkpoint, ".sst").size();
                most = Math.max(most, Files.size(files(checkpoint, "MANIFEST").get(0)));
                delete(checkpoint);
            }
        }
        assertThat(most).isBetween(RowDatabase.MANIFEST_BYTES / 2, 3 * RowDatabase.MANIFEST_BYTES / 2);
    }

    private static BinaryOutput key(int number) {
        BinaryOutput out = new BinaryOutput(8);
        out.writeInt(number);
        return out;
    }

    private static List<Path> files(Path checkpoint, String part) throws IOException {
        try (Stream<Path> all = Files.list(checkpoint)) {
            return all.filter(file -> file.getFileName().toString().contains(part))
                    .toList();
        }
    }

    private static void delete(Path checkpoint) throws IOException {
        for (Path file : files(checkpoint, "")) {
            Files.delete(file);
        }
        Files.delete(checkpoint);
    }
}
