package io.weir.tools.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The file sink's directory from outside: reads each committed part once, in the order of its subtask, and takes it away, as the sink allows
 * when a later checkpoint than the part's is complete. Confined to one thread.
 */
final class CommittedOutput {
    private static final Pattern COMMITTED = Pattern.compile("part-[0-9a-f]+-(\\d+)-(\\d+)");
    private static final Pattern IN_PROGRESS = Pattern.compile("\\.part-[0-9a-f]+-(\\d+)-e\\d+-(\\d+)\\.inprogress");

    /** The newest part of each subtask at some moment, committed or not. */
    record Mark(Map<Integer, Long> counters) {}

    private final Path output;
    private final @Nullable Path archive;
    private final LedgerCheck check;
    /** By subtask: the newest part that was read. */
    private final Map<Integer, Long> read = new HashMap<>();

    /**
     * Looks when asked.
     *
     * @param archive where parts go that were read; null: they are deleted
     */
    CommittedOutput(Path output, @Nullable Path archive, LedgerCheck check) {
        this.output = output;
        this.archive = archive;
        this.check = check;
    }

    /** This moment: what the sink opens later is new output. */
    Mark mark() {
        Map<Integer, Long> newest = new HashMap<>(read);
        parts(COMMITTED, (subtask, counter, path) -> newest.merge(subtask, counter, Math::max));
        parts(IN_PROGRESS, (subtask, counter, path) -> newest.merge(subtask, counter, Math::max));
        return new Mark(newest);
    }

    /** Whether output that was begun after that moment is committed: a checkpoint was completed that was triggered later. */
    boolean isPast(Mark mark) {
        boolean[] past = new boolean[1];
        parts(COMMITTED, (subtask, counter, path) -> past[0] |= counter > mark.counters.getOrDefault(subtask, -1L));
        return past[0];
    }

    /** Reads what may be taken away: of each subtask all committed parts but the newest. */
    void read() throws IOException {
        read(false);
    }

    /** Reads all: the job has ended. */
    void readAll() throws IOException {
        read(true);
    }

    private void read(boolean all) throws IOException {
        Map<Integer, TreeMap<Long, Path>> bySubtask = new TreeMap<>();
        parts(
                COMMITTED,
                (subtask, counter, path) -> bySubtask
                        .computeIfAbsent(subtask, none -> new TreeMap<>())
                        .put(counter, path));
        for (Map.Entry<Integer, TreeMap<Long, Path>> parts : bySubtask.entrySet()) {
            List<Map.Entry<Long, Path>> inOrder =
                    new ArrayList<>(parts.getValue().entrySet());
            for (Map.Entry<Long, Path> part : inOrder.subList(0, inOrder.size() - (all ? 0 : 1))) {
                readPart(parts.getKey(), part.getKey(), part.getValue());
            }
        }
    }

    private void readPart(int subtask, long counter, Path part) throws IOException {
        String name = part.getFileName().toString();
        Long before = read.put(subtask, counter);
        if (before != null && before >= counter) {
            check.add("a part that is older than one already committed", name);
        }
        List<String> lines = Files.readAllLines(part);
        for (int line = 0; line < lines.size(); line++) {
            check.add(lines.get(line), name + " line " + (line + 1));
        }
        if (archive == null) {
            Files.delete(part);
        } else {
            Files.move(part, archive.resolve(name));
        }
    }

    private interface PartConsumer {
        void accept(int subtask, long counter, Path path);
    }

    private void parts(Pattern pattern, PartConsumer consumer) {
        names(path -> {
            Matcher matcher = pattern.matcher(path.getFileName().toString());
            if (matcher.matches()) {
                consumer.accept(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)), path);
            }
        });
    }

    private void names(Consumer<Path> consumer) {
        try (Stream<Path> files = Files.list(output)) {
            files.forEach(consumer);
        } catch (NoSuchFileException e) {
            // nothing was written yet
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
