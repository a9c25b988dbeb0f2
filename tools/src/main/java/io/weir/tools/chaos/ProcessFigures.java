package io.weir.tools.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Linux says of a process.
 *
 * @param rssKib memory that is in RAM
 * @param handles open files, sockets and pipes
 */
record ProcessFigures(long rssKib, int threads, int handles) {
    /** Empty if there is no such process any more, or no {@code /proc} here. */
    static Optional<ProcessFigures> of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            long rss = -1;
            int threads = -1;
            for (String line : Files.readAllLines(process.resolve("status"))) {
                if (line.startsWith("VmRSS:")) {
                    rss = number(line);
                } else if (line.startsWith("Threads:")) {
                    threads = (int) number(line);
                }
            }
            return rss < 0 || threads < 0
                    ? Optional.empty()
                    : Optional.of(new ProcessFigures(rss, threads, (int) open.count()));
        } catch (IOException | java.io.UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static long number(String line) {
        return Long.parseLong(line.replaceAll("\\D", ""));
    }
}
