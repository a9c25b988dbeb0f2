package io.weir.connector.file;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes {@code [offset, end)} of one file into lines and always knows the byte offset at which the next one starts: a reader that
 * is opened there later goes on with exactly that line.
 *
 * <p>A line ends at {@code \n} or at the end of the range; one {@code \r} before that is dropped. Empty lines are lines. A byte order mark
 * at the start of the file is skipped. Bytes that are not UTF-8 become U+FFFD and the line is counted in {@link #malformedLines()}.
 *
 * <p>Of a compressed file all offsets are those of the bytes within; its end is not known before it is read.
 *
 * <p>One thread. It reads through {@link java.io.RandomAccessFile} because a channel would be closed for good by an interrupt of that thread.
 */
final class LineReader implements RecordReader<String> {
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int BOM_BYTES = 3;
    private static final char REPLACEMENT = '\uFFFD';
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long NEWLINES = ONES * '\n';

    private final Path path;
    private final long end;
    private final int maxLineBytes;
    private final Bytes file;
    private byte[] buffer;
    /** Next line's first byte in {@link #buffer}. */
    private int position;
    /** Bytes in {@link #buffer}. */
    private int limit;
    /** File offset of the first byte that is not in {@link #buffer} yet. */
    private long fileOffset;

    private long malformedLines;

    /**
     * Opens the file at a line's first byte.
     *
     * @param end where the last line of the range ends; at most the file's length
     * @param maxLineBytes the longest line accepted, without its {@code \n}
     * @throws IOException if the file cannot be opened
     */
    LineReader(Path path, long offset, long end, int maxLineBytes) throws IOException {
        this(path, offset, end, maxLineBytes, BUFFER_BYTES);
    }

    /** With a buffer that begins at so many bytes, at least 4, and grows as lines need it. */
    LineReader(Path path, long offset, long end, int maxLineBytes, int bufferBytes) throws IOException {
        this.path = path;
        this.end = end;
        this.maxLineBytes = maxLineBytes;
        this.buffer = new byte[(int) Math.max(4, Math.min(bufferBytes, end - offset))];
        this.file = Bytes.open(path, offset, end);
        this.fileOffset = offset;
        try {
            if (offset == 0 && end >= BOM_BYTES) {
                skipByteOrderMark();
            }
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private void skipByteOrderMark() throws IOException {
        boolean more = true;
        while (more && limit < BOM_BYTES) { // what is compressed comes in pieces of any length
            more = fill();
        }
        if (limit >= BOM_BYTES && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF) {
            position = BOM_BYTES;
        }
    }

    /** File offset of the next line's first byte, or the end of the range. */
    @Override
    public long offset() {
        return fileOffset - (limit - position);
    }

    /** Lines so far that held bytes that are not UTF-8. */
    @Override
    public long malformedLines() {
        return malformedLines;
    }

    /** The next line, or null at the end of the range. After an exception the offset still names the line that was asked for. */
    @Override
    public @Nullable String next() throws IOException {
        int scanned = 0;
        while (true) {
            int newline = indexOfNewline(position + scanned);
            if (newline >= 0) {
                return take(newline, newline + 1);
            }
            scanned = limit - position;
            checkLength(scanned);
            if (!fill()) {
                return scanned == 0 ? null : take(limit, limit);
            }
        }
    }

    private String take(int lineEnd, int nextLine) throws IOException {
        checkLength(lineEnd - position);
        int stop = lineEnd > position && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        String line = new String(buffer, position, stop - position, StandardCharsets.UTF_8);
        if (line.indexOf(REPLACEMENT) >= 0 && !isUtf8(position, stop)) {
            malformedLines++;
        }
        position = nextLine;
        return line;
    }

    private void checkLength(int lineBytes) throws IOException {
        if (lineBytes > maxLineBytes) {
            throw FileErrors.lineTooLong(path, offset(), maxLineBytes);
        }
    }

    /** Tells a U+FFFD that stands in the file from one that replaced something. Rare, so it may be slow. */
    private boolean isUtf8(int from, int to) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, from, to - from));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Finds the first newline at or after {@code from}, eight bytes at a time; -1 if the buffer holds none. */
    private int indexOfNewline(int from) {
        byte[] bytes = buffer;
        int i = from;
        for (int last = limit - Long.BYTES; i <= last; i += Long.BYTES) {
            long word = (long) LONGS.get(bytes, i) ^ NEWLINES;
            long zeroBytes = (word - ONES) & ~word & HIGH_BITS;
            if (zeroBytes != 0) {
                return i + (Long.numberOfTrailingZeros(zeroBytes) >>> 3);
            }
        }
        for (; i < limit; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Reads more behind what is left; false at the end of the range. */
    private boolean fill() throws IOException {
        if (fileOffset >= end) {
            return false;
        }
        int left = limit - position;
        if (left == buffer.length) {
            buffer = Arrays.copyOf(
                    buffer,
                    buffer.length * 2); // bounded: checkLength refuses before the buffer exceeds twice the limit
        } else if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, left);
        }
        position = 0;
        limit = left;
        int read = file.read(buffer, limit, (int) Math.min(buffer.length - limit, end - fileOffset));
        if (read < 0) {
            if (end == FileSourceSplit.TO_THE_END) {
                return false;
            }
            throw FileErrors.shrunk(path, fileOffset, end);
        }
        limit += read;
        fileOffset += read;
        return true;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
