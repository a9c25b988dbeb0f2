package io.weir.connector.socket;

import io.weir.api.argument.Argument;
import io.weir.api.connector.Boundedness;
import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.connector.Source;
import io.weir.api.connector.SourceReader;
import io.weir.api.connector.SourceReaderContext;
import io.weir.api.connector.SplitEnumerator;
import io.weir.api.connector.SplitEnumeratorContext;
import io.weir.api.connector.UntimedSource;

/**
 * What a server says, cut at a delimiter, UTF-8: {@code env.socketTextStream(host, port)}. One connection, so parallelism beyond 1 idles. At most once:
 * what was read and not yet in a checkpoint is lost by a failure, as a socket cannot be read again. For trying things out, not for production.
 *
 * <p>The job fails if the first connect fails, or when a connection breaks: it may have lost what the server had sent. It ends when the server has closed
 * the connection in an orderly way and all retries are used up; what came after the last delimiter is then the last record.
 */
public final class SocketSource implements Source<String, SocketSplit, Boolean>, UntimedSource {
    private static final long serialVersionUID = 1;

    private final String host;
    private final int port;
    private final String delimiter;
    private final long maxRetry;

    /**
     * @param delimiter with {@code "\n"} a {@code \r} before it is dropped, too
     * @param maxRetry how often to connect again after the server closed the connection, a second apart; negative for ever
     * @throws IllegalArgumentException [API-147] or [API-148] if port or delimiter cannot be
     */
    public SocketSource(String host, int port, String delimiter, long maxRetry) {
        Argument.named(host, "host");
        Argument.given(delimiter, "delimiter");
        if (port < 1 || port > 65_535) {
            throw SocketErrors.badPort(port);
        }
        if (delimiter.isEmpty()) {
            throw SocketErrors.noDelimiter();
        }
        this.host = host;
        this.port = port;
        this.delimiter = delimiter;
        this.maxRetry = maxRetry;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<String, SocketSplit> createReader(SourceReaderContext readerContext) {
        return new SocketReader(
                readerContext, () -> new SocketLines(host, port, delimiter, maxRetry, readerContext.clock()));
    }

    @Override
    public SplitEnumerator<SocketSplit, Boolean> createEnumerator(SplitEnumeratorContext<SocketSplit> enumContext) {
        return new SocketEnumerator(enumContext, false);
    }

    @Override
    public SplitEnumerator<SocketSplit, Boolean> restoreEnumerator(
            SplitEnumeratorContext<SocketSplit> enumContext, Boolean checkpoint) {
        return new SocketEnumerator(enumContext, checkpoint);
    }

    @Override
    public SimpleVersionedSerializer<SocketSplit> getSplitSerializer() {
        return new SocketSplit.Serializer();
    }

    @Override
    public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
        return new SocketEnumerator.StateSerializer();
    }
}
