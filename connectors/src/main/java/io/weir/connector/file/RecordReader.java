package io.weir.connector.file;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The records of one range of a file, in order. One thread. */
interface RecordReader<T> extends Closeable {
    /** The next record, or null at the end of the range. */
    @Nullable
    T next() throws IOException;

    /** Where a reader of the same range goes on with the next record: what a split keeps. */
    long offset();

    /** Records so far that held bytes that are not UTF-8. */
    long malformedLines();
}
