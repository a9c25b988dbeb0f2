package io.weir.actors.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PekkoKeysTest {
    private static void load(String user) {
        WeirConfig.load(ConfigFactory.parseString(user));
    }

    @ParameterizedTest
    @CsvSource({
        "pekko.cluster.split-brain-resolver.stable-aftr, pekko.cluster.split-brain-resolver.stable-after",
        "pekko.cluster.split-brain-resolvr.stable-after, pekko.cluster.split-brain-resolver",
        "pekko.remote.artery.canonical.hostnam, pekko.remote.artery.canonical.hostname",
        "pekko.loglvel, pekko.loglevel"
    })
    void aSettingThatPekkoWouldIgnoreIsRefusedWithTheNearestOneThereIs(String wrong, String right) {
        String named = wrong.contains("resolvr") ? "pekko.cluster.split-brain-resolvr" : wrong;
        assertThatThrownBy(() -> load(wrong + " = 5 s"))
                .hasMessageStartingWith("[CFG-250] Pekko has no setting '" + named + "'")
                .hasMessageContaining("Did you mean '" + right + "'?");
    }

    @Test
    void aSettingOfALibraryThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> load("pekko.grpc.client.use-tls = off"))
                .hasMessageStartingWith("[CFG-250] Pekko has no setting 'pekko.grpc'")
                .hasMessageEndingWith("Remove it.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pekko.cluster.split-brain-resolver.stable-after = 5 s",
                "pekko.actor.default-dispatcher.fork-join-executor.parallelism-max = 3",
                "pekko.actor.internal-dispatcher.thread-pool-executor.fixed-pool-size = 3",
                "pekko.actor.my-dispatcher { type = Dispatcher, executor = fork-join-executor, throughput = 1 }",
                "pekko.actor.deployment { \"/a\" { router = round-robin-pool, nr-of-instances = 2 } }",
                "pekko.actor { serializers { mine = \"a.B\" }, serialization-bindings { \"a.C\" = mine } }",
                "pekko.persistence.journal.mine { class = \"a.Journal\", depth = 3 }",
                "pekko.coordinated-shutdown.phases.mine { depends-on = [before-service-unbind], timeout = 3 s }",
                "pekko.loglevel = DEBUG"
            })
    void whatExistsAndWhatUsersNameThemselvesIsTaken(String setting) {
        assertThatCode(() -> load(setting)).doesNotThrowAnyException();
    }

    @Test
    void aSettingMayBePutTogetherFromOthers() {
        assertThatCode(() ->
                        load("pause = 3 s, pekko.cluster.failure-detector { acceptable-heartbeat-pause = ${pause} }"
                                + "\npekko.cluster = ${pekko.cluster} { gossip-interval = 1 s }"))
                .doesNotThrowAnyException();
    }
}
