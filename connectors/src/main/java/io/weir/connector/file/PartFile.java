package io.weir.connector.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part being written: buffers, counts, syncs. It is not a channel, so that an interrupt of its thread does not close it. */
final class PartFile extends OutputStream implements PartFileInfo<String> {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final String bucket;
    private final Path pending;
    private final Path target;
    private final long openedMillis;
    private final FileOutputStream file;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;
    private long written;
    private long updatedMillis;

    /** Creates the file; it must not exist. */
    PartFile(String bucket, Path pending, Path target, long openedMillis) throws IOException {
        this.bucket = bucket;
        this.pending = Files.createFile(pending);
        this.target = target;
        this.openedMillis = openedMillis;
        this.updatedMillis = openedMillis;
        this.file = new FileOutputStream(pending.toFile());
    }

    Path pending() {
        return pending;
    }

    @Override
    public String getBucketId() {
        return bucket;
    }

    @Override
    public long getCreationTime() {
        return openedMillis;
    }

    @Override
    public long getSize() {
        return written + buffered;
    }

    @Override
    public long getLastUpdateTime() {
        return updatedMillis;
    }

    void writtenAt(long millis) {
        updatedMillis = millis;
    }

    @Override
    public void write(int b) throws IOException {
        if (buffered == BUFFER_BYTES) {
            drain();
        }
        buffer[buffered++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > BUFFER_BYTES - buffered) {
            drain();
            if (length >= BUFFER_BYTES) {
                writeThrough(bytes, offset, length);
                return;
            }
        }
        System.arraycopy(bytes, offset, buffer, buffered, length);
        buffered += length;
    }

    private void drain() throws IOException {
        writeThrough(buffer, 0, buffered);
        buffered = 0;
    }

    private void writeThrough(byte[] bytes, int offset, int length) throws IOException {
        try {
            file.write(bytes, offset, length);
        } catch (IOException e) {
            throw FileErrors.outputNotWritable(pending, e);
        }
        written += length;
    }

    /** Writes what is buffered, forces all to the disk and closes; the part is then ready to be committed. */
    FileCommittable finish() throws IOException {
        drain();
        try (file) {
            file.getFD().sync();
        } catch (IOException e) {
            throw FileErrors.outputNotWritable(pending, e);
        }
        return new FileCommittable(pending.toString(), target.toString(), written);
    }

    /** Closes and deletes: nobody will ask for it. */
    void discard() throws IOException {
        file.close();
        Files.deleteIfExists(pending);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
