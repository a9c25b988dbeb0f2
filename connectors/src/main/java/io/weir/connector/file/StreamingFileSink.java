package io.weir.connector.file;

import io.weir.api.argument.Argument;
import io.weir.api.connector.Sink;
import io.weir.api.connector.SinkOfFunction;
import io.weir.api.fs.Path;

/** Flink's old name of {@link FileSink}, given to {@code addSink}: the same sink with the same guarantees. */
public final class StreamingFileSink<IN> implements SinkOfFunction<IN> {
    private static final long serialVersionUID = 1L;

    private final FileSink<IN> sink;

    private StreamingFileSink(FileSink<IN> sink) {
        this.sink = sink;
    }

    public static <IN> RowFormatBuilder<IN> forRowFormat(Path basePath, Encoder<IN> encoder) {
        return new RowFormatBuilder<>(FileSink.forRowFormat(Argument.given(basePath, "basePath"), encoder));
    }

    public static <IN> RowFormatBuilder<IN> forRowFormat(String basePath, Encoder<IN> encoder) {
        return new RowFormatBuilder<>(FileSink.forRowFormat(Argument.given(basePath, "basePath"), encoder));
    }

    @Override
    public Sink<IN> sink() {
        return sink;
    }

    /** Options of a {@link StreamingFileSink}; see {@link FileSink.RowFormatBuilder}. */
    public static final class RowFormatBuilder<IN> {
        private final FileSink.RowFormatBuilder<IN> builder;

        private RowFormatBuilder(FileSink.RowFormatBuilder<IN> builder) {
            this.builder = builder;
        }

        public RowFormatBuilder<IN> withRollingPolicy(RollingPolicy<? super IN, String> policy) {
            builder.withRollingPolicy(policy);
            return this;
        }

        public RowFormatBuilder<IN> withBucketAssigner(BucketAssigner<IN> assigner) {
            builder.withBucketAssigner(Argument.given(assigner, "assigner"));
            return this;
        }

        public RowFormatBuilder<IN> withOutputFileConfig(OutputFileConfig config) {
            builder.withOutputFileConfig(Argument.given(config, "config"));
            return this;
        }

        public RowFormatBuilder<IN> withExistingResults(ExistingResults existingResults) {
            builder.withExistingResults(existingResults);
            return this;
        }

        /** Accepted where Flink programs have it, without effect. */
        public RowFormatBuilder<IN> withBucketCheckInterval(long interval) {
            return this;
        }

        public StreamingFileSink<IN> build() {
            return new StreamingFileSink<>(builder.build());
        }
    }
}
