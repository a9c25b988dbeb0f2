package io.weir.connector.file;

import io.weir.api.connector.Committer;
import io.weir.connector.Fakes;
import io.weir.connector.Fakes.NoTime;
import io.weir.connector.Fakes.SinkContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** One subtask of a {@link FileSink}, driven by hand, and a look at its directory as a reader has it. */
final class SinkHarness {
    private final Path directory;
    private final SinkContext context;
    private final FileSinkWriter<String> writer;
    private final List<FileCommittable> prepared = new ArrayList<>();

    SinkHarness(Path directory, int subtask, int parallelism) throws IOException {
        this(recipe(directory), directory, subtask, parallelism);
    }

    SinkHarness(FileSink<String> sink, Path directory, int subtask, int parallelism) throws IOException {
        this(sink, directory, SinkContext.fresh(subtask, parallelism), List.of());
    }

    SinkHarness(FileSink<String> sink, Path directory, SinkContext context, List<FileWriterState> restored)
            throws IOException {
        this.directory = directory;
        this.context = context;
        this.writer = (FileSinkWriter<String>) sink.restoreWriter(context, restored);
    }

    static FileSink<String> recipe(Path directory) {
        return FileSink.forRowFormat(directory, new SimpleStringEncoder<String>())
                .build();
    }

    FileSinkWriter<String> writer() {
        return writer;
    }

    Fakes.Clock clock() {
        return context.clock();
    }

    void write(String... elements) throws IOException {
        for (String element : elements) {
            writer.write(element, NoTime.NO_TIME);
        }
    }

    /** What the runtime does before a barrier; returns what is new. */
    List<FileCommittable> checkpoint(long checkpointId) throws IOException {
        writer.flush(false);
        List<FileCommittable> parts = new ArrayList<>(writer.prepareCommit());
        writer.snapshotState(checkpointId);
        prepared.addAll(parts);
        return parts;
    }

    /** Commits all that was prepared. */
    void commit() throws IOException {
        commit(prepared, context.restoredCheckpoint());
        prepared.clear();
    }

    /** Commits one by one; for each what became of it: committed, already committed, or the sentence that fails the job. */
    static List<String> commit(Collection<FileCommittable> parts, OptionalLong restored) throws IOException {
        List<Request> requests = parts.stream().map(Request::new).toList();
        new FileCommitter(SinkContext.of("job", 0, 1, 1, restored)).commit(List.copyOf(requests));
        return requests.stream().map(request -> request.outcome).toList();
    }

    List<String> visible() throws IOException {
        return lines(directory);
    }

    List<String> hidden() throws IOException {
        return hiddenFiles(directory).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    static List<String> lines(Path directory) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files(directory)) {
            lines.addAll(Files.readAllLines(file));
        }
        return lines;
    }

    /** Those a reader sees, by name. */
    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> hiddenFiles(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static final class Request implements Committer.CommitRequest<FileCommittable> {
        private final FileCommittable part;
        String outcome = "committed";

        Request(FileCommittable part) {
            this.part = part;
        }

        @Override
        public FileCommittable getCommittable() {
            return part;
        }

        @Override
        public int getNumberOfRetries() {
            return 0;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable t) {
            outcome = String.valueOf(t.getMessage());
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable t) {
            throw new AssertionError(t);
        }

        @Override
        public void retryLater() {
            throw new AssertionError("nothing is retried");
        }

        @Override
        public void updateAndRetryLater(FileCommittable committable) {
            throw new AssertionError("nothing is retried");
        }

        @Override
        public void signalAlreadyCommitted() {
            outcome = "already committed";
        }
    }
}
