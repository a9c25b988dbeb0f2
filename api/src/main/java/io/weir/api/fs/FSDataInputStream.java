package io.weir.api.fs;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a file, decompressed where it is compressed, with a place. One thread. */
public abstract class FSDataInputStream extends InputStream {
    /** Goes to a place; backwards, or in a compressed file, as far as the file allows it. */
    public abstract void seek(long desired) throws IOException;

    /** How many bytes are before the next one. */
    public abstract long getPos() throws IOException;
}
