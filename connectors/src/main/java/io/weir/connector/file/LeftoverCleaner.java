package io.weir.connector.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Stream;

/**
 * Deletes parts that dead attempts of the same sink and subtask left and no checkpoint names, and finds the counter to go on with. Files of others are
 * never touched, committed ones neither.
 *
 * <p>Reads the listing of the sink's directory and all below it, once for each start of a writer.
 */
final class LeftoverCleaner {
    private LeftoverCleaner() {}

    /**
     * Who starts, and from what.
     *
     * @param attempt its own; a part of this or a later attempt is never deleted, as its writer may be alive
     * @param fromCheckpoint false if there was no checkpoint to restore, and nothing written before is worth keeping
     * @param states of the writers of that checkpoint that this one continues
     */
    record Start(
            int subtask, int parallelism, int attempt, boolean fromCheckpoint, Collection<FileWriterState> states) {
        boolean isDead(PartNames.Part part) {
            if (part.isCommitted() || part.attempt() >= attempt) {
                return false;
            }
            if (!fromCheckpoint) {
                return part.subtask() % parallelism == subtask; // of subtasks there are no more, too
            }
            for (FileWriterState state : states) {
                if (state.decidesAbout(part)) {
                    return state.isDead(part);
                }
            }
            return false; // another writer knows
        }
    }

    /**
     * What the listing showed.
     *
     * @param next the first counter that no part of this subtask has had
     * @param others number of files that readers of the directory see and this sink has not written
     * @param example one of them, by name the first; the directory itself if there is none
     */
    record Found(long next, long others, Path example) {}

    /** The directory must exist. */
    static Found clean(Path base, PartNames names, Start start) throws IOException {
        long next = 0;
        long others = 0;
        Path example = base;
        for (FileWriterState state : start.states()) {
            next = Math.max(next, state.next());
        }
        try (Stream<Path> tree =
                Files.find(base, Integer.MAX_VALUE, (path, attributes) -> attributes.isRegularFile())) {
            for (Path path : (Iterable<Path>) tree::iterator) {
                PartNames.Part part = names.parse(String.valueOf(path.getFileName()));
                if (part == null) {
                    if (isVisible(base.relativize(path))) {
                        others++;
                        example = others == 1 || path.compareTo(example) < 0 ? path : example;
                    }
                    continue;
                }
                if (part.subtask() == start.subtask()) {
                    next = Math.max(next, part.counter() + 1);
                }
                if (start.isDead(part)) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof NoSuchFileException)) { // somebody else renamed or deleted beside us
                throw e.getCause();
            }
            return clean(base, names, start);
        }
        return new Found(next, others, example);
    }

    private static boolean isVisible(Path relative) {
        for (Path name : relative) {
            if (name.toString().startsWith(".") || name.toString().startsWith("_")) {
                return false;
            }
        }
        return true;
    }
}
