package io.weir.connector.standard;

import io.weir.api.connector.Sink;
import io.weir.api.connector.Source;
import io.weir.api.connector.StandardConnectors;
import io.weir.connector.file.FileSink;
import io.weir.connector.file.FileSource;
import io.weir.connector.file.SimpleStringEncoder;
import io.weir.connector.print.PrintSink;
import io.weir.connector.socket.SocketSource;

/** The connectors of this module; found through {@link java.util.ServiceLoader}. */
public final class ShippedConnectors implements StandardConnectors {
    @Override
    public Source<String, ?, ?> textFile(String path) {
        return FileSource.forTextLines(path).build();
    }

    @Override
    public Source<String, ?, ?> socketText(String host, int port, String delimiter, long maxRetry) {
        return new SocketSource(host, port, delimiter, maxRetry);
    }

    @Override
    public Sink<?> print(boolean stdErr, String prefix) {
        return new PrintSink<>(stdErr, prefix);
    }

    @Override
    public Sink<?> text(String path) {
        return FileSink.forRowFormat(path, new SimpleStringEncoder<>()).build();
    }
}
