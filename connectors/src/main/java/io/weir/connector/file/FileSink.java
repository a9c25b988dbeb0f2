package io.weir.connector.file;

import io.weir.api.argument.Argument;
import io.weir.api.connector.Committer;
import io.weir.api.connector.CommitterInitContext;
import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.connector.Sink;
import io.weir.api.connector.SinkWriter;
import io.weir.api.connector.StatefulSinkWriter;
import io.weir.api.connector.SupportsCommitter;
import io.weir.api.connector.SupportsWriterState;
import io.weir.api.connector.WriterInitContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Writes elements to files in a directory, each exactly once:
 *
 * <pre>{@code
 * stream.sinkTo(FileSink.forRowFormat("/data/out", new SimpleStringEncoder<String>()).build());
 * }</pre>
 *
 * <p>Output becomes visible when the checkpoint it belongs to is complete, as files {@code part-<sink>-<subtask>-<counter>}; the parts of one subtask,
 * by name, hold its elements in order. Until then it is in hidden files, whose names start with a dot; whoever reads the directory must skip those, as
 * most readers do, {@link FileSource} too. Each checkpoint closes the open parts (there is no part without elements), so short intervals make many
 * small files. The directory must be the same one on every node. Parts may be moved away once a later checkpoint than theirs is complete.
 */
public final class FileSink<T>
        implements Sink<T>, SupportsCommitter<FileCommittable>, SupportsWriterState<T, FileWriterState> {
    private static final long serialVersionUID = 1;

    private final String path;
    private final Encoder<T> encoder;
    private final BucketAssigner<T> assigner;
    private final RollingPolicy<? super T, String> rolling;
    private final OutputFileConfig config;
    private final ExistingResults existing;

    private FileSink(RowFormatBuilder<T> builder) {
        this.path = builder.path;
        this.encoder = builder.encoder;
        this.assigner = builder.assigner;
        this.rolling = builder.rolling;
        this.config = builder.config;
        this.existing = builder.existing;
    }

    /** Starts a sink that writes one element after the other into {@code path}: a plain path or a {@code file:} URI, made if missing. */
    public static <T> RowFormatBuilder<T> forRowFormat(String path, Encoder<T> encoder) {
        return new RowFormatBuilder<>(Argument.given(path, "path"), encoder);
    }

    public static <T> RowFormatBuilder<T> forRowFormat(Path path, Encoder<T> encoder) {
        return new RowFormatBuilder<>(Argument.given(path, "path").toString(), encoder);
    }

    public static <T> RowFormatBuilder<T> forRowFormat(io.weir.api.fs.Path path, Encoder<T> encoder) {
        return new RowFormatBuilder<>(Argument.given(path, "path").toString(), encoder);
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<T, FileWriterState> restoreWriter(
            WriterInitContext context, Collection<FileWriterState> recoveredState) throws IOException {
        Path base = FilePaths.parse(path).toAbsolutePath().normalize();
        return new FileSinkWriter<>(base, encoder, assigner, rolling, config, existing, context, recoveredState);
    }

    @Override
    public SimpleVersionedSerializer<FileWriterState> getWriterStateSerializer() {
        return new FileWriterState.Serializer();
    }

    @Override
    public Committer<FileCommittable> createCommitter(CommitterInitContext context) {
        return new FileCommitter(context);
    }

    @Override
    public SimpleVersionedSerializer<FileCommittable> getCommittableSerializer() {
        return new FileCommittable.Serializer();
    }

    /** Options of a {@link FileSink}. */
    public static final class RowFormatBuilder<T> {
        private final String path;
        private final Encoder<T> encoder;
        private BucketAssigner<T> assigner = new BasePathBucketAssigner<>();
        private RollingPolicy<? super T, String> rolling =
                DefaultRollingPolicy.builder().<T, String>build();
        private OutputFileConfig config = OutputFileConfig.builder().build();
        private ExistingResults existing = ExistingResults.KEEP;

        private RowFormatBuilder(String path, Encoder<T> encoder) {
            FilePaths.parse(path);
            this.path = path;
            this.encoder = Argument.given(encoder, "encoder");
        }

        /** When parts are closed besides at checkpoints; 128 MiB unless told otherwise. */
        public RowFormatBuilder<T> withRollingPolicy(RollingPolicy<? super T, String> policy) {
            this.rolling = Argument.given(policy, "policy");
            return this;
        }

        public RowFormatBuilder<T> withOutputFileConfig(OutputFileConfig outputFileConfig) {
            this.config = Argument.given(outputFileConfig, "outputFileConfig");
            return this;
        }

        /** Which directory an element goes to; the sink's own unless told otherwise. */
        public RowFormatBuilder<T> withBucketAssigner(BucketAssigner<T> bucketAssigner) {
            this.assigner = Argument.given(bucketAssigner, "bucketAssigner");
            return this;
        }

        /** What happens when the directory holds files of others at the start; {@link ExistingResults#KEEP} unless told otherwise. */
        public RowFormatBuilder<T> withExistingResults(ExistingResults existingResults) {
            this.existing = Argument.given(existingResults, "existingResults");
            return this;
        }

        /** Accepted where Flink programs have it, without effect: the clock is looked at when an element comes. */
        public RowFormatBuilder<T> withBucketCheckInterval(long interval) {
            return this;
        }

        public FileSink<T> build() {
            return new FileSink<>(this);
        }
    }
}
