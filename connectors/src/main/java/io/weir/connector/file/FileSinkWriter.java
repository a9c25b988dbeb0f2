package io.weir.connector.file;

import io.weir.api.connector.CommittingSinkWriter;
import io.weir.api.connector.SinkWriter;
import io.weir.api.connector.StatefulSinkWriter;
import io.weir.api.connector.WriterInitContext;
import io.weir.api.time.ProcessingClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Encodes elements into one open part a bucket and hands all parts over before each barrier. A part is opened by its first element. */
final class FileSinkWriter<T>
        implements CommittingSinkWriter<T, FileCommittable>, StatefulSinkWriter<T, FileWriterState> {
    private static final System.Logger LOG = System.getLogger(FileSinkWriter.class.getName());

    private final Path base;
    private final Encoder<T> encoder;
    private final BucketAssigner<T> assigner;
    private final RollingPolicy<? super T, String> rolling;
    private final boolean looksAtTheClock;
    private final PartNames names;
    private final ProcessingClock clock;
    private final int subtask;
    private final int parallelism;
    private final int attempt;
    private final long firstCounter;
    private final Map<String, PartFile> open = new HashMap<>();
    /** Rolled since the last barrier. */
    private final List<FileCommittable> finished = new ArrayList<>();

    private final ElementContext elementContext = new ElementContext();
    private long nextCounter;

    FileSinkWriter(
            Path base,
            Encoder<T> encoder,
            BucketAssigner<T> assigner,
            RollingPolicy<? super T, String> rolling,
            OutputFileConfig config,
            ExistingResults existing,
            WriterInitContext context,
            Collection<FileWriterState> restored)
            throws IOException {
        this.base = base;
        this.encoder = encoder;
        this.assigner = assigner;
        this.rolling = rolling;
        this.looksAtTheClock = !(rolling instanceof DefaultRollingPolicy<?, ?> ours) || ours.looksAtTheClock();
        this.names = new PartNames(config, context.jobId(), context.operatorId());
        this.clock = context.clock();
        this.subtask = context.getSubtaskId();
        this.parallelism = context.getNumberOfParallelSubtasks();
        this.attempt = context.getAttemptNumber();
        boolean fromCheckpoint = context.getRestoredCheckpointId().isPresent() || !restored.isEmpty();
        LeftoverCleaner.Found found;
        try {
            Directories.create(base);
            found = LeftoverCleaner.clean(
                    base, names, new LeftoverCleaner.Start(subtask, parallelism, attempt, fromCheckpoint, restored));
        } catch (IOException e) {
            throw FileErrors.outputNotWritable(base, e);
        }
        if (subtask == 0 && !fromCheckpoint && found.others() > 0) {
            meet(existing, found);
        }
        this.firstCounter = found.next();
        this.nextCounter = firstCounter;
    }

    private void meet(ExistingResults existing, LeftoverCleaner.Found found) throws IOException {
        if (existing == ExistingResults.REFUSE) {
            throw FileErrors.existingResultsRefused(base, found);
        }
        LOG.log(System.Logger.Level.WARNING, FileErrors.besideExistingResults(base, found));
    }

    @Override
    public void write(T element, SinkWriter.Context context) throws IOException {
        elementContext.current = context;
        String bucket = assigner.getBucketId(element, elementContext);
        PartFile part = open.get(bucket);
        long now = looksAtTheClock ? clock.currentTimeMillis() : 0;
        if (part != null && isToBeRolled(part, element, now)) {
            finish(bucket, part);
            part = null;
        }
        if (part == null) {
            part = openPart(bucket);
        }
        encoder.encode(element, part);
        if (looksAtTheClock) {
            part.writtenAt(now);
        }
    }

    private boolean isToBeRolled(PartFile part, T element, long now) throws IOException {
        return rolling.shouldRollOnEvent(part, element)
                || (looksAtTheClock && rolling.shouldRollOnProcessingTime(part, now));
    }

    private PartFile openPart(String bucket) throws IOException {
        Path directory = base.resolve(bucket).normalize();
        if (!directory.startsWith(base)) {
            throw FileErrors.bucketOutside(base, bucket);
        }
        try {
            Directories.create(directory);
            long counter = nextCounter++;
            PartFile part = new PartFile(
                    bucket,
                    directory.resolve(names.inProgress(subtask, attempt, counter)),
                    directory.resolve(names.committed(subtask, counter)),
                    clock.currentTimeMillis());
            open.put(bucket, part);
            return part;
        } catch (IOException e) {
            throw FileErrors.outputNotWritable(directory, e);
        }
    }

    private void finish(String bucket, PartFile part) throws IOException {
        finished.add(part.finish());
        open.remove(bucket);
    }

    /** Nothing to do: {@link #prepareCommit} follows, and closes all. */
    @Override
    public void flush(boolean endOfInput) {}

    /** Closes and syncs all parts and the directories they are in: when the checkpoint says a part is there, no power failure takes it away. */
    @Override
    public Collection<FileCommittable> prepareCommit() throws IOException {
        for (PartFile part : open.values()) {
            finished.add(part.finish());
        }
        open.clear();
        List<FileCommittable> parts = List.copyOf(finished);
        Set<Path> directories = new HashSet<>();
        for (FileCommittable part : parts) {
            Path directory = Path.of(part.pending()).getParent();
            if (directory != null && directories.add(directory)) {
                sync(directory);
            }
        }
        finished.clear();
        return parts;
    }

    private static void sync(Path directory) throws IOException {
        try {
            Directories.sync(directory);
        } catch (IOException e) {
            throw FileErrors.outputNotWritable(directory, e);
        }
    }

    @Override
    public List<FileWriterState> snapshotState(long checkpointId) {
        return List.of(new FileWriterState(subtask, parallelism, attempt, firstCounter, nextCounter));
    }

    /** Deletes the parts that were not handed over: no checkpoint can name them. Those that were stay. */
    @Override
    public void close() throws IOException {
        for (PartFile part : open.values()) {
            part.discard();
        }
        for (FileCommittable part : finished) {
            Files.deleteIfExists(Path.of(part.pending()));
        }
        open.clear();
        finished.clear();
    }

    /** One for all elements. */
    private final class ElementContext implements BucketAssigner.Context {
        private SinkWriter.@Nullable Context current;

        @Override
        public long currentProcessingTime() {
            return clock.currentTimeMillis();
        }

        @Override
        public long currentWatermark() {
            return current == null ? Long.MIN_VALUE : current.currentWatermark();
        }

        @Override
        public @Nullable Long timestamp() {
            return current == null ? null : current.timestamp();
        }
    }
}
