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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"h:0", "h:99999", "h:65536", "h", "h:", ":7300", "h:7300/x", "u@h:7300", "h:7\\u0007"})
    void aSeedIsAHostWithAPortThatExists(String seed) throws Exception {
        Config config = WeirConfig.load(file("weir.node.seeds = [\"" + seed + "\"]"));
        assertThatThrownBy(() -> NodeSettings.from(config))
                .hasMessageContaining("[CFG-203] weir.node.seeds is '")
                .hasMessageContaining("between 1 and 65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wier", "weri", "Weir", "wir", "weirr"})
    void aSectionThatIsAlmostCalledWeirIsRefused(String name) throws Exception {
        Config user = file("# mine", name + ".node.port = 7301");
        assertThatThrownBy(() -> WeirConfig.load(user))
                .hasMessageStartingWith("[CFG-213] There is no section '" + name + "'")
                .hasMessageContaining("node.conf:2")
                .hasMessageContaining("Did you mean 'weir.node'?");
    }

    @Test
    void sectionsOfOthersAreTheirs() throws Exception {
        assertThat(WeirConfig.load(file("wire.length = 5", "heir = you", "app.node.port = 1"))
                        .getInt("wire.length"))
                .isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "wier.node.port, CFG-213, weir.node",
        "weir.node.prt, CFG-201, weir.node.port",
        "weir.nod.port, CFG-201, weir.node.port",
        "weir.worker.slot, CFG-201, weir.worker.slots"
    })
    void aSystemPropertyThatIsASlipOfThePenIsRefused(String property, String code, String meant) {
        System.setProperty(property, "7301");
        ConfigFactory.invalidateCaches();
        try {
            assertThatThrownBy(() -> WeirConfig.load(ConfigFactory.empty()))
                    .hasMessageStartingWith("[" + code + "]")
                    .hasMessageContaining(property.substring(0, 4))
                    .hasMessageContaining("Did you mean '" + meant + "'?");
        } finally {
            System.clearProperty(property);
            ConfigFactory.invalidateCaches();
        }
    }

    @Test
    void systemPropertiesOfToolsAreTheirs() {
        System.setProperty("weir.home", "/opt/weir");
        System.setProperty("weir.fuzz.mutations", "3");
        ConfigFactory.invalidateCaches();
        try {
            assertThat(WeirConfig.load(ConfigFactory.empty()).getInt("weir.node.port"))
                    .isEqualTo(7300);
        } finally {
            System.clearProperty("weir.home");
            System.clearProperty("weir.fuzz.mutations");
            ConfigFactory.invalidateCaches();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.5", "\"2.5\"", "99999999999", "two"})
    void aNumberOfThingsIsWhole(String slots) throws Exception {
        Config user = file("weir.worker.slots = " + slots);
        assertThatThrownBy(() -> WeirConfig.load(user))
                .hasMessageStartingWith("[CFG-202] The setting 'weir.worker.slots'")
                .hasMessageContaining("a whole number");
    }

    /** Goal: no section has a use for a time before now or after all of us. Method: each setting that is a duration or a size, from reference.conf. */
    @TestFactory
    Stream<DynamicTest> noTimeOrSizeIsNegativeOrAbsurd() {
        Config reference = WeirConfig.load(ConfigFactory.empty());
        return reference.getConfig("weir").entrySet().stream()
                .filter(entry ->
                        String.valueOf(entry.getValue().unwrapped()).matches("\\d+ ?(ns|us|ms|s|m|h|d|[KMG]iB)"))
                .filter(entry -> !entry.getKey().contains("dispatcher"))
                .flatMap(entry -> {
                    boolean size = String.valueOf(entry.getValue().unwrapped()).endsWith("B");
                    return Stream.of(size ? "-1 MiB" : "-1 s", size ? "9000 PiB" : "90000 d")
                            .map(value -> DynamicTest.dynamicTest(
                                    entry.getKey() + " = " + value,
                                    () -> assertThatThrownBy(() -> WeirConfig.load(
                                                    ConfigFactory.parseMap(Map.of("weir." + entry.getKey(), value))))
                                            .hasMessageMatching(
                                                    "(?s)\\[CFG-20[23]] The setting 'weir." + entry.getKey() + "'.*")));
                });
    }

    @Test
    void whatAUserWroteIsShownWithoutItsControlCharactersAndNotAtAnyLength() throws Exception {
        Config user = file("weir.worker.slots = \"\\u001b[2J" + "9".repeat(5_000) + "\"");
        assertThatThrownBy(() -> WeirConfig.load(user))
                .hasMessageContaining("'\\u001B[2J9999")
                .hasMessageContaining("... (5004 characters)'")
                .satisfies(thrown ->
                        assertThat(thrown.getMessage()).hasSizeLessThan(600).doesNotContain("\u001b"));
    }

    @Test
    void aSecretIsNotShown() throws Exception {
        Config user = file("weir.journal.password = [hush]");
        assertThatThrownBy(() -> WeirConfig.load(user))
                .hasMessageContaining("weir.journal.password")
                .hasMessageNotContaining("hush");
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

    @Test
    void aDurationWithoutAUnitIsRefusedAndNothingNeedsNone() {
        for (String wrong : List.of("5", "\"5\"", "2.5")) {
            assertThatThrownBy(() -> WeirConfig.load(ConfigFactory.parseString("weir.node.leave-timeout = " + wrong)))
                    .hasMessageContaining("[CFG-202]")
                    .hasMessageContaining("weir.node.leave-timeout");
        }
        assertThat(WeirConfig.load(ConfigFactory.parseString("weir.node.leave-timeout = 0"))
                        .getDuration("weir.node.leave-timeout"))
                .isZero();
    }
}
