package io.weir.connector.file;

import io.weir.api.connector.InputStatus;
import io.weir.api.connector.ReaderOutput;
import io.weir.api.connector.SourceReader;
import io.weir.api.connector.SourceReaderContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Emits the lines of the ranges it is given, one range after the other, and asks for the next when it has none left. */
final class FileSourceReader implements SourceReader<String, FileSourceSplit> {
    private static final System.Logger LOG = System.getLogger(FileSourceReader.class.getName());
    private static final int LINES_PER_POLL = 256;
    private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

    private final SourceReaderContext context;
    private final int maxLineBytes;
    private final @Nullable RateLimit rateLimit;
    private final Deque<FileSourceSplit> waiting = new ArrayDeque<>();

    private @Nullable FileSourceSplit current;
    /** Open if and only if there is a current split. */
    private @Nullable LineReader lines;

    private boolean requested;
    private boolean noMoreSplits;
    private CompletableFuture<Void> available = NOW;
    private long malformedLines;

    /** @param linesPerSecond of this reader; 0 for as fast as possible */
    FileSourceReader(SourceReaderContext context, int maxLineBytes, double linesPerSecond) {
        this.context = context;
        this.maxLineBytes = maxLineBytes;
        this.rateLimit = linesPerSecond > 0 ? new RateLimit(context.clock(), linesPerSecond) : null;
    }

    @Override
    public void start() {
        if (waiting.isEmpty()) {
            request();
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<String> output) throws IOException {
        LineReader reader = lines;
        if (reader == null) {
            reader = openNext();
            if (reader == null) {
                return noMoreSplits ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
            }
        }
        int budget = rateLimit == null ? LINES_PER_POLL : rateLimit.due(LINES_PER_POLL);
        int emitted = emit(reader, output, budget);
        if (rateLimit != null) {
            rateLimit.took(emitted);
            long wait = rateLimit.nanosToWait();
            if (wait > 0) {
                available = context.clock().after(wait);
                return InputStatus.NOTHING_AVAILABLE;
            }
        }
        available = NOW;
        return InputStatus.MORE_AVAILABLE;
    }

    private int emit(LineReader reader, ReaderOutput<String> output, int budget) throws IOException {
        for (int i = 0; i < budget; i++) {
            String line = reader.next();
            if (line == null) {
                finishCurrent(reader);
                return i;
            }
            output.collect(line);
        }
        return budget;
    }

    private @Nullable LineReader openNext() throws IOException {
        FileSourceSplit next = waiting.peek();
        if (next == null) {
            if (!noMoreSplits) {
                request();
                available = available.isDone() ? new CompletableFuture<>() : available;
            }
            return null;
        }
        LineReader reader = open(next);
        waiting.remove();
        current = next;
        lines = reader;
        return reader;
    }

    private LineReader open(FileSourceSplit split) throws IOException {
        Path path = Path.of(split.path());
        if (!Files.exists(path)) {
            throw FileErrors.notFound(split.path());
        }
        long length = Files.size(path);
        if (length < split.end()) {
            throw FileErrors.shrunk(path, length, split.end());
        }
        try {
            return new LineReader(path, split.offset(), split.end(), maxLineBytes);
        } catch (IOException e) {
            throw FileErrors.notReadable(path, e);
        }
    }

    private void finishCurrent(LineReader reader) throws IOException {
        if (reader.malformedLines() > 0 && current != null) {
            malformedLines += reader.malformedLines();
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}: {1} lines held bytes that are not UTF-8; each was replaced by U+FFFD. Is the file in another encoding?",
                    current.splitId(),
                    reader.malformedLines());
        }
        reader.close();
        current = null;
        lines = null;
    }

    private void request() {
        if (!requested) {
            requested = true;
            context.sendSplitRequest();
        }
    }

    @Override
    public List<FileSourceSplit> snapshotState(long checkpointId) {
        List<FileSourceSplit> splits = new ArrayList<>(waiting.size() + 1);
        if (current != null && lines != null) {
            splits.add(current.at(lines.offset()));
        }
        splits.addAll(waiting);
        return splits;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public void addSplits(List<FileSourceSplit> splits) {
        waiting.addAll(splits);
        requested = false;
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        available.complete(null);
    }

    /** Lines of the ranges read to their end so far that held bytes that are not UTF-8. */
    long malformedLines() {
        return malformedLines;
    }

    @Override
    public void close() throws IOException {
        if (lines != null) {
            lines.close();
        }
    }
}
