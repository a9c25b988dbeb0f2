package io.weir.connector.file;

import io.weir.api.config.Configuration;
import io.weir.api.fs.FSDataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Counts what a user's format reads of a file, so that another reader goes on behind as many records. */
final class StreamFormatReader<T> implements RecordReader<T> {
    private final Path path;
    private final FSDataInputStream stream;
    private final StreamFormat.Reader<T> reader;
    private long records;

    /** @param records how many are passed over */
    StreamFormatReader(StreamFormat<T> format, Path path, long records) throws IOException {
        this.path = path;
        this.stream = new FileStream(path);
        try {
            long length = Files.size(path);
            this.reader = format.createReader(new Configuration(), stream, length, length);
            while (this.records < records) {
                if (next() == null) {
                    throw FileErrors.fewerRecords(path, records);
                }
            }
        } catch (IOException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    @Override
    public @Nullable T next() throws IOException {
        T record = reader.read();
        if (record != null) {
            records++;
        }
        return record;
    }

    @Override
    public long offset() {
        return records;
    }

    @Override
    public long malformedLines() {
        return 0;
    }

    @Override
    public void close() throws IOException {
        try (stream) {
            reader.close();
        }
    }

    @Override
    public String toString() {
        return path + " behind " + records + " records";
    }

    /** The file's bytes with a place; goes back by beginning anew. */
    private static final class FileStream extends FSDataInputStream {
        private final Path path;
        private final byte[] one = new byte[1];
        private Bytes bytes;
        private long position;

        FileStream(Path path) throws IOException {
            this.path = path;
            this.bytes = Bytes.open(path, 0, FileSourceSplit.TO_THE_END);
        }

        @Override
        public void seek(long desired) throws IOException {
            bytes.close();
            bytes = Bytes.open(path, desired, FileSourceSplit.TO_THE_END);
            position = desired;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public int read() throws IOException {
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = bytes.read(into, from, length);
            if (read > 0) {
                position += read;
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }
}
