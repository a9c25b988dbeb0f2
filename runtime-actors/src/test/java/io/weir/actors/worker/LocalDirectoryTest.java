package io.weir.actors.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDirectoryTest {
    @TempDir
    Path parent;

    @Test
    void leftoversOfDeadProcessesAreDeletedOnStartAndFoldersOfTheLivingAreNot() throws Exception {
        Path leftover = Files.createDirectories(parent.resolve("node-dead/job-1"));
        Files.writeString(leftover.resolve("000012.sst"), "state");
        Files.writeString(parent.resolve("node-dead/lock"), "");
        Path notOurs = Files.createDirectory(parent.resolve("precious"));
        try (LocalDirectory living = LocalDirectory.open(parent);
                LocalDirectory next = LocalDirectory.open(parent)) {
            assertThat(parent.resolve("node-dead")).doesNotExist();
            assertThat(notOurs).exists();
            assertThat(living.root()).exists().isNotEqualTo(next.root());
        }
        assertThat(parent)
                .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("node-"));
    }

    @Test
    void aPlaceThatCannotBeUsedHasASentence() throws Exception {
        Path file = Files.writeString(parent.resolve("file"), "");
        assertThatThrownBy(() -> LocalDirectory.open(file))
                .hasMessageStartingWith("[CFG-204]")
                .hasMessageContaining("weir.worker.directory");
    }

    @Test
    void whatIsGoneNeedsNoDeletion() {
        LocalDirectory.delete(parent.resolve("never was"));
        assertThat(parent).isEmptyDirectory();
    }
}
