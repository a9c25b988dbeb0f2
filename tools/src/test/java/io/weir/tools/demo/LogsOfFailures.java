package io.weir.tools.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Prints the last lines of the nodes' logs when a test with real processes fails: where it ran, the files may be gone. */
final class LogsOfFailures implements TestWatcher {
    private static final int LINES = 60;
    private static final int LINE = 500;

    private static final AtomicReference<@Nullable Path> DIRECTORY = new AtomicReference<>();

    /** The cluster that a failure belongs to from now on. */
    static void areIn(Path directory) {
        DIRECTORY.set(directory);
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        Path directory = DIRECTORY.get();
        if (directory == null) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.toString().endsWith(".log")).sorted().forEach(LogsOfFailures::tell);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void tell(Path log) {
        MultiJvm.say("the end of " + log.getFileName());
        try {
            List<String> lines = Files.readAllLines(log);
            for (String line : lines.subList(Math.max(0, lines.size() - LINES), lines.size())) {
                System.out.println(line.length() > LINE ? line.substring(0, LINE) + "…" : line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
