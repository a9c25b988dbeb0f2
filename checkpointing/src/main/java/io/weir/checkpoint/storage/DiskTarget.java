package io.weir.checkpoint.storage;

import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointPaths;
import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.SnapshotOutput;
import io.weir.state.snapshot.SnapshotTarget;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Where one writer puts the files of one checkpoint. */
final class DiskTarget implements SnapshotTarget {
    private final DiskWriting writing;
    private final String jobId;
    private final CheckpointId id;
    private final long epoch;
    private final String owner;
    private int next;

    DiskTarget(DiskWriting writing, String jobId, CheckpointId id, long epoch, String owner) {
        this.writing = writing;
        this.jobId = CheckpointPaths.job(jobId);
        this.id = id;
        this.epoch = epoch;
        this.owner = owner;
    }

    @Override
    public SnapshotOutput create(String name, Scope scope) throws IOException {
        String path = freshPath(name, scope);
        try {
            return new Output(name, scope, path, writing.createAside(path));
        } catch (IOException failure) {
            throw StorageErrors.notWritten(writing.disk(), path, 0, failure);
        }
    }

    private String freshPath(String name, Scope scope) {
        int number = next++;
        return switch (scope) {
            case EXCLUSIVE -> CheckpointPaths.exclusive(jobId, id, epoch, owner, number, name);
            case SHARED -> CheckpointPaths.shared(jobId, id, epoch, owner, number, name);
        };
    }

    /** One file on its way. Buffers, so that single bytes may be written; counts and sums what goes through. */
    private final class Output extends SnapshotOutput {
        private static final int BUFFER_BYTES = 32 * 1024;
        private static final int MOST_NAMES = 1_000;

        private final String name;
        private final Scope scope;
        private final DiskWriting.Aside aside;
        private final CRC32C crc = new CRC32C();
        private final byte[] buffer = new byte[BUFFER_BYTES];
        private String path;
        private int buffered;
        private long length;
        private boolean closed;
        private @Nullable FileRef committed;

        Output(String name, Scope scope, String path, DiskWriting.Aside aside) {
            this.name = name;
            this.scope = scope;
            this.path = path;
            this.aside = aside;
        }

        @Override
        public void write(int value) throws IOException {
            if (buffered == buffer.length) {
                flush();
            }
            buffer[buffered++] = (byte) value;
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            if (count <= buffer.length - buffered) {
                System.arraycopy(bytes, from, buffer, buffered, count);
                buffered += count;
                return;
            }
            flush();
            if (count < buffer.length) {
                System.arraycopy(bytes, from, buffer, 0, count);
                buffered = count;
            } else {
                send(bytes, from, count);
            }
        }

        @Override
        public void flush() throws IOException {
            int count = buffered;
            buffered = 0;
            send(buffer, 0, count);
        }

        private void send(byte[] bytes, int from, int count) throws IOException {
            if (closed) {
                throw new IOException(path + " is closed; write before commit or close");
            }
            try {
                aside.writer().write(bytes, from, count);
            } catch (IOException failure) {
                throw StorageErrors.notWritten(writing.disk(), path, length, failure);
            }
            crc.update(bytes, from, count);
            length += count;
        }

        @Override
        public FileRef commit() throws IOException {
            flush();
            try {
                aside.writer().sync();
                aside.writer().close();
                publish();
                writing.syncFolderOf(path);
            } catch (IOException failure) {
                close();
                throw StorageErrors.notWritten(writing.disk(), path, length, failure);
            }
            closed = true;
            FileRef file = new FileRef(path, length, crc.getValue());
            committed = file;
            return file;
        }

        /** A name that is taken belongs to another writer of the same owner; take the next. */
        private void publish() throws IOException {
            for (int attempt = 1; ; attempt++) {
                try {
                    writing.disk().publish(aside.path(), path);
                    return;
                } catch (FileAlreadyExistsException taken) {
                    if (attempt == MOST_NAMES) {
                        throw taken;
                    }
                    path = freshPath(name, scope);
                }
            }
        }

        @Override
        public void close() throws IOException {
            if (committed != null || closed) {
                return;
            }
            closed = true;
            try {
                aside.writer().close();
            } finally {
                writing.removeQuietly(aside);
            }
        }
    }
}
