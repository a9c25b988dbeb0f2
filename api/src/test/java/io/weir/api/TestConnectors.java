package io.weir.api;

import io.weir.api.connector.Sink;
import io.weir.api.connector.SinkWriter;
import io.weir.api.connector.Source;
import io.weir.api.connector.StandardConnectors;
import io.weir.api.connector.WriterInitContext;
import io.weir.api.connector.builtin.DataGeneratorSource;

/** Connectors that only say what they were asked for. */
public final class TestConnectors implements StandardConnectors {
    record NamedSink(String name) implements Sink<Object> {
        @Override
        public SinkWriter<Object> createWriter(WriterInitContext context) {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public Source<String, ?, ?> textFile(String path) {
        return new DataGeneratorSource<>(index -> path, 1);
    }

    @Override
    public Source<String, ?, ?> socketText(String host, int port, String delimiter, long maxRetry) {
        return new DataGeneratorSource<>(index -> host + ":" + port, 1);
    }

    @Override
    public Sink<?> print(boolean stdErr, String prefix) {
        return new NamedSink((stdErr ? "err" : "out") + prefix);
    }

    @Override
    public Sink<?> text(String path) {
        return new NamedSink(path);
    }
}
