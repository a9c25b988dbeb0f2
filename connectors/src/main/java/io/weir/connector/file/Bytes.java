package io.weir.connector.file;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** The bytes of a file from a place on, decompressed where it is compressed. One thread. */
interface Bytes extends Closeable {
    /** Reads at least one byte if {@code length} is positive, at most {@code length}; -1 at the end. */
    int read(byte[] into, int from, int length) throws IOException;

    /**
     * Opens a range at a place.
     *
     * @param offset where to begin; counted within, if the file is compressed
     * @param end {@link FileSourceSplit#TO_THE_END} if the file may be compressed
     */
    static Bytes open(Path path, long offset, long end) throws IOException {
        Compression compression = end == FileSourceSplit.TO_THE_END ? Compression.of(path) : Compression.NONE;
        return compression == Compression.NONE ? plain(path, offset) : decompressed(path, compression, offset);
    }

    private static Bytes plain(Path path, long offset) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
        try {
            file.seek(offset);
        } catch (IOException e) {
            file.close();
            throw e;
        }
        return new Bytes() {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return file.read(into, from, length);
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }

    private static Bytes decompressed(Path path, Compression compression, long offset) throws IOException {
        InputStream in = compression.open(path);
        try {
            skip(path, compression, in, offset);
        } catch (IOException e) {
            in.close();
            throw e;
        }
        return new Bytes() {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                try {
                    return in.read(into, from, length);
                } catch (EOFException | ZipException e) {
                    throw FileErrors.damaged(path, compression.label(), e);
                }
            }

            @Override
            public void close() throws IOException {
                in.close();
            }
        };
    }

    private static void skip(Path path, Compression compression, InputStream in, long offset) throws IOException {
        try {
            in.skipNBytes(offset);
        } catch (EOFException e) {
            throw FileErrors.shrunkWithin(path, offset);
        } catch (ZipException e) {
            throw FileErrors.damaged(path, compression.label(), e);
        }
    }
}
