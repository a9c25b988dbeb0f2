package io.weir.connector.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Lists files and cuts them into ranges that begin at line starts; a compressed file is one range. Blocks on the file system. */
final class FileRanges {
    /** Smaller ranges cost more in hand-over than they gain in balance. */
    static final long MIN_RANGE_BYTES = 256 * 1024;
    /** Larger ones leave readers idle at the end while one still reads. */
    static final long MAX_RANGE_BYTES = 64L * 1024 * 1024;

    private static final int RANGES_PER_READER = 4;

    private FileRanges() {}

    /**
     * All ranges of all files, in the order of the paths given; the files of a directory, and of those in it, by name. Files and directories whose
     * name starts with a dot or an underscore are skipped in directories: by custom they are not finished.
     *
     * @param splittable whether a file may be cut, at line starts
     */
    static List<FileSourceSplit> of(List<String> paths, boolean splittable, int parallelism) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String path : paths) {
            addFiles(path, files);
        }
        long total = 0;
        for (Path file : files) {
            total += Files.size(file);
        }
        long rangeBytes =
                Math.max(MIN_RANGE_BYTES, Math.min(MAX_RANGE_BYTES, total / ((long) parallelism * RANGES_PER_READER)));
        List<FileSourceSplit> ranges = new ArrayList<>();
        for (Path file : files) {
            if (Compression.of(file) == Compression.NONE && splittable) {
                addRanges(file, rangeBytes, ranges);
            } else {
                ranges.add(FileSourceSplit.unread(file.toString(), 0, FileSourceSplit.TO_THE_END));
            }
        }
        return ranges;
    }

    private static void addFiles(String path, List<Path> files) throws IOException {
        Path root = FilePaths.parse(path);
        if (!Files.exists(root)) {
            throw FileErrors.notFound(path);
        }
        if (Files.isRegularFile(root)) {
            requireReadable(root);
            files.add(root.toAbsolutePath());
            return;
        }
        if (!Files.isDirectory(root)) {
            throw FileErrors.notReadable(root, null);
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path file : (Iterable<Path>) tree.filter(Files::isRegularFile)
                    .filter(file -> isVisible(root.relativize(file)))
                    .sorted()::iterator) {
                requireReadable(file);
                files.add(file.toAbsolutePath());
            }
        } catch (UncheckedIOException e) {
            throw FileErrors.notReadable(root, e.getCause());
        } catch (java.nio.file.AccessDeniedException e) {
            throw FileErrors.notReadable(root, e);
        }
    }

    private static boolean isVisible(Path relative) {
        for (Path name : relative) {
            if (name.toString().startsWith(".") || name.toString().startsWith("_")) {
                return false;
            }
        }
        return true;
    }

    private static void requireReadable(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw FileErrors.notReadable(file, null);
        }
    }

    /** Cuts one file; an empty one gives no range. */
    static void addRanges(Path file, long rangeBytes, List<FileSourceSplit> ranges) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            long length = bytes.length();
            byte[] buffer = new byte[8192];
            long start = 0;
            while (start < length) {
                long end = length - start <= rangeBytes
                        ? length
                        : nextLineStart(bytes, start + rangeBytes, length, buffer);
                ranges.add(FileSourceSplit.unread(file.toString(), start, end));
                start = end;
            }
        }
    }

    /** The first line start at or after {@code from}; the length if there is none. {@code from} is at least 1. */
    private static long nextLineStart(RandomAccessFile bytes, long from, long length, byte[] buffer)
            throws IOException {
        long at = from - 1; // the byte before decides whether from itself starts a line
        bytes.seek(at);
        while (at < length) {
            int read = bytes.read(buffer);
            if (read < 0) {
                return length; // shrinking under our eyes: the reader says so
            }
            for (int i = 0; i < read; i++) {
                if (buffer[i] == '\n') {
                    return Math.min(at + i + 1, length);
                }
            }
            at += read;
        }
        return length;
    }
}
