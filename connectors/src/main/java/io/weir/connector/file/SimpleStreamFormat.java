package io.weir.connector.file;

import io.weir.api.config.Configuration;
import io.weir.api.fs.FSDataInputStream;
import java.io.IOException;

/** A {@link StreamFormat} that reads whole files from their start. */
public abstract class SimpleStreamFormat<T> implements StreamFormat<T> {
    private static final long serialVersionUID = 1L;

    /**
     * Opens a file at its start.
     *
     * @param config empty
     */
    public abstract Reader<T> createReader(Configuration config, FSDataInputStream stream) throws IOException;

    @Override
    public final Reader<T> createReader(Configuration config, FSDataInputStream stream, long fileLen, long splitEnd)
            throws IOException {
        return createReader(config, stream);
    }

    @Override
    public final Reader<T> restoreReader(
            Configuration config, FSDataInputStream stream, long restoredOffset, long fileLen, long splitEnd)
            throws IOException {
        return createReader(config, stream);
    }

    @Override
    public final boolean isSplittable() {
        return false;
    }
}
