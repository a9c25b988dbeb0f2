package io.weir.benchmarks.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long KILLED = 100 * SECOND;

    @TempDir
    private Path dir;

    @Test
    void onlySinksOpenedAfterTheKillCount() throws IOException {
        timeline(0, 90 * SECOND, line(101.5, 101.4));
        timeline(1, 102 * SECOND, line(102.5, 99) + line(103, 100.5));

        Map<String, @Nullable Object> found = analyse();

        assertThat(found)
                .containsEntry("kill_to_last_old_output_s", 1.5)
                .containsEntry("kill_to_first_output_s", 2.5)
                .containsEntry("sink_instances_after_kill", 1);
    }

    @Test
    void outputIsNewIfItWasDueAfterTheKill() throws IOException {
        timeline(0, 101 * SECOND, line(102, 99.9) + line(103, 100.1));

        assertThat(analyse())
                .containsEntry("kill_to_first_output_s", 2.0)
                .containsEntry("kill_to_first_new_output_s", 3.0);
    }

    @Test
    void caughtUpIsWhenTheSlowestSinkIsLessThanATenthOfASecondLate() throws IOException {
        timeline(0, 101 * SECOND, line(102, 101.95));
        timeline(1, 101 * SECOND, line(102, 100) + line(104, 103.8) + line(105, 104.95));

        assertThat(analyse())
                .containsEntry("kill_to_all_sinks_output_s", 2.0)
                .containsEntry("kill_to_caught_up_100ms_s", 5.0);
    }

    @Test
    void withoutAnyOutputAfterTheKillThereIsNoTime() throws IOException {
        timeline(0, 90 * SECOND, line(99, 99));

        assertThat(analyse()).containsEntry("kill_to_first_output_s", null);
    }

    private Map<String, @Nullable Object> analyse() throws IOException {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        Recovery.analyse(new Probe(dir.toString()), KILLED, out);
        return out;
    }

    private void timeline(int sink, long openedAt, String lines) throws IOException {
        Files.writeString(dir.resolve("timeline-" + sink + "-4711-" + openedAt), lines);
    }

    private static String line(double nowSeconds, double dueSeconds) {
        return Math.round(nowSeconds * SECOND) + " 1 " + Math.round(dueSeconds * SECOND) + "\n";
    }
}
