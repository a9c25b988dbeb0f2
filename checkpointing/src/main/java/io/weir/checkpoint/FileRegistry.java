package io.weir.checkpoint;

import io.weir.state.snapshot.FileRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which checkpoints need which files: the one place that decides what may be deleted. A checkpoint holds a file from the
 * acknowledgement that names it until the checkpoint is aborted or discarded; a file that nobody holds may go.
 *
 * <p>A checkpoint that is known to exist while its files are not (after a recovery, until its manifest is read) may hold
 * anything: while there is one, nothing may go.
 */
public final class FileRegistry {
    private record Held(FileRef file, TreeSet<CheckpointId> holders) {}

    private final Map<String, Held> held = new HashMap<>();
    private final Map<CheckpointId, List<String>> paths = new HashMap<>();
    private final TreeSet<CheckpointId> unread = new TreeSet<>();

    /** {@code id} needs these files, besides those it already holds. */
    public void hold(CheckpointId id, Collection<FileRef> files) {
        unread.remove(id);
        List<String> ofId = paths.computeIfAbsent(id, none -> new ArrayList<>());
        for (FileRef file : files) {
            Held entry = held.computeIfAbsent(file.path(), none -> new Held(file, new TreeSet<>()));
            if (entry.holders.add(id)) {
                ofId.add(file.path());
            }
        }
    }

    /** {@code id} exists, but nobody knows yet what it holds. */
    void holdUnread(CheckpointId id) {
        if (!paths.containsKey(id)) {
            unread.add(id);
        }
    }

    boolean isUnread(CheckpointId id) {
        return unread.contains(id);
    }

    /** {@code id} needs its files no more. */
    public void release(CheckpointId id) {
        unread.remove(id);
        List<String> ofId = paths.remove(id);
        if (ofId == null) {
            return;
        }
        for (String path : ofId) {
            Held entry = held.get(path);
            if (entry != null && entry.holders.remove(id) && entry.holders.isEmpty()) {
                held.remove(path);
            }
        }
    }

    /** Whether every file of every checkpoint that holds some is known. */
    public boolean whole() {
        return unread.isEmpty();
    }

    /** As {@link #whole()}, once these are gone. */
    boolean wholeWithout(Set<CheckpointId> leaving) {
        return leaving.containsAll(unread);
    }

    /** What may be deleted once these are gone, each file listed under the lowest id that holds it; empty unless whole. */
    public SortedMap<CheckpointId, List<FileRef>> onlyHeldBy(Set<CheckpointId> leaving) {
        SortedMap<CheckpointId, List<FileRef>> files = new TreeMap<>();
        if (!wholeWithout(leaving)) {
            return files;
        }
        for (CheckpointId id : leaving) {
            for (String path : paths.getOrDefault(id, List.of())) {
                Held entry = held.get(path);
                if (entry != null
                        && leaving.containsAll(entry.holders)
                        && entry.holders.first().equals(id)) {
                    files.computeIfAbsent(id, none -> new ArrayList<>()).add(entry.file);
                }
            }
        }
        return files;
    }

    /** Those of {@code files} that nobody holds; empty unless whole. */
    public List<FileRef> unheld(Collection<FileRef> files) {
        List<FileRef> free = new ArrayList<>();
        if (whole()) {
            for (FileRef file : files) {
                if (!held.containsKey(file.path())) {
                    free.add(file);
                }
            }
        }
        return free;
    }

    /** Every path that somebody holds. */
    public Set<String> paths() {
        return new HashSet<>(held.keySet());
    }

    /** As {@link #paths()}, once these are gone. */
    Set<String> pathsWithout(Set<CheckpointId> leaving) {
        Set<String> left = new HashSet<>();
        for (Map.Entry<String, Held> entry : held.entrySet()) {
            if (!leaving.containsAll(entry.getValue().holders)) {
                left.add(entry.getKey());
            }
        }
        return left;
    }

    /**
     * Whether {@code id} may refer to these files: each was written for it, or is held under the same length and checksum.
     *
     * @return what is wrong, for people; null if nothing is
     */
    public @Nullable String objection(CheckpointId id, Collection<FileRef> files) {
        for (FileRef file : files) {
            Held entry = held.get(file.path());
            if (entry != null && !entry.file.equals(file)) {
                return "it names " + file + ", which is known as " + entry.file;
            }
            CheckpointId madeFor = entry == null ? CheckpointPaths.madeFor(file.path()) : id;
            if (madeFor != null && !madeFor.equals(id) && whole()) {
                return "it builds on " + file.path() + ", which no retained checkpoint holds any more";
            }
        }
        return null;
    }
}
