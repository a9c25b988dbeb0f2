package io.weir.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.weir.actors.client.WeirClient;
import io.weir.actors.config.WeirConfig;
import io.weir.actors.node.WeirNode;
import io.weir.actors.protocol.ClientReply;
import io.weir.api.JobStatus;
import io.weir.testkit.process.Polling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The procedure of {@code docs/operations.md}, done by hand on a node with an H2 journal: what it restores, and what is left without it. */
class BackupTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder = Path.of("");

    private NumberedJob job = new NumberedJob(folder);

    @BeforeEach
    void makeFolders() throws IOException {
        job = new NumberedJob(folder);
        Files.createDirectories(folder.resolve("backup"));
    }

    private WeirNode node() {
        return WeirNode.start(WeirConfig.load(ConfigFactory.parseMap(Map.of(
                "weir.node.port",
                0,
                "weir.worker.slots",
                2,
                "weir.worker.directory",
                folder.resolve("work").toString(),
                "weir.journal.file",
                folder.resolve("journal/weir").toString(),
                "weir.checkpoint.dir",
                "file://" + folder.resolve("checkpoints")))));
    }

    private static WeirClient client(WeirNode node) {
        return WeirClient.connect(List.of(node.address()), List.of(), PATIENCE);
    }

    private static CommandLine weir(WeirNode node, String... words) {
        return CommandLine.run(Stream.concat(Stream.of(words), Stream.of("--cluster", node.address()))
                .toArray(String[]::new));
    }

    private static ClientReply.Job await(WeirClient client, String id, String what, Predicate<ClientReply.Job> wanted)
            throws InterruptedException {
        return Polling.await(what, () -> client.describe(id), wanted);
    }

    private static long checkpoints(WeirClient client, String id, int more) throws InterruptedException {
        long now = client.describe(id).completedCheckpoints();
        return await(client, id, more + " more checkpoints", one -> one.completedCheckpoints() >= now + more)
                .completedCheckpoints();
    }

    private static void finishes(WeirClient client, String id) throws InterruptedException {
        ClientReply.Job end =
                await(client, id, "the job ends", one -> one.summary().status().isGloballyTerminalState());
        assertThat(end.summary().status()).as(end.summary().sentence()).isEqualTo(JobStatus.FINISHED);
    }

    // --- the procedure

    private void copyJournal(WeirNode node) {
        weir(node, "backup", "journal", folder.resolve("backup/journal.zip").toString())
                .isDone();
    }

    /** As {@code cp -r} does; what is being written meanwhile may vanish under its first name. */
    private void copyCheckpoints() throws IOException {
        Path from = folder.resolve("checkpoints");
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.toList();
        }
        for (Path each : all) {
            Path to = folder.resolve("backup/checkpoints").resolve(from.relativize(each));
            try {
                if (Files.isDirectory(each)) {
                    Files.createDirectories(to);
                } else {
                    Files.createDirectories(to.getParent());
                    Files.copy(each, to);
                }
            } catch (NoSuchFileException vanished) {
                assertThat(each.getFileName().toString()).as("what vanished").contains(".part");
            }
        }
    }

    private void restore() throws IOException {
        deleteAll(folder.resolve("journal"));
        deleteAll(folder.resolve("checkpoints"));
        Files.move(folder.resolve("backup/checkpoints"), folder.resolve("checkpoints"));
        Files.createDirectories(folder.resolve("journal"));
        try (InputStream in = Files.newInputStream(folder.resolve("backup/journal.zip"));
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.copy(zip, folder.resolve("journal").resolve(entry.getName()));
            }
        }
    }

    private static void deleteAll(Path top) throws IOException {
        try (Stream<Path> walk = Files.walk(top)) {
            for (Path each : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** Folders of checkpoints. */
    private long stored(String id) {
        try (Stream<Path> all = Files.list(folder.resolve("checkpoints").resolve(id))) {
            return all.filter(path -> path.getFileName().toString().startsWith("chk-"))
                    .count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    // --- the tests

    @Test
    void aBackUpTakenUnderAHoldRestoresWithExactOutput() throws Exception {
        String id;
        try (WeirNode node = node();
                WeirClient client = client(node)) {
            id = client.submit(job.graph(1));
            checkpoints(client, id, 3);
            assertThat(weir(node, "backup", "hold", "--for", "30m").isDone().out())
                    .contains("nothing is deleted until");
            assertThat(weir(node, "list").isDone().out()).contains("no checkpoint is deleted until");
            copyJournal(node);
            long held = checkpoints(client, id, 4);
            assertThat(stored(id)).as("one is retained, the others are held").isGreaterThanOrEqualTo(4);
            copyCheckpoints();
            weir(node, "backup", "release").isDone();
            assertThat(weir(node, "list").isDone().out()).doesNotContain("no checkpoint is deleted");
            assertThat(checkpoints(client, id, 2)).isGreaterThan(held);
            Polling.await("what was held is deleted", () -> stored(id), left -> left <= 2);
        }
        List<NumberedJob.Committed> before = job.committed();
        restore();
        try (WeirNode node = node();
                WeirClient client = client(node)) {
            await(client, id, "the job runs", one -> one.summary().status() == JobStatus.RUNNING);
            assertThat(client.describe(id).restoredFrom()).isNotNull();
            weir(node, "backup", "release").isDone(); // the journal that was copied has the hold in it
            checkpoints(client, id, 2);
            job.openGate();
            finishes(client, id);
        }
        job.assertExactFrom(before, NumberedJob.WHEREVER);
    }

    @Test
    void aBackUpTakenWithoutAHoldEndsInASentenceAndTheOperatorChooses() throws Exception {
        String id;
        try (WeirNode node = node();
                WeirClient client = client(node)) {
            id = client.submit(job.graph(1));
            checkpoints(client, id, 3);
            copyJournal(node);
            checkpoints(client, id, 3);
            copyCheckpoints();
        }
        List<NumberedJob.Committed> before = job.committed();
        restore();
        try (WeirNode node = node();
                WeirClient client = client(node)) {
            ClientReply.Job failed =
                    await(client, id, "the job fails", one -> one.summary().status() == JobStatus.FAILED);
            assertThat(failed.summary().sentence()).startsWith("[CKP-401]").contains("--newest-intact");
            weir(node, "restart", id, "--newest-intact")
                    .isRefused(ExitCode.REFUSED, "JOB-833", "share no checkpoint", "[CKP-401]", "--from-scratch");
            weir(node, "restart", id, "--from-scratch").isRefused(ExitCode.REFUSED, "JOB-832", "--repeat-output");
            assertThat(weir(node, "restart", id, "--from-scratch", "--repeat-output")
                            .isDone()
                            .out())
                    .contains("job " + id + " goes on from the beginning");
            checkpoints(client, id, 2);
            job.openGate();
            finishes(client, id);
        }
        job.assertExactFrom(before, 0);
    }

    @Test
    void aJobWhoseNewestCheckpointIsDamagedGoesOnFromTheNewestThatIsWhole() throws Exception {
        String id;
        try (WeirNode node = node();
                WeirClient client = client(node)) {
            id = client.submit(job.graph(3));
            checkpoints(client, id, 4);
            weir(node, "restart", id).isRefused(ExitCode.REFUSED, "JOB-830", "RUNNING");
        }
        List<NumberedJob.Committed> before = job.committed();
        NavigableMap<Long, Path> manifests = manifests(id);
        long newest = manifests.lastKey();
        long whole = Objects.requireNonNull(manifests.lowerKey(newest));
        cutOff(manifests.lastEntry().getValue());
        try (WeirNode node = node();
                WeirClient client = client(node)) {
            ClientReply.Job failed =
                    await(client, id, "the job fails", one -> one.summary().status() == JobStatus.FAILED);
            assertThat(failed.summary().sentence()).startsWith("[CKP-401]");
            assertThat(weir(node, "restart", id).isDone().out()).contains("from checkpoint " + newest);
            await(client, id, "it fails again", one -> one.summary().status() == JobStatus.FAILED);
            weir(node, "restart", id, "--checkpoint", Long.toString(newest))
                    .isRefused(ExitCode.REFUSED, "JOB-833", "cp-" + newest + " is not whole");
            weir(node, "restart", id, "--checkpoint", "99999").isRefused(ExitCode.REFUSED, "JOB-831", "cp-" + newest);
            weir(node, "restart", id, "--newest-intact")
                    .isRefused(ExitCode.REFUSED, "JOB-832", "cp-" + newest, "cp-" + whole);
            CommandLine done = weir(node, "restart", id, "--newest-intact", "--repeat-output")
                    .isDone();
            assertThat(done.err()).contains("skipped cp-" + newest + ": [CKP-401]");
            ClientReply.Job runs =
                    await(client, id, "the job runs", one -> one.summary().status() == JobStatus.RUNNING);
            assertThat(runs.restoredFrom()).isEqualTo(whole);
            checkpoints(client, id, 1);
            assertThat(client.checkpoints(id).newestFirst().get(0).id())
                    .as("no id comes again")
                    .isGreaterThan(newest);
            job.openGate();
            finishes(client, id);
        }
        job.assertExactFrom(before, NumberedJob.WHEREVER);
    }

    /** By the number of the checkpoint; numbers may be missing, of checkpoints that were given up. */
    private NavigableMap<Long, Path> manifests(String id) throws IOException {
        NavigableMap<Long, Path> manifests = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder.resolve("checkpoints").resolve(id))) {
            all.filter(path -> path.getFileName().toString().startsWith("manifest-"))
                    .forEach(path -> manifests.put(numberOf(path), path));
        }
        return manifests;
    }

    private static long numberOf(Path manifest) {
        String directory =
                Objects.requireNonNull(manifest.getParent()).getFileName().toString();
        return Long.parseLong(directory.substring("chk-".length()));
    }

    private static void cutOff(Path manifest) throws IOException {
        byte[] bytes = Files.readAllBytes(manifest);
        Files.write(manifest, Arrays.copyOf(bytes, bytes.length - 3));
    }
}
