package io.weir.api;

import java.util.Iterator;

/** An iterator that holds something; to be closed by whoever reads it, also when it was not read to its end. For one thread. */
public interface CloseableIterator<T> extends Iterator<T>, AutoCloseable {
    @Override
    void close();
}
