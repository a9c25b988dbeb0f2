package io.weir.connector.socket;

import io.weir.api.connector.InputStatus;
import io.weir.api.connector.ReaderOutput;
import io.weir.api.connector.SourceReader;
import io.weir.api.connector.SourceReaderContext;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Emits the records of the connection, if it is the reader that has it. */
final class SocketReader implements SourceReader<String, SocketSplit> {
    private final SourceReaderContext context;
    private final Supplier<SocketLines> connector;
    private final CompletableFuture<Void> answered = new CompletableFuture<>();
    private @Nullable SocketLines lines;

    SocketReader(SourceReaderContext context, Supplier<SocketLines> connector) {
        this.context = context;
        this.connector = connector;
    }

    @Override
    public void start() {
        if (lines == null) {
            context.sendSplitRequest();
        }
    }

    @Override
    public void addSplits(List<SocketSplit> splits) {
        if (lines == null && !splits.isEmpty()) {
            lines = connector.get();
        }
        answered.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        answered.complete(null);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<String> output) throws IOException {
        SocketLines connection = lines;
        if (connection == null) {
            return answered.isDone() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
        }
        List<String> batch = connection.poll();
        if (batch == null) {
            return connection.isDone() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
        }
        for (String line : batch) {
            output.collect(line);
        }
        return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return lines == null ? answered : lines.available();
    }

    @Override
    public List<SocketSplit> snapshotState(long checkpointId) {
        return lines == null ? List.of() : List.of(SocketSplit.CONNECTION);
    }

    @Override
    public void close() throws IOException {
        if (lines != null) {
            lines.close();
        }
    }
}
