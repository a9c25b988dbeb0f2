package io.weir.benchmarks.e2e;

import io.weir.api.connector.Sink;
import io.weir.api.connector.SinkWriter;
import io.weir.api.connector.WriterInitContext;

/** Takes {@code stallAfter} records, then hangs in {@code write} until the gate is opened. */
record StallSink<T>(long stallAfter) implements Sink<T> {
    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new Writer<>(stallAfter);
    }

    private record Writer<T>(long stallAfter) implements SinkWriter<T> {
        @Override
        public void write(T element, Context context) throws InterruptedException {
            StallGate.consume(stallAfter);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
