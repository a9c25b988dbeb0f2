package io.weir.state.rocksdb;

import io.weir.api.serde.CodecRegistry;
import io.weir.state.format.KeyedSnapshotWriter;
import io.weir.state.key.KeyGroupRange;
import io.weir.state.rocksdb.RocksDbSnapshot.DatabaseFile;
import io.weir.state.row.StateSlots;
import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.KeyedStateHandle;
import io.weir.state.snapshot.SnapshotOutput;
import io.weir.state.snapshot.SnapshotTarget;
import io.weir.state.snapshot.SnapshotTarget.Scope;
import io.weir.state.snapshot.SnapshotTask;
import io.weir.state.timer.TimerServices;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Links the database's files, if the owner did not have to do so already, and uploads them. Made by the owner's thread, run or cancelled by
 * any other.
 */
final class RocksDbSnapshotTask implements SnapshotTask<KeyedStateHandle> {
    /**
     * What is written.
     *
     * @param database its files, linked or still to be linked; deleted when done
     * @param known files that the storage has already, by their name in the database
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Frozen(
            int maxParallelism,
            KeyGroupRange keyGroups,
            List<StateSlots.Description> states,
            byte[] types,
            byte[] keyTypes,
            long rows,
            List<TimerServices.Frozen> timers,
            LocalFolder local,
            PendingCheckpoint database,
            Map<String, FileRef> known) {}

    private static final int COPY_BYTES = 64 * 1024;

    private final Frozen state;
    private final CodecRegistry codecs;
    private final UploadedFiles uploads;
    private final long checkpointId;
    private final AtomicBoolean begun = new AtomicBoolean();

    RocksDbSnapshotTask(long checkpointId, Frozen state, CodecRegistry codecs, UploadedFiles uploads) {
        this.checkpointId = checkpointId;
        this.state = state;
        this.codecs = codecs;
        this.uploads = uploads;
    }

    @Override
    public KeyedStateHandle write(SnapshotTarget target) throws IOException {
        if (begun.getAndSet(true)) {
            throw new IOException(
                    "[CKP-407] this snapshot was cancelled or written already. A checkpoint that was aborted while it waited ends so; the"
                            + " next one is not affected");
        }
        try {
            if (!state.database().link()) {
                throw new IOException("[CKP-407] the state could not be saved: "
                        + state.database().failure());
            }
            Map<String, FileRef> tables = new HashMap<>();
            List<DatabaseFile> files = new ArrayList<>();
            for (Path file : sortedFiles()) {
                DatabaseFile saved = save(file, target);
                files.add(saved);
                if (saved.isTable() && saved.uploaded() != null) {
                    tables.put(saved.name(), saved.uploaded());
                }
            }
            KeyedStateHandle handle = new RocksDbSnapshot(
                            state.maxParallelism(),
                            state.keyGroups(),
                            state.states(),
                            state.types(),
                            state.keyTypes(),
                            state.rows(),
                            files,
                            writeTimers(target))
                    .encode();
            uploads.written(checkpointId, tables);
            return handle;
        } finally {
            state.local().delete(state.database().folder());
        }
    }

    @Override
    public void cancel() {
        if (!begun.getAndSet(true)) {
            state.database().giveUp();
            state.local().delete(state.database().folder());
        }
    }

    private List<Path> sortedFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(state.database().folder())) {
            for (Path file : all) {
                if (!file.getFileName().toString().startsWith("OPTIONS")) { // not needed to open it
                    files.add(file);
                }
            }
        }
        files.sort(null);
        return files;
    }

    private DatabaseFile save(Path file, SnapshotTarget target) throws IOException {
        String name = file.getFileName().toString();
        long length = Files.size(file);
        boolean table = name.endsWith(".sst");
        FileRef known = state.known().get(name);
        if (table && known != null && known.length() == length) {
            return new DatabaseFile(name, null, known);
        }
        if (!table && length <= target.inlineThreshold()) {
            return new DatabaseFile(name, Files.readAllBytes(file), null);
        }
        try (SnapshotOutput out = target.create(name, table ? Scope.SHARED : Scope.EXCLUSIVE);
                InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[COPY_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
            return new DatabaseFile(name, null, out.commit());
        }
    }

    private KeyedStateHandle writeTimers(SnapshotTarget target) throws IOException {
        try (KeyedSnapshotWriter writer =
                new KeyedSnapshotWriter(target, state.maxParallelism(), state.keyGroups(), List.of(), codecs)) {
            for (TimerServices.Frozen timers : state.timers()) {
                writer.writeTimers(timers);
            }
            return writer.finish();
        }
    }
}
