package io.weir.connector.file;

import io.weir.api.argument.Argument;
import io.weir.api.connector.Boundedness;
import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.connector.Source;
import io.weir.api.connector.SourceReader;
import io.weir.api.connector.SourceReaderContext;
import io.weir.api.connector.SplitEnumerator;
import io.weir.api.connector.SplitEnumeratorContext;
import io.weir.api.connector.UntimedSource;
import io.weir.api.fs.Path;
import io.weir.api.serde.ResultTypeQueryable;
import io.weir.api.serde.TypeInformation;
import java.util.Arrays;
import java.util.List;

/**
 * The lines of text files, or the records of files of another form, exactly once: {@code env.readTextFile(path)}, or with options
 *
 * <pre>{@code
 * env.fromSource(FileSource.forTextLines("/data/logs").linesPerSecond(500).build(), "logs");
 * }</pre>
 *
 * <p>A path is a file, or a directory that is read with all in it (names starting with a dot or an underscore excepted); it must exist under the same
 * name on every node. Lines are UTF-8 and end at {@code \n}, {@code \r\n} or the end of the file; empty ones count. What is not UTF-8 becomes
 * U+FFFD and is counted. Large files are read by several readers: order holds within one range, not across them. The files must not change.
 *
 * <p>Files compressed with gzip ({@code .gz}, or by their first bytes) or zlib ({@code .deflate}) are decompressed; each is read by one reader, and
 * read again up to its place after a failure. Other compressions and archives are refused with [DATA-331] and [DATA-332].
 *
 * <p>With a watermark strategy each file, or range of a large one, has a watermark of its own, while it is with a reader: a reader has one at
 * a time, except after a failure or with another parallelism; then those that wait hold event time up until they were read.
 */
public final class FileSource<T>
        implements Source<T, FileSourceSplit, FileSplits>, ResultTypeQueryable<T>, UntimedSource {
    /** The longest line that is accepted unless told otherwise, in bytes: 8 MiB. */
    public static final int DEFAULT_MAX_LINE_BYTES = 8 * 1024 * 1024;

    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // List.copyOf gives serializable lists
    private final List<String> paths;

    private final RecordFormat<T> format;
    private final double linesPerSecond;

    private FileSource(Builder<T> builder, RecordFormat<T> format) {
        this.paths = builder.paths;
        this.format = format;
        this.linesPerSecond = builder.linesPerSecond;
    }

    /** Starts a source of the lines of these files and directories: plain paths or {@code file:} URIs, at least one. */
    public static Builder<String> forTextLines(String... paths) {
        return forRecordStreamFormat(new TextLineInputFormat(), paths);
    }

    /** Starts a source of the records that a format reads of these files and directories, at least one. */
    public static <T> Builder<T> forRecordStreamFormat(StreamFormat<T> streamFormat, Path... paths) {
        Argument.allGiven(paths, "paths");
        return forRecordStreamFormat(
                streamFormat, Arrays.stream(paths).map(Path::toString).toArray(String[]::new));
    }

    private static <T> Builder<T> forRecordStreamFormat(StreamFormat<T> streamFormat, String... paths) {
        return new Builder<>(Argument.given(streamFormat, "streamFormat"), List.of(Argument.allGiven(paths, "paths")));
    }

    /** Accepted where Flink programs have it: a stream does not know what it carries, and need not. */
    @Override
    public TypeInformation<T> getProducedType() {
        return TypeInformation.unknown();
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<T, FileSourceSplit> createReader(SourceReaderContext readerContext) {
        return new FileSourceReader<>(readerContext, format, linesPerSecond / readerContext.currentParallelism());
    }

    @Override
    public SplitEnumerator<FileSourceSplit, FileSplits> createEnumerator(
            SplitEnumeratorContext<FileSourceSplit> enumContext) {
        return restoreEnumerator(enumContext, new FileSplits(false, List.of()));
    }

    @Override
    public SplitEnumerator<FileSourceSplit, FileSplits> restoreEnumerator(
            SplitEnumeratorContext<FileSourceSplit> enumContext, FileSplits checkpoint) {
        return new FileSplitEnumerator(enumContext, paths, format.isSplittable(), checkpoint);
    }

    @Override
    public SimpleVersionedSerializer<FileSourceSplit> getSplitSerializer() {
        return new FileSourceSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<FileSplits> getEnumeratorCheckpointSerializer() {
        return FileSplits.SERIALIZER;
    }

    /** Options of a {@link FileSource}. */
    public static final class Builder<T> {
        private final StreamFormat<T> format;
        private final List<String> paths;
        private int maxLineBytes = DEFAULT_MAX_LINE_BYTES;
        private double linesPerSecond;

        private Builder(StreamFormat<T> format, List<String> paths) {
            if (paths.isEmpty()) {
                throw new IllegalArgumentException(
                        "[API-141] the file source has no path. It would read nothing. Name at least one file or directory.");
            }
            paths.forEach(FilePaths::parse);
            this.format = format;
            this.paths = paths;
        }

        /** The longest line of UTF-8 accepted, in bytes without its end; 1 to 1 GiB. A longer one fails the job with [DATA-302]. */
        public Builder<T> maxLineBytes(int bytes) {
            if (bytes < 1 || bytes > 1 << 30) {
                throw new IllegalArgumentException("[API-142] the longest line cannot be " + bytes
                        + " bytes. It must fit into an array. Give 1 to " + (1 << 30) + ".");
            }
            this.maxLineBytes = bytes;
            return this;
        }

        /** Limits all readers together, each to its share; for demonstrations and tests. Positive. */
        public Builder<T> linesPerSecond(double rate) {
            if (!(rate > 0) || Double.isInfinite(rate)) {
                throw new IllegalArgumentException(
                        "[API-143] " + rate
                                + " lines a second is no rate. It must be positive and finite. Leave the call away to read as fast as possible.");
            }
            this.linesPerSecond = rate;
            return this;
        }

        public FileSource<T> build() {
            return new FileSource<>(this, recordFormat());
        }

        @SuppressWarnings("unchecked") // this format makes strings
        private RecordFormat<T> recordFormat() {
            return format instanceof TextLineInputFormat lines && lines.isUtf8()
                    ? (RecordFormat<T>) new RecordFormat.Lines(maxLineBytes)
                    : new RecordFormat.OfStream<>(format);
        }
    }
}
