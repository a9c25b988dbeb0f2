package io.weir.testkit.simulation;

import io.weir.checkpoint.CheckpointException;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointManifest;
import io.weir.checkpoint.ManifestRef;
import io.weir.checkpoint.storage.CheckpointStorage;
import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.SnapshotSource;
import io.weir.state.snapshot.SnapshotTarget;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The product's storage as one node uses it; what is deleted is judged. */
record NodeStorage(SimulatedNode node) implements CheckpointStorage {
    private SimulatedCluster cluster() {
        return node.cluster;
    }

    private CheckpointStorage storage() {
        return node.cluster.storage;
    }

    @Override
    public SnapshotTarget target(String jobId, CheckpointId id, long epoch, String owner) {
        SnapshotTarget target = storage().target(jobId, id, epoch, owner);
        return cluster().stateInFiles ? new StateInFiles(target) : target;
    }

    @Override
    public SnapshotSource source() {
        return storage().source();
    }

    @Override
    public ManifestRef writeManifest(CheckpointManifest manifest) throws CheckpointException {
        return storage().writeManifest(manifest);
    }

    @Override
    public CheckpointManifest readManifest(ManifestRef ref) throws CheckpointException {
        return storage().readManifest(ref);
    }

    @Override
    public List<ManifestRef> manifests(String jobId) throws CheckpointException {
        return storage().manifests(jobId);
    }

    @Override
    public void verify(FileRef file) throws CheckpointException {
        storage().verify(file);
    }

    @Override
    public Written written(String jobId) throws CheckpointException {
        return storage().written(jobId);
    }

    @Override
    public void delete(FileRef file) throws CheckpointException {
        storage().delete(file);
    }

    @Override
    public void discard(@Nullable ManifestRef manifest, List<FileRef> files) throws CheckpointException {
        storage().discard(manifest, files);
    }

    @Override
    public int cleanUp(String jobId, CheckpointId before, Set<String> keep) throws CheckpointException {
        int deleted = storage().cleanUp(jobId, before, keep);
        if (node == cluster().leader()) {
            cluster().onDeleted();
        }
        return deleted;
    }

    @Override
    public void deleteJob(String jobId) throws CheckpointException {
        cluster().onDeletesAll(node);
        storage().deleteJob(jobId);
    }

    @Override
    public String putBlob(byte[] content) throws CheckpointException {
        return storage().putBlob(content);
    }

    @Override
    public byte[] getBlob(String sha256) throws CheckpointException {
        return storage().getBlob(sha256);
    }

    @Override
    public int sweepUnfinishedBlobs(long beforeMillis) throws CheckpointException {
        return storage().sweepUnfinishedBlobs(beforeMillis);
    }

    @Override
    public String uri() {
        return storage().uri();
    }
}
