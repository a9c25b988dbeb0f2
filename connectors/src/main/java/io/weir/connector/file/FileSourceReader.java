package io.weir.connector.file;

import io.weir.api.connector.ConnectorException;
import io.weir.api.connector.InputStatus;
import io.weir.api.connector.ReaderOutput;
import io.weir.api.connector.SourceOutput;
import io.weir.api.connector.SourceReader;
import io.weir.api.connector.SourceReaderContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Emits the lines of the ranges it is given, one range after the other, each through an output of its own, and asks for the next when it
 * has none left. A range that alignment holds is put aside for another.
 */
final class FileSourceReader<T> implements SourceReader<T, FileSourceSplit> {
    private static final System.Logger LOG = System.getLogger(FileSourceReader.class.getName());
    private static final int LINES_PER_POLL = 256;
    private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

    private final SourceReaderContext context;
    private final RecordFormat<T> format;
    private final @Nullable RateLimit rateLimit;
    private final Deque<FileSourceSplit> waiting = new ArrayDeque<>();
    private final Set<String> paused = new HashSet<>();

    private @Nullable FileSourceSplit current;
    /** Open if and only if there is a current split. */
    private @Nullable RecordReader<T> lines;

    private boolean requested;
    private boolean noMoreSplits;
    private CompletableFuture<Void> available = NOW;
    private long malformedLines;

    /** @param linesPerSecond of this reader; 0 for as fast as possible */
    FileSourceReader(SourceReaderContext context, RecordFormat<T> format, double linesPerSecond) {
        this.context = context;
        this.format = format;
        this.rateLimit = linesPerSecond > 0 ? new RateLimit(context.clock(), linesPerSecond) : null;
    }

    @Override
    public void start() {
        if (waiting.isEmpty()) {
            request();
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws IOException {
        putAsideIfPaused();
        RecordReader<T> reader = lines;
        if (reader == null) {
            reader = openNext();
            if (reader == null) {
                return noMoreSplits && waiting.isEmpty() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
            }
        }
        int budget = rateLimit == null ? LINES_PER_POLL : rateLimit.due(LINES_PER_POLL);
        int emitted = emit(reader, currentSplit(), output, budget);
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

    private int emit(RecordReader<T> reader, FileSourceSplit split, ReaderOutput<T> output, int budget)
            throws IOException {
        SourceOutput<T> ofSplit = output.createOutputForSplit(split.splitId());
        for (int i = 0; i < budget; i++) {
            T line = nextLine(reader, split);
            if (line == null) {
                closeCurrent(reader, split);
                output.releaseOutputForSplit(split.splitId());
                return i;
            }
            ofSplit.collect(line);
        }
        return budget;
    }

    private @Nullable T nextLine(RecordReader<T> reader, FileSourceSplit split) throws IOException {
        try {
            return reader.next();
        } catch (ConnectorException e) {
            throw e;
        } catch (IOException e) {
            throw FileErrors.notReadable(Path.of(split.path()), e);
        }
    }

    private @Nullable RecordReader<T> openNext() throws IOException {
        FileSourceSplit next = nextToRead();
        if (next == null) {
            if (waiting.isEmpty() && !noMoreSplits) {
                request();
            }
            if (!waiting.isEmpty() || !noMoreSplits) {
                available = available.isDone() ? new CompletableFuture<>() : available;
            }
            return null;
        }
        RecordReader<T> reader = open(next);
        waiting.remove(next);
        current = next;
        lines = reader;
        return reader;
    }

    /** The first that alignment does not hold. */
    private @Nullable FileSourceSplit nextToRead() {
        for (FileSourceSplit split : waiting) {
            if (paused.isEmpty() || !paused.contains(split.splitId())) {
                return split;
            }
        }
        return null;
    }

    private void putAsideIfPaused() throws IOException {
        FileSourceSplit split = current;
        RecordReader<T> reader = lines;
        if (split != null && reader != null && !paused.isEmpty() && paused.contains(split.splitId())) {
            waiting.add(split.at(reader.offset()));
            closeCurrent(reader, split);
        }
    }

    private RecordReader<T> open(FileSourceSplit split) throws IOException {
        Path path = Path.of(split.path());
        if (!Files.exists(path)) {
            throw FileErrors.notFound(split.path());
        }
        try {
            long length = Files.size(path);
            if (split.end() != FileSourceSplit.TO_THE_END && length < split.end()) {
                throw FileErrors.shrunk(path, length, split.end());
            }
            return format.open(split);
        } catch (ConnectorException e) {
            throw e;
        } catch (IOException e) {
            throw FileErrors.notReadable(path, e);
        }
    }

    private FileSourceSplit currentSplit() {
        FileSourceSplit split = current;
        if (split == null) {
            throw new IllegalStateException("no range is open");
        }
        return split;
    }

    private void closeCurrent(RecordReader<T> reader, FileSourceSplit split) throws IOException {
        if (reader.malformedLines() > 0) {
            malformedLines += reader.malformedLines();
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}: {1} lines held bytes that are not UTF-8; each was replaced by U+FFFD. Is the file in another encoding?",
                    split.splitId(),
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
    public void pauseOrResumeSplits(Collection<String> splitsToPause, Collection<String> splitsToResume) {
        paused.removeAll(splitsToResume);
        paused.addAll(splitsToPause);
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
