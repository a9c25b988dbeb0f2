package io.weir.actors.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.weir.actors.config.WeirConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A path or a name in a JDBC URL is that, and no option of the database; a node tries its journal when it starts. */
class JdbcUrlsTest {
    @TempDir
    Path folder;

    private static JournalSettings settings(Map<String, Object> keys) {
        return JournalSettings.from(WeirConfig.load(ConfigFactory.parseMap(keys)));
    }

    private static JournalSettings h2(String file) {
        return settings(Map.of("weir.journal.kind", "h2", "weir.journal.file", file));
    }

    private static JournalSettings postgres(String url) {
        return settings(Map.of("weir.journal.kind", "postgresql", "weir.journal.url", url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal/weir", "", "/", "/a/b;INIT=DROP ALL OBJECTS", "/a\nb", "~/weir", "mem:weir"})
    void aFileIsAnAbsolutePathThatHasNoOptionsInIt(String file) {
        assertThatThrownBy(() -> h2(file)).hasMessageContaining("[CFG-203] weir.journal.file is '");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "with space", "with#hash", "with?mark", "with%20percent", "with'quote", "ümlaut"})
    void aFileOfAnyOtherNameIsTheFile(String name) throws Exception {
        JournalSettings journal = h2(folder.resolve(name).toString());
        JournalSchema.ensure(journal, "weir");
        assertThat(folder.resolve(name + ".mv.db")).isRegularFile();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://h/weir, a URL like jdbc:postgresql",
        "jdbc:postgresql://h, the name of a database",
        "jdbc:postgresql://h/, the name of a database",
        "jdbc:postgresql://h:5432/?ssl=true, the name of a database",
        "jdbc:postgresql://me:hush@h/weir, without user and password",
        "jdbc:postgresql://h/weir?password=hush, without user and password",
        "jdbc:postgresql://h/weir?ssl=true&USER=hush, without user and password",
        "jdbc:postgresql://h/we ir, as %20"
    })
    void aUrlOfPostgresqlNamesADatabaseAndNoSecrets(String url, String rule) {
        assertThatThrownBy(() -> postgres(url))
                .hasMessageContaining("[CFG-203] weir.journal.url is ")
                .hasMessageContaining(rule)
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://h/weir",
                "jdbc:postgresql://h:5432/weir?ssl=true",
                "jdbc:postgresql://h1:1,h2:2/weir",
                "jdbc:postgresql:weir",
                "jdbc:postgresql:/weir",
                "jdbc:postgresql://[::1]:5432/weir"
            })
    void theUrlsThatTheDriverKnowsAreTaken(String url) {
        assertThat(postgres(url).jdbcUrl()).isEqualTo(url);
    }

    @Test
    void aJournalThatCannotBeMadeIsFoundOut() throws Exception {
        Path notAFolder = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> JournalTrial.run(h2(notAFolder.resolve("weir").toString())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("[CFG-214] The journal ");
    }

    @Test
    void aJournalThatIsDamagedIsFoundOut() throws Exception {
        Files.writeString(folder.resolve("weir.mv.db"), "no database".repeat(1_000));
        assertThatThrownBy(() -> JournalTrial.run(h2(folder.resolve("weir").toString())))
                .hasMessageStartingWith("[CFG-214]");
    }

    @Test
    void aServerThatDoesNotAnswerIsFoundOut() {
        assertThatThrownBy(() -> JournalTrial.run(postgres("jdbc:postgresql://127.0.0.1:1/weir")))
                .hasMessageStartingWith("[CFG-214]")
                .hasMessageContaining("Start the database");
    }

    @Test
    void aTrialLeavesNothingBehindAndAnOpenJournalPassesIt() throws Exception {
        JournalSettings journal = h2(folder.resolve("j/weir").toString());
        JournalTrial.run(journal);
        assertThat(folder.resolve("j")).isEmptyDirectory();
        JournalSchema.ensure(journal, "weir");
        try (Connection leader = journal.connect()) {
            JournalTrial.run(journal);
            assertThat(leader.isValid(1)).isTrue();
        }
    }
}
