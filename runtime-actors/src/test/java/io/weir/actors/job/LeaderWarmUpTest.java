package io.weir.actors.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.config.WeirConfig;
import io.weir.actors.journal.JournalSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.Behavior;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaderWarmUpTest {
    private static final Config NODE = WeirConfig.load(ConfigFactory.empty());

    @TempDir
    Path folder;

    @AfterEach
    void cold() {
        LeaderWarmUp.DONE.set(false);
    }

    @Test
    void aJournalIsWrittenAndReplayedAndNothingIsLeft() throws Exception {
        LeaderWarmUp.run(JournalSettings.from(NODE), "c", NODE, folder);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void itsEndIsNotTheEndOfAProcessThatEndsWithItsNode() throws Exception {
        Config ends = ConfigFactory.parseString("pekko.coordinated-shutdown.exit-jvm = on")
                .withFallback(NODE);
        LeaderWarmUp.run(JournalSettings.from(NODE), "c", ends, folder);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void leftoversOfAProcessThatDiedMeanwhileAreNoTrouble() throws Exception {
        Path left = Files.createDirectories(folder.resolve("warm-up-journal"));
        Files.writeString(left.resolve("weir.mv.db"), "half a database");
        LeaderWarmUp.run(JournalSettings.from(NODE), "c", NODE, folder);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws Exception {
        Path file = Files.writeString(folder.resolve("a file"), "");
        assertThatThrownBy(() -> LeaderWarmUp.run(JournalSettings.from(NODE), "c", NODE, file))
                .hasMessageContaining("[CFG-204] The journal cannot be kept in " + file);
    }

    @Test
    void aProcessIsWarmedOnce() {
        LeaderWarmUp.DONE.set(true);
        ActorTestKit kit = ActorTestKit.create();
        try {
            Behavior<?> again = LeaderWarmUp.create(JournalSettings.from(NODE), "c", NODE, folder, work -> {
                throw new AssertionError("nothing is to be done");
            });
            kit.createTestProbe().expectTerminated(kit.spawn(again));
        } finally {
            kit.shutdownTestKit();
        }
    }
}
