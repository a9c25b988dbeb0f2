package io.weir.actors.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.journal.JournalSettings;
import io.weir.actors.node.NodeSettings;
import io.weir.actors.node.PatienceSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WeirConfigTest {
    @TempDir
    Path folder;

    private Config file(String... lines) throws Exception {
        Path file = folder.resolve("node.conf");
        Files.writeString(file, String.join("\n", lines));
        return ConfigFactory.parseFile(file.toFile());
    }

    /** While a system ends its loggers are gone already, and Pekko prints warnings of closing connections to standard output. */
    @Test
    void standardOutputBelongsToTheJob() {
        assertThat(WeirConfig.load(ConfigFactory.empty()).getString("pekko.stdout-loglevel"))
                .isEqualTo("ERROR");
    }

    @Test
    void anUnknownKeyIsRefusedWithItsPlaceAndTheNearestOneThereIs() throws Exception {
        Config user = file("weir {", "  node.prt = 7301", "}");
        assertThatThrownBy(() -> WeirConfig.load(user))
                .hasMessageStartingWith("[CFG-201] There is no setting 'weir.node.prt'")
                .hasMessageContaining("node.conf:2")
                .hasMessageContaining("Did you mean 'weir.node.port'?");
    }

    @Test
    void anUnknownKeyLikeNoOtherIsRefusedWithoutAGuess() throws Exception {
        Config user = file("weir.entirely.different = 1");
        assertThatThrownBy(() -> WeirConfig.load(user))
                .hasMessageContaining("[CFG-201]")
                .hasMessageNotContaining("mean");
    }

    @Test
    void aWrongUnitIsRefusedWithThoseThereAre() throws Exception {
        Config user = file("weir.job.deploy-timeout = 10 minuts");
        assertThatThrownBy(() -> WeirConfig.load(user))
                .hasMessageStartingWith("[CFG-202] The setting 'weir.job.deploy-timeout'")
                .hasMessageContaining("node.conf:1")
                .hasMessageContaining("'10 minuts'")
                .hasMessageContaining("ms, s, m, h, d");
    }

    @Test
    void aPlaceholderWithoutAValueIsRefused() throws Exception {
        Config user = file("weir.journal.password = ${NO_SUCH_VARIABLE_HERE}");
        assertThatThrownBy(() -> WeirConfig.load(user))
                .hasMessageStartingWith("[CFG-210]")
                .hasMessageContaining("NO_SUCH_VARIABLE_HERE");
    }

    @Test
    void valuesThatMakeNoSenseAreRefused() throws Exception {
        Config role = WeirConfig.load(file("weir.node.roles = [boss]"));
        assertThatThrownBy(() -> NodeSettings.from(role)).hasMessageContaining("[CFG-203] weir.node.roles is [boss]");
        Config seeds = WeirConfig.load(file("weir.node.seeds = [\"pekko://weir@h:1\"]"));
        assertThatThrownBy(() -> NodeSettings.from(seeds)).hasMessageContaining("[CFG-203]");
        Config kind = WeirConfig.load(file("weir.journal.kind = oracle"));
        assertThatThrownBy(() -> JournalSettings.from(kind)).hasMessageContaining("h2, postgresql or memory");
    }

    @Test
    void weirsOwnSettingsGoBeforeThoseOfLibraries() {
        Config all = WeirConfig.load(ConfigFactory.empty());
        assertThat(all.getString("pekko.cluster.failure-detector.acceptable-heartbeat-pause"))
                .isEqualTo("1 s");
        assertThat(all.getBoolean("pekko.remote.artery.propagate-harmless-quarantine-events"))
                .isFalse();
    }

    static Stream<Arguments> sections() {
        return Stream.of(
                Arguments.of("weir.node", NodeSettings.class),
                Arguments.of("weir.journal", JournalSettings.class),
                Arguments.of("weir.job", PatienceSettings.class));
    }

    @ParameterizedTest
    @MethodSource("sections")
    void theSettingsReadEveryKeyOfReferenceConfAndNoOther(String section, Class<?> settings) {
        Config all = WeirConfig.load(ConfigFactory.empty());
        assertThat(all.getConfig(section).root().keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(settings.getRecordComponents())
                        .map(component ->
                                component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT))
                        .collect(Collectors.toSet()));
    }
}
