package io.weir.tools.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The short versions of {@code weir chaos} and {@code weir soak}, with processes that are really killed. */
class ChaosTest {
    /** Logs are there to be read if it fails. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory = Path.of("");

    private ChaosSettings settings(int kills, Set<FaultKind> faults, @Nullable Duration duration) {
        // The failure detector is patient: this machine is busy with other tests.
        return new ChaosSettings(3, kills, faults, 500, 0, false, duration, Duration.ofSeconds(2), 1, directory, true);
    }

    @Test
    void tenKillsLoseNothingAndRepeatNothing() throws Exception {
        ChaosSettings settings = settings(10, EnumSet.of(FaultKind.KILL, FaultKind.PAUSE, FaultKind.CLOCK), null);
        ChaosResult result = Chaos.run(settings, line -> System.out.println("[chaos] " + line));
        System.out.println("[chaos] " + result.line());
        assertThat(result.ledger().differences()).isEmpty();
        assertThat(result.exact()).isTrue();
        assertThat(result.faults())
                .containsEntry("kill", 10)
                .containsEntry("pause", 1)
                .containsEntry("clock", 1);
        assertThat(result.leaders()).isPositive();
        assertThat(result.restarts()).isPositive();
        assertThat(result.ledger().records()).isGreaterThan(5_000);
    }

    @Test
    void halfAMinuteIsFlat() throws Exception {
        ChaosSettings settings = settings(0, EnumSet.of(FaultKind.KILL), Duration.ofSeconds(30));
        SoakResult result = Chaos.soak(settings, Duration.ofSeconds(12), line -> System.out.println("[soak] " + line));
        System.out.println("[soak] " + result.line());
        assertThat(result.chaos().ledger().differences()).isEmpty();
        assertThat(result.chaos().exact()).isTrue();
        assertThat(result.trends()).extracting(Trend::metric).contains(SoakMetric.RSS_KIB, SoakMetric.CHECKPOINT_FILES);
        // half a minute after its start a JVM is not warm: memory is judged by longer runs
        assertThat(result.trends())
                .filteredOn(
                        trend -> EnumSet.of(SoakMetric.HANDLES, SoakMetric.TEMPORARY_FILES, SoakMetric.CHECKPOINT_FILES)
                                .contains(trend.metric()))
                .isNotEmpty()
                .allMatch(Trend::flat);
    }
}
