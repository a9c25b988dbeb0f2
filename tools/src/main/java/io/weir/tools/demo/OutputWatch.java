package io.weir.tools.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sees from outside when the file sink writes: an attempt opens files with its number, and commits by renaming them. Safe for threads. */
final class OutputWatch {
    private static final Pattern IN_PROGRESS = Pattern.compile("\\..*-e(\\d+)-\\d+\\.inprogress");

    private final Path output;
    private final Map<String, Long> linesOfCommitted = new HashMap<>(); // guarded by this

    OutputWatch(Path output) {
        this.output = output;
    }

    /** Of the newest attempt that has written something; 0 before the first. Names count attempts from 0, epochs begin with 1. */
    int newestEpoch() {
        int newest = 0;
        for (String name : names()) {
            Matcher matcher = IN_PROGRESS.matcher(name);
            if (matcher.matches()) {
                newest = Math.max(newest, Integer.parseInt(matcher.group(1)) + 1);
            }
        }
        return newest;
    }

    Set<String> committed() {
        Set<String> committed = new TreeSet<>();
        for (String name : names()) {
            if (!name.startsWith(".")) {
                committed.add(name);
            }
        }
        return committed;
    }

    /** In all committed files; each is read once. */
    synchronized long committedLines() {
        for (String name : committed()) {
            linesOfCommitted.computeIfAbsent(name, this::lines);
        }
        return linesOfCommitted.values().stream().mapToLong(each -> each).sum();
    }

    private long lines(String name) {
        try (Stream<String> lines = Files.lines(output.resolve(name))) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(output)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        } catch (NoSuchFileException e) {
            return names; // nothing was written yet
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
