package io.weir.api.connector.builtin;

import io.weir.api.connector.Sink;
import io.weir.api.connector.SinkWriter;
import io.weir.api.connector.WriterInitContext;

/** Receives records and forgets them. */
public final class DiscardingSink<IN> implements Sink<IN> {
    private static final long serialVersionUID = 1L;

    @Override
    public SinkWriter<IN> createWriter(WriterInitContext context) {
        return new Writer<>();
    }

    private static final class Writer<IN> implements SinkWriter<IN> {
        @Override
        public void write(IN element, Context context) {}

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
