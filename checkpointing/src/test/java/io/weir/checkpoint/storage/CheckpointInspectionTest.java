package io.weir.checkpoint.storage;

import static io.weir.checkpoint.CheckpointFixtures.JOB;
import static io.weir.checkpoint.CheckpointFixtures.cp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.checkpoint.CheckpointException;
import io.weir.checkpoint.CheckpointFixtures;
import io.weir.checkpoint.CheckpointKind;
import io.weir.checkpoint.CheckpointManifest;
import io.weir.checkpoint.InspectionResult;
import io.weir.checkpoint.LedgerEvent;
import io.weir.checkpoint.ManifestRef;
import io.weir.checkpoint.OperatorSnapshot;
import io.weir.checkpoint.OperatorSubtaskState;
import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.SnapshotOutput;
import io.weir.state.snapshot.SnapshotTarget.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three checkpoints of a job: each has a file of its own, and all share one. */
class CheckpointInspectionTest {
    private final SimulatedDisk disk = new SimulatedDisk();
    private final CheckpointStorage storage = new FileCheckpointStorage(disk);
    private final List<LedgerEvent.CheckpointCompleted> newestFirst = new ArrayList<>();
    private final List<FileRef> own = new ArrayList<>(); // of cp-3, cp-2, cp-1
    private FileRef shared = new FileRef("none", 0, 0);

    @BeforeEach
    void write() throws IOException {
        shared = put(1, Scope.SHARED, "sst");
        for (long id = 1; id <= 3; id++) {
            FileRef file = put(id, Scope.EXCLUSIVE, "heap");
            own.add(0, file);
            newestFirst.add(0, completed(id, storage.writeManifest(manifest(id, JOB, shared, file))));
        }
    }

    private FileRef put(long id, Scope scope, String name) throws IOException {
        try (SnapshotOutput out = storage.target(JOB, cp(id), 2, "count").create(name, scope)) {
            out.write(("state of " + id).getBytes(StandardCharsets.UTF_8));
            return out.commit();
        }
    }

    private static CheckpointManifest manifest(long id, String job, FileRef... files) {
        TreeMap<String, OperatorSnapshot> operators = new TreeMap<>();
        operators.put(
                "count",
                OperatorSnapshot.of(
                        128,
                        List.of(new OperatorSubtaskState(
                                List.of(CheckpointFixtures.handle(0, 127, files)), new TreeMap<>()))));
        return new CheckpointManifest(
                CheckpointManifest.FORMAT_VERSION, job, cp(id), CheckpointKind.CHECKPOINT, 2, 5, operators);
    }

    private static LedgerEvent.CheckpointCompleted completed(long id, ManifestRef manifest) {
        return new LedgerEvent.CheckpointCompleted(cp(id), manifest, 1, 1);
    }

    private InspectionResult look() throws CheckpointException {
        return new CheckpointInspection(storage).firstIntact(JOB, newestFirst);
    }

    @Test
    void theNewestIsTakenWhenItIsWhole() throws IOException {
        assertThat(look()).isEqualTo(new InspectionResult(cp(3), List.of()));
    }

    @Test
    void eachKindOfDamageSkipsACheckpointAndIsNamed() throws IOException {
        disk.flipBit(own.get(0).path(), 11);
        disk.truncate(own.get(1).path(), 3);
        InspectionResult seen = look();
        assertThat(seen.intact()).isEqualTo(cp(1));
        assertThat(seen.skipped()).extracting(InspectionResult.Skipped::id).containsExactly(cp(3), cp(2));
        assertThat(seen.skipped().get(0).why())
                .startsWith("[CKP-402] " + own.get(0).path());
        assertThat(seen.skipped().get(1).why())
                .startsWith("[CKP-401] " + own.get(1).path());

        boolean unused = disk.delete(newestFirst.get(2).manifest().path());
        assertThat(look().intact()).isNull();
        assertThat(look().skipped().get(2).why()).contains("is missing", "./weir restart JOB --newest-intact");
    }

    @Test
    void aSharedFileThatIsDamagedSkipsAllThatNeedIt() throws IOException {
        disk.flipBit(shared.path(), 0);
        assertThat(look().intact()).isNull();
        assertThat(look().skipped()).hasSize(3);
    }

    @Test
    void aFileThatIsSharedIsReadOnce() throws IOException {
        disk.truncate(own.get(0).path(), 0); // read after the shared one
        CheckpointInspection inspection = new CheckpointInspection(storage);
        assertThat(inspection.firstIntact(JOB, newestFirst).intact()).isEqualTo(cp(2));
        assertThat(inspection.filesRead())
                .as("two manifests, the shared file, the own one of cp-2")
                .isEqualTo(4);
    }

    @Test
    void theManifestOfAnotherJobIsNotTaken() throws IOException {
        ManifestRef other = storage.writeManifest(manifest(9, "job-b", shared));
        newestFirst.add(0, completed(9, other));
        assertThat(look().intact()).isEqualTo(cp(3));
        assertThat(look().skipped().get(0).why()).startsWith("[CKP-402]").contains("job-b");
    }

    @Test
    void aStorageThatDoesNotAnswerSaysNothingAboutACheckpoint() {
        FaultyDisk silent = new FaultyDisk(disk, FaultyDisk.Fault.NONE, 0);
        silent.readsFail = true;
        assertThatThrownBy(
                        () -> new CheckpointInspection(new FileCheckpointStorage(silent)).firstIntact(JOB, newestFirst))
                .isInstanceOfSatisfying(
                        CheckpointException.class,
                        e -> assertThat(e.unavailable()).isTrue());
    }

    @Test
    void whatWasWrittenUpToIsKnownFromTheNamesOfFiles() throws IOException {
        assertThat(storage.written(JOB)).isEqualTo(new CheckpointStorage.Written(3, 2));
        assertThat(storage.written("nobody")).isEqualTo(CheckpointStorage.Written.NOTHING);
        SnapshotOutput left = storage.target(JOB, cp(40), 17, "count").create("left-over", Scope.SHARED);
        left.write(new byte[] {1});
        left.commit();
        assertThat(storage.written(JOB)).isEqualTo(new CheckpointStorage.Written(40, 17));
    }
}
