package io.weir.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.launch.CommandLine;
import io.weir.launch.ExitCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChaosCommandTest {
    @Test
    void whatMakesNoSenseIsRefused() {
        CommandLine.run("chaos", "--faults", "moon").isRefused(ExitCode.USAGE, "CLI-571", "'moon'");
        CommandLine.run("chaos", "--faults", "").isRefused(ExitCode.USAGE, "CLI-571", "''");
        CommandLine.run("chaos", "--nodes", "2").isRefused(ExitCode.USAGE, "CLI-571", "--nodes is 2");
        CommandLine.run("chaos", "--kills", "-1").isRefused(ExitCode.USAGE, "CLI-571", "--kills is -1");
        CommandLine.run("chaos", "--rate", "1").isRefused(ExitCode.USAGE, "CLI-571", "--rate is 1");
        CommandLine.run("chaos", "--load", "-1").isRefused(ExitCode.USAGE, "CLI-571", "--load is -1");
        CommandLine.run("soak", "--load", "501").isRefused(ExitCode.USAGE, "CLI-571", "--load is 501");
        CommandLine.run("chaos", "--duration", "soon").isRefused(ExitCode.USAGE, "CLI-571", "--duration is 'soon'");
        CommandLine.run("chaos", "--duration", "0s").isRefused(ExitCode.USAGE, "CLI-571", "--duration is PT0S");
    }

    @Test
    void aSoakThatMakesNoSenseIsRefused() {
        CommandLine.run("soak", "--kill-every", "x").isRefused(ExitCode.USAGE, "CLI-571", "--kill-every is 'x'");
        CommandLine.run("soak", "--duration", "2").isRefused(ExitCode.USAGE, "CLI-571", "--duration is '2'");
        CommandLine.run("soak", "--rate", "0").isRefused(ExitCode.USAGE, "CLI-571", "--rate is 0");
    }

    @Test
    void timesHaveUnits() {
        assertThat(ChaosOptions.time("--x", "250ms")).isEqualTo(Duration.ofMillis(250));
        assertThat(ChaosOptions.time("--x", "90s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(ChaosOptions.time("--x", "20m")).isEqualTo(Duration.ofMinutes(20));
        assertThat(ChaosOptions.time("--x", "2h")).isEqualTo(Duration.ofHours(2));
    }
}
