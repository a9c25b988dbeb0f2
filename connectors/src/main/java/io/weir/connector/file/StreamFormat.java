package io.weir.connector.file;

import io.weir.api.config.Configuration;
import io.weir.api.fs.FSDataInputStream;
import io.weir.api.serde.ResultTypeQueryable;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of a file of any form; see {@link SimpleStreamFormat}, which most extend. In this version each file is read by one reader from its start,
 * whatever {@link #isSplittable} says, and after a failure records are read again and passed over up to the place in the checkpoint: a reader must give
 * the same records again.
 */
public interface StreamFormat<T> extends Serializable, ResultTypeQueryable<T> {
    /**
     * Opens a file at its start.
     *
     * @param config empty
     * @param fileLen in bytes, as they are on the disk
     * @param splitEnd the same
     */
    Reader<T> createReader(Configuration config, FSDataInputStream stream, long fileLen, long splitEnd)
            throws IOException;

    /** Not called in this version. */
    Reader<T> restoreReader(
            Configuration config, FSDataInputStream stream, long restoredOffset, long fileLen, long splitEnd)
            throws IOException;

    boolean isSplittable();

    /** The records of one file, in order. One thread. */
    interface Reader<T> extends Closeable {
        /** The next record, or null at the end. */
        @Nullable
        T read() throws IOException;

        /** The stream is closed by the source. */
        @Override
        void close() throws IOException;
    }
}
