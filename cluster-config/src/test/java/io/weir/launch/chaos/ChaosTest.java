package io.weir.launch.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The short version of {@code weir chaos}, with processes that are really killed. */
class ChaosTest {
    /** Logs are there to be read if it fails. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory = Path.of("");

    @Test
    void tenKillsLoseNothingAndRepeatNothing() throws Exception {
        ChaosSettings settings = new ChaosSettings(
                3,
                10,
                EnumSet.of(FaultKind.KILL, FaultKind.PAUSE),
                500,
                false,
                null,
                Duration.ofSeconds(2), // this machine is busy with other tests
                1,
                directory,
                true);
        ChaosResult result = Chaos.run(settings, line -> System.out.println("[chaos] " + line));
        System.out.println("[chaos] " + result.line());
        assertThat(result.ledger().differences()).isEmpty();
        assertThat(result.exact()).isTrue();
        assertThat(result.faults()).containsEntry("kill", 10).containsEntry("pause", 1);
        assertThat(result.leaders()).isPositive();
        assertThat(result.restarts()).isPositive();
        assertThat(result.ledger().records()).isGreaterThan(5_000);
    }
}
