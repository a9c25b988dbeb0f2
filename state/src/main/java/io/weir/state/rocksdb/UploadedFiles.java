package io.weir.state.rocksdb;

import io.weir.state.snapshot.FileRef;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Which files of the database the storage has, so that they need not be uploaded again. Only files of the latest completed checkpoint count:
 * those of an aborted one may be deleted at any time. Snapshots report from their own threads, all else is the owner's.
 */
final class UploadedFiles {
    private final ConcurrentSkipListMap<Long, Map<String, FileRef>> written = new ConcurrentSkipListMap<>();
    private Map<String, FileRef> completed = Map.of();
    private long completedId = Long.MIN_VALUE;

    /** A snapshot has been written with these tables; whether its checkpoint completes is not known yet. From any thread. */
    void written(long checkpointId, Map<String, FileRef> tables) {
        written.put(checkpointId, Map.copyOf(tables));
    }

    void completed(long checkpointId) {
        Map<String, FileRef> tables = written.get(checkpointId);
        if (tables != null && checkpointId > completedId) {
            completed = tables;
            completedId = checkpointId;
        }
        written.headMap(checkpointId, true).clear();
    }

    void aborted(long checkpointId) {
        written.remove(checkpointId);
    }

    /** The backend starts with the files of a completed checkpoint, whose id it does not know. */
    void restored(Map<String, FileRef> tables) {
        completed = Map.copyOf(tables);
    }

    /** By the name in the database. */
    Map<String, FileRef> known() {
        return completed;
    }
}
