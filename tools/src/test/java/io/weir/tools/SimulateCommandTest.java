package io.weir.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.launch.CommandLine;
import io.weir.launch.ExitCode;
import io.weir.launch.Main;
import io.weir.testkit.process.JavaCommand;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulateCommandTest {
    @Test
    void someSeedsAndASummary() {
        CommandLine command =
                CommandLine.run("simulate", "--seeds", "1..3", "-j", "1").isDone();
        assertThat(command.out()).contains("3 seeds, 0 failures, ", " simulated hours, ", " restarts, ", " faults");
    }

    @Test
    void theFailuresThatAreSimulatedAreNotLogged() throws Exception {
        Process process = new ProcessBuilder(
                        JavaCommand.of(List.of(), List.of(), Main.class.getName(), "simulate", "--seeds", "1..4"))
                .redirectOutput(Redirect.DISCARD)
                .start();
        String logged = new String(process.getErrorStream().readAllBytes(), Charset.defaultCharset());
        assertThat(logged.lines().filter(line -> !line.startsWith("WARNING: "))) // the JDK's, from 24 on, of a library
                .isEmpty();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void oneJobOnTwoNodesWithSomeKindsOfFaults() {
        CommandLine command = CommandLine.run(
                        "simulate", "--seeds", "5", "--job", "ledger", "--nodes", "2", "--faults", "worker-crash")
                .isDone();
        assertThat(command.out()).contains("1 seeds, 0 failures, ");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        CommandLine.run("simulate", "--nodes", "many").isRefused(ExitCode.USAGE, "CLI-543", "--nodes");
        CommandLine.run("simulate", "--seeds", "many").isRefused(ExitCode.USAGE, "CLI-570", "'many' is no range");
        CommandLine.run("simulate", "--job", "chess").isRefused(ExitCode.USAGE, "CLI-570", "'chess'");
        CommandLine.run("simulate", "--nodes", "0").isRefused(ExitCode.USAGE, "CLI-570", "0 nodes");
        CommandLine.run("simulate", "--faults", "moon").isRefused(ExitCode.USAGE, "CLI-570", "'moon'");
        CommandLine.run("simulate", "--jobs", "0").isRefused(ExitCode.USAGE, "CLI-570", "0 threads");
        CommandLine.run("simulate", "--only", "x").isRefused(ExitCode.USAGE, "CLI-570", "'x' is no number");
    }
}
