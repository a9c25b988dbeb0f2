package io.weir.actors.journal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import scala.concurrent.Future;

/** Keeps the newest saved state of each actor in memory, beside the journal that is kept there too. */
public final class MemorySnapshots extends SnapshotStore {
    private final Map<String, SelectedSnapshot> newest = new ConcurrentHashMap<>();

    @Override
    public Future<Optional<SelectedSnapshot>> doLoadAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return Future.successful(Optional.ofNullable(newest.get(persistenceId)));
    }

    @Override
    public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
        newest.put(metadata.persistenceId(), SelectedSnapshot.create(metadata, snapshot));
        return done();
    }

    @Override
    public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
        newest.computeIfPresent(
                metadata.persistenceId(),
                (id, kept) -> kept.metadata().sequenceNr() == metadata.sequenceNr() ? null : kept);
        return done();
    }

    @Override
    public Future<Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        newest.computeIfPresent(
                persistenceId, (id, kept) -> kept.metadata().sequenceNr() <= criteria.maxSequenceNr() ? null : kept);
        return done();
    }

    @SuppressWarnings("NullAway") // a future of nothing
    private static Future<Void> done() {
        return Future.successful(null);
    }
}
