package io.weir.connector.file;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/** Writes one element in a row format. Called by one thread; the stream is buffered and counted, and must neither be kept nor closed. */
@FunctionalInterface
public interface Encoder<T> extends Serializable {
    /** Writes the element with what separates it from the next. */
    void encode(T element, OutputStream stream) throws IOException;
}
