package io.weir.checkpoint.storage;

import static io.weir.checkpoint.CheckpointFixtures.cp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.checkpoint.CheckpointException;
import io.weir.checkpoint.CheckpointFixtures;
import io.weir.checkpoint.ManifestRef;
import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.SnapshotOutput;
import io.weir.state.snapshot.SnapshotTarget.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a real folder. */
class FileCheckpointStorageTest {
    @TempDir
    private Path root;

    private CheckpointStorage storage;

    @BeforeEach
    void open() {
        storage = CheckpointStorages.open(root.toUri().toString());
    }

    private FileRef put(String name, Scope scope, String content) throws IOException {
        try (SnapshotOutput out = storage.target("job", cp(3), 2, "count 0/4").create(name, scope)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
            return out.commit();
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyFileLiesWhereTheLayoutSays() throws IOException {
        put("heap", Scope.EXCLUSIVE, "a");
        put("000012.sst", Scope.SHARED, "b");
        storage.writeManifest(CheckpointFixtures.manifest(3, 2));
        String blob = storage.putBlob(new byte[] {1});

        assertThat(files())
                .containsExactly(
                        "blobs/" + blob,
                        "job-a/chk-3/manifest-e2",
                        "job/chk-3/e2/count_0_4-0-heap",
                        "job/shared/e2/chk-3-count_0_4-0-000012.sst");
    }

    @Test
    void unfinishedBlobsAreSweptWhenNobodyCanBeWritingThemAnyMore() throws IOException {
        String blob = storage.putBlob(new byte[] {1});
        Path old = Files.write(root.resolve("blobs/" + blob + ".part0"), new byte[] {2});
        Path running = Files.write(root.resolve("blobs/" + blob + ".part1"), new byte[] {3});
        long now = 1_700_000_000_000L;
        Files.setLastModifiedTime(root.resolve("blobs/" + blob), FileTime.fromMillis(0));
        Files.setLastModifiedTime(old, FileTime.fromMillis(now - 1));
        Files.setLastModifiedTime(running, FileTime.fromMillis(now));

        assertThat(storage.sweepUnfinishedBlobs(now)).isEqualTo(1);
        assertThat(files()).containsExactly("blobs/" + blob, "blobs/" + blob + ".part1");
        assertThat(storage.getBlob(blob)).containsExactly(1);
    }

    @Test
    void whatIsCommittedIsReadBack() throws IOException {
        FileRef file = put("heap", Scope.EXCLUSIVE, "the state");
        assertThat(file.length()).isEqualTo(9);
        assertThat(storage.source().read(file)).asString(StandardCharsets.UTF_8).isEqualTo("the state");
    }

    @Test
    void writersOfTheSameOwnerDoNotMeet() throws IOException {
        FileRef first = put("heap", Scope.EXCLUSIVE, "first");
        FileRef second = put("heap", Scope.EXCLUSIVE, "second");

        assertThat(second.path()).isNotEqualTo(first.path());
        assertThat(storage.source().read(first))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("first");
    }

    @Test
    void whatIsClosedWithoutCommitLeavesNothing() throws IOException {
        try (SnapshotOutput out = storage.target("job", cp(1), 1, "t").create("heap", Scope.EXCLUSIVE)) {
            out.write(new byte[100_000]);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void writingAfterTheEndIsRefused() throws IOException {
        SnapshotOutput out = storage.target("job", cp(1), 1, "t").create("heap", Scope.EXCLUSIVE);
        out.commit();
        assertThatThrownBy(() -> out.write(new byte[100_000])).hasMessageContaining("is closed");
        out.close();
        assertThat(files()).hasSize(1);
    }

    @Test
    void aTruncatedFileIsRefusedWithBothLengths() throws IOException {
        FileRef file = put("heap", Scope.EXCLUSIVE, "the state");
        Files.writeString(root.resolve(file.path()), "the");

        assertThatThrownBy(() -> storage.source().read(file))
                .hasMessageStartingWith("[CKP-401] job/chk-3/e2/count_0_4-0-heap of cp-3 has 3 bytes instead of 9");
    }

    @Test
    void aMissingFileIsRefusedByName() throws IOException {
        FileRef file = put("heap", Scope.EXCLUSIVE, "the state");
        storage.delete(file);
        storage.delete(file);

        assertThatThrownBy(() -> storage.source().read(file))
                .hasMessageStartingWith("[CKP-401]")
                .hasMessageContaining("of cp-3 is missing from file:");
    }

    @Test
    void aChangedFileIsRefusedAlsoAsACopyOfWhichNothingStays(@TempDir Path elsewhere) throws IOException {
        FileRef file = put("000012.sst", Scope.SHARED, "the state");
        Path copy = elsewhere.resolve("000012.sst");
        storage.source().copyTo(file, copy);
        assertThat(copy).hasContent("the state");
        Files.delete(copy);

        Files.writeString(root.resolve(file.path()), "the stale");
        assertThatThrownBy(() -> storage.source().read(file)).hasMessageStartingWith("[CKP-402]");
        assertThatThrownBy(() -> storage.source().copyTo(file, copy)).hasMessageStartingWith("[CKP-402]");
        assertThat(copy).doesNotExist();
    }

    @Test
    void aCopyThatMayBeWrittenToSharesNothingWithTheCheckpoint(@TempDir Path elsewhere) throws IOException {
        FileRef file = put("CURRENT", Scope.EXCLUSIVE, "MANIFEST-1");
        storage.source().copyTo(file, elsewhere.resolve("CURRENT"));
        Files.writeString(elsewhere.resolve("CURRENT"), "MANIFEST-2");

        assertThat(storage.source().read(file)).asString(StandardCharsets.UTF_8).isEqualTo("MANIFEST-1");
    }

    @Test
    void aManifestIsReadBackAndVerified() throws IOException {
        ManifestRef ref = storage.writeManifest(CheckpointFixtures.manifest(3, 2));
        assertThat(storage.readManifest(ref)).usingRecursiveComparison().isEqualTo(CheckpointFixtures.manifest(3, 2));
        assertThat(storage.manifests("job-a")).containsExactly(ref);

        Files.write(root.resolve(ref.path()), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> storage.readManifest(ref)).hasMessageStartingWith("[CKP-401]");
    }

    @Test
    void aReadThatDoesNotGetThroughIsToldFromAFileThatIsGone() throws IOException {
        FaultyDisk disk = new FaultyDisk(new SimulatedDisk(), FaultyDisk.Fault.NONE, 0);
        FileCheckpointStorage faulty = new FileCheckpointStorage(disk);
        ManifestRef ref = faulty.writeManifest(CheckpointFixtures.manifest(3, 2));

        disk.readsFail = true;
        assertThatThrownBy(() -> faulty.readManifest(ref)).isInstanceOfSatisfying(CheckpointException.class, e -> {
            assertThat(e.unavailable()).isTrue();
            assertThat(e)
                    .hasMessageContaining("cannot be read (IOException Stale file handle)")
                    .hasMessageContaining("tried again");
        });

        disk.readsFail = false;
        disk.delete(ref.path());
        assertThatThrownBy(() -> faulty.readManifest(ref))
                .isInstanceOfSatisfying(
                        CheckpointException.class,
                        e -> assertThat(e.unavailable()).isFalse());
    }

    @Test
    void theSameManifestMayBeWrittenTwiceButNoOtherInItsPlace() throws IOException {
        ManifestRef ref = storage.writeManifest(CheckpointFixtures.manifest(3, 2));
        assertThat(storage.writeManifest(CheckpointFixtures.manifest(3, 2))).isEqualTo(ref);

        assertThatThrownBy(() ->
                        storage.writeManifest(CheckpointFixtures.manifest(3, 2, CheckpointFixtures.shared(1, "other"))))
                .hasMessageStartingWith("[CKP-408]");
        assertThat(files()).hasSize(1);
    }

    @Test
    void aDiscardedCheckpointLeavesNoFolder() throws IOException {
        FileRef file = CheckpointFixtures.own(3, "committables");
        ManifestRef ref = storage.writeManifest(CheckpointFixtures.manifest(3, 2));
        storage.discard(ref, List.of(file));

        assertThat(root.resolve("job-a/chk-3")).doesNotExist();
    }

    @Test
    void theCleanUpTakesWhatIsOlderAndNotKept() throws IOException {
        FileRef kept = put("a", Scope.SHARED, "a");
        put("b", Scope.SHARED, "b");
        put("c", Scope.EXCLUSIVE, "c");
        Files.writeString(root.resolve(kept.path() + ".part0"), "left by a crash");

        assertThat(storage.cleanUp("job", cp(3), Set.of())).isZero();
        assertThat(storage.cleanUp("job", cp(4), Set.of(kept.path()))).isEqualTo(3);
        assertThat(files()).containsExactly(kept.path());
    }

    @Test
    void afterTheCleanUpTookAFolderThereIsRoomForTheNext() throws IOException {
        put("a", Scope.EXCLUSIVE, "a");
        storage.deleteJob("job");
        assertThat(files()).isEmpty();

        FileRef again = put("a", Scope.EXCLUSIVE, "again");
        assertThat(storage.source().read(again))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("again");
    }

    @Test
    void blobsAreStoredOnceAndVerified() throws IOException {
        String address = storage.putBlob("graph".getBytes(StandardCharsets.UTF_8));
        assertThat(storage.putBlob("graph".getBytes(StandardCharsets.UTF_8))).isEqualTo(address);
        assertThat(address).hasSize(64);
        assertThat(storage.getBlob(address)).asString(StandardCharsets.UTF_8).isEqualTo("graph");
        assertThat(files()).hasSize(1);

        Files.writeString(root.resolve("blobs").resolve(address), "grape");
        assertThatThrownBy(() -> storage.getBlob(address)).hasMessageStartingWith("[CKP-402]");
        storage.putBlob("graph".getBytes(StandardCharsets.UTF_8));
        assertThat(storage.getBlob(address)).asString(StandardCharsets.UTF_8).isEqualTo("graph");
        assertThatThrownBy(() -> storage.getBlob("0".repeat(64))).hasMessageStartingWith("[CKP-401]");
        assertThatThrownBy(() -> storage.getBlob("../secret")).hasMessageContaining("is no address");
    }

    @Test
    void symbolicLinksAreNotFollowed() throws IOException {
        FileRef file = put("heap", Scope.EXCLUSIVE, "secret");
        Path moved = root.resolve("elsewhere");
        Files.move(root.resolve(file.path()), moved);
        Files.createSymbolicLink(root.resolve(file.path()), moved);

        assertThatThrownBy(() -> storage.source().read(file)).hasMessageContaining("symbolic link");
    }

    @Test
    void aDiskThatRefusesNamesThePathTheReasonAndTheFreeBytes() {
        CheckpointStorage full =
                new FileCheckpointStorage(new FaultyDisk(new SimulatedDisk(), FaultyDisk.Fault.ERROR, 1));
        assertThatThrownBy(() -> CrashPointTest.writeCheckpoint((FileCheckpointStorage) full, 3))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("[CKP-407] job-a/chk-3/e1/0.0-0-heap")
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("0 bytes are free")
                .hasMessageContaining("cp-3 is given up and the job goes on");
    }

    @Test
    void addressesThatCannotBeUsedAreRefusedInWords() throws IOException {
        assertThatThrownBy(() -> CheckpointStorages.open("s3://bucket/x"))
                .hasMessageStartingWith("[CFG-204]")
                .hasMessageContaining("in folders only, not in 's3'");
        assertThatThrownBy(() -> CheckpointStorages.open("checkpoints")).hasMessageContaining("it has no scheme");
        assertThatThrownBy(() -> CheckpointStorages.open("file:checkpoints")).hasMessageContaining("relative");
        assertThatThrownBy(() -> CheckpointStorages.open("file://checkpoints/x"))
                .hasMessageContaining("relative");
        assertThatThrownBy(() -> CheckpointStorages.open("file:///a b")).hasMessageContaining("it is no URI");
        Path file = Files.createFile(root.resolve("file"));
        assertThatThrownBy(() -> CheckpointStorages.open(file.toUri().toString()))
                .hasMessageContaining("user " + System.getProperty("user.name"))
                .hasMessageContaining(file.toString());
    }
}
