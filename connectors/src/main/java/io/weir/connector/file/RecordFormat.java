package io.weir.connector.file;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/** How records are read of files; it travels with the source. */
interface RecordFormat<T> extends Serializable {
    /** Whether one file may be read at several places at once; then its records are lines. */
    boolean isSplittable();

    /** Opens a range where its split says. */
    RecordReader<T> open(FileSourceSplit split) throws IOException;

    /** Lines; offsets are bytes. */
    record Lines(int maxLineBytes) implements RecordFormat<String> {
        @Override
        public boolean isSplittable() {
            return true;
        }

        @Override
        public RecordReader<String> open(FileSourceSplit split) throws IOException {
            return new LineReader(Path.of(split.path()), split.offset(), split.end(), maxLineBytes);
        }
    }

    /** Whatever a format of the user's makes of a whole file; offsets count records. */
    record OfStream<T>(StreamFormat<T> format) implements RecordFormat<T> {
        @Override
        public boolean isSplittable() {
            return false;
        }

        @Override
        public RecordReader<T> open(FileSourceSplit split) throws IOException {
            return new StreamFormatReader<>(format, Path.of(split.path()), split.offset());
        }
    }
}
