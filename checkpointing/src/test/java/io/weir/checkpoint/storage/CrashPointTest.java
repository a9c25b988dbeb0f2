package io.weir.checkpoint.storage;

import static io.weir.checkpoint.CheckpointFixtures.cp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.checkpoint.CheckpointException;
import io.weir.checkpoint.CheckpointFixtures;
import io.weir.checkpoint.CheckpointManifest;
import io.weir.checkpoint.ManifestRef;
import io.weir.checkpoint.OperatorSnapshot;
import io.weir.checkpoint.storage.FaultyDisk.Fault;
import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.SnapshotOutput;
import io.weir.state.snapshot.SnapshotTarget;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Goal: a crash at any step of writing a checkpoint leaves the one before readable, and no half checkpoint that reads as whole. Method: the
 * steps are counted; then one run for each step and seed, with the power cut just there, after which any part of what was not synced is lost.
 */
class CrashPointTest {
    private static final int SEEDS = 30;

    @Test
    void aPowerCutAtAnyStepLeavesAWholeCheckpointOrTheOneBefore() throws IOException {
        int steps = stepsOfOneCheckpoint();
        assertThat(steps).isGreaterThan(10);
        int wholeByChance = 0;
        for (int step = 0; step <= steps; step++) {
            for (int seed = 0; seed < SEEDS; seed++) {
                SimulatedDisk disk = new SimulatedDisk();
                FileCheckpointStorage before = new FileCheckpointStorage(disk);
                ManifestRef first = writeCheckpoint(before, 1);

                boolean promised = false;
                try {
                    writeCheckpoint(new FileCheckpointStorage(new FaultyDisk(disk, Fault.POWER_CUT, step)), 2);
                    promised = true;
                } catch (FaultyDisk.PowerCut expected) {
                    assertThat(step).isLessThan(steps);
                }
                disk.loseUnsynced(new Random(seed));

                FileCheckpointStorage after = new FileCheckpointStorage(disk);
                assertReadable(after, first);
                List<ManifestRef> found = after.manifests(CheckpointFixtures.JOB);
                if (promised) {
                    assertThat(found)
                            .as("step %d seed %d: what was promised is there", step, seed)
                            .hasSize(2);
                }
                for (ManifestRef ref : found) {
                    if (reads(after, ref)) {
                        assertReadable(after, ref);
                        wholeByChance += promised || ref.equals(first) ? 0 : 1;
                    }
                }

                after.cleanUp(CheckpointFixtures.JOB, cp(3), keep(after, first));
                assertThat(disk.list(CheckpointFixtures.JOB))
                        .as("what is left over goes")
                        .hasSize(3);
            }
        }
        assertThat(wholeByChance)
                .as("a manifest may survive that nobody was promised")
                .isPositive();
    }

    @Test
    void anErrorAtAnyStepIsSaidAndSaysWhetherItIsCertain() throws IOException {
        int steps = stepsOfOneCheckpoint();
        for (Fault fault : List.of(Fault.ERROR, Fault.ERROR_AFTERWARDS)) {
            for (int step = 0; step < steps; step++) {
                SimulatedDisk disk = new SimulatedDisk();
                FileCheckpointStorage storage = new FileCheckpointStorage(new FaultyDisk(disk, fault, step));
                assertThatThrownBy(() -> writeCheckpoint(storage, 1))
                        .as("%s at step %d", fault, step)
                        .isInstanceOfSatisfying(CheckpointException.class, failure -> {
                            assertThat(failure.code()).isEqualTo("CKP-407");
                            if (!failure.ambiguous()) {
                                assertThat(manifestsOn(disk))
                                        .as("it is certain")
                                        .isEmpty();
                            }
                        });
            }
        }
    }

    @Test
    void whatWasAmbiguousCanBeWrittenAgain() throws IOException {
        int steps = stepsOfOneCheckpoint();
        SimulatedDisk disk = new SimulatedDisk();
        FileCheckpointStorage failing =
                new FileCheckpointStorage(new FaultyDisk(disk, Fault.ERROR_AFTERWARDS, steps - 2)); // the publishing
        assertThatThrownBy(() -> writeCheckpoint(failing, 1))
                .isInstanceOfSatisfying(
                        CheckpointException.class,
                        failure -> assertThat(failure.ambiguous()).isTrue());

        ManifestRef found = new FileCheckpointStorage(disk)
                .manifests(CheckpointFixtures.JOB)
                .get(0);
        CheckpointManifest manifest = new FileCheckpointStorage(disk).readManifest(found);
        assertThat(new FileCheckpointStorage(disk).writeManifest(manifest)).isEqualTo(found);
    }

    private static int stepsOfOneCheckpoint() throws IOException {
        FaultyDisk counting = new FaultyDisk(new SimulatedDisk(), Fault.NONE, -1);
        writeCheckpoint(new FileCheckpointStorage(counting), 1);
        return counting.operations;
    }

    private static List<ManifestRef> manifestsOn(Disk disk) {
        try {
            return new FileCheckpointStorage(disk).manifests(CheckpointFixtures.JOB);
        } catch (CheckpointException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Two files and a manifest, in the order of the protocol. */
    static ManifestRef writeCheckpoint(FileCheckpointStorage storage, long id) throws IOException {
        SnapshotTarget target = storage.target(CheckpointFixtures.JOB, cp(id), 1, "0.0");
        FileRef own = write(target, "heap", SnapshotTarget.Scope.EXCLUSIVE, id);
        FileRef shared = write(target, "000007.sst", SnapshotTarget.Scope.SHARED, id);
        CheckpointManifest sample = CheckpointFixtures.manifest(id, 1, own, shared);
        TreeMap<String, OperatorSnapshot> only = new TreeMap<>();
        only.put("count", sample.operators().get("count"));
        return storage.writeManifest(new CheckpointManifest(1, sample.jobId(), sample.id(), sample.kind(), 1, 0, only));
    }

    private static FileRef write(SnapshotTarget target, String name, SnapshotTarget.Scope scope, long seed)
            throws IOException {
        byte[] content = new byte[40_000];
        new Random(seed).nextBytes(content);
        try (SnapshotOutput out = target.create(name, scope)) {
            out.write(content, 0, 10);
            out.write(content, 10, content.length - 10);
            return out.commit();
        }
    }

    private static boolean reads(FileCheckpointStorage storage, ManifestRef ref) {
        try {
            storage.readManifest(ref);
            return true;
        } catch (CheckpointException half) {
            return false;
        }
    }

    private static void assertReadable(FileCheckpointStorage storage, ManifestRef ref) throws IOException {
        for (FileRef file : storage.readManifest(ref).files()) {
            assertThat(storage.source().read(file)).hasSize(40_000);
        }
    }

    private static Set<String> keep(FileCheckpointStorage storage, ManifestRef ref) throws IOException {
        Set<String> keep = new HashSet<>();
        keep.add(ref.path());
        storage.readManifest(ref).files().forEach(file -> keep.add(file.path()));
        return keep;
    }
}
