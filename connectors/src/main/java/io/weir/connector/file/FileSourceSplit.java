package io.weir.connector.file;

import io.weir.api.connector.SourceSplit;

/**
 * A range of one file, whole lines, and how far it has been read.
 *
 * @param path the file
 * @param start the range's first byte, which is a line's first byte
 * @param end the byte after the range, which is a line's first byte or the end of the file; {@link #TO_THE_END} if it is not known before the
 *     file is read, as of a compressed file
 * @param offset the first byte of the next line to read; between start and end. Of a compressed file, bytes within are counted.
 */
public record FileSourceSplit(String path, long start, long end, long offset) implements SourceSplit {
    /** The end of a range that goes as far as its file. */
    static final long TO_THE_END = Long.MAX_VALUE;

    public FileSourceSplit {
        if (start < 0 || offset < start || end < offset) {
            throw new IllegalArgumentException("range [" + start + ", " + end + ") of " + path + " cannot be at offset "
                    + offset + "; 0 <= start <= offset <= end must hold");
        }
    }

    /** A range of which nothing has been read. */
    static FileSourceSplit unread(String path, long start, long end) {
        return new FileSourceSplit(path, start, end, start);
    }

    FileSourceSplit at(long newOffset) {
        return new FileSourceSplit(path, start, end, newOffset);
    }

    @Override
    public String splitId() {
        return path + "@" + start;
    }
}
