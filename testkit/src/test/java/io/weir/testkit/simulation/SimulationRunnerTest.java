package io.weir.testkit.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationRunnerTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final SimulationRunner runner = new SimulationRunner(new PrintStream(printed, true, UTF_8));

    private String printed() {
        return printed.toString(UTF_8);
    }

    @Test
    void oneLineSumsUpAllSeeds() {
        assertThat(runner.run("--seeds", "1..2")).isZero();
        assertThat(printed()).startsWith("2 seeds, 0 failures, ").contains(" faults; trace hash ");
    }

    @Test
    void theTraceSaysWhoSaidWhatToWhom() {
        assertThat(runner.run("--seeds", "3", "--trace")).isZero();
        assertThat(printed())
                .contains("c#1: leads in term 1")
                .contains("w0#1: from c#1: Welcome[term=1]")
                .contains("job FINISHED");
    }

    @Test
    void anotherJvmSeesTheSame() throws IOException, InterruptedException {
        runner.run("--seeds", "11..12");
        Process other = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimulationRunner.class.getName(),
                        "--seeds",
                        "11..12"))
                .redirectErrorStream(true)
                .start();
        String said = new String(other.getInputStream().readAllBytes(), UTF_8);

        assertThat(other.waitFor()).isZero();
        assertThat(said).isEqualTo(printed());
    }

    @Test
    void aBadArgumentGetsItsSentence() {
        assertThat(runner.run("--seed", "1")).isEqualTo(2);
        assertThat(printed()).startsWith("[CLI-570] '--seed' is no argument of the simulation.");
    }

    @Test
    void aBadRangeGetsItsSentence() {
        assertThat(runner.run("--seeds", "9..1")).isEqualTo(2);
        assertThat(printed()).startsWith("[CLI-570] '9..1' is no range of seeds.");
    }

    @Test
    void aFailureSaysSeedFaultsTraceAndHowToReplay() {
        List<Fault> faults = List.of(
                new Fault(1_500_000_000, Fault.AT_ONCE, Fault.Kind.WORKER_CRASH, 2, 250_000_000, 0.5),
                new Fault(2_000_000_000, "journal CheckpointTriggered: stored", Fault.Kind.DATA_LOSS, 0, 1_000_000_000, 0.25));
        SimulationFailure failure = new SimulationFailure(
                17, "NothingLostNothingTwice: 1 of 9", faults, List.of("0.1 w0: hello"), new AssertionError());

        assertThat(failure.seed()).isEqualTo(17);
        assertThat(failure).hasMessage("""
                        seed 17 failed. NothingLostNothingTwice: 1 of 9
                        Faults planned (seconds):
                          1.500000 WORKER_CRASH of worker 2 for 0.250000 s
                          2.000000 at 'journal CheckpointTriggered: stored': DATA_LOSS for 1.000000 s, 25.0 % of them
                        The last 1 lines of the trace:
                          0.1 w0: hello
                        Replay: java -cp CLASSPATH io.weir.testkit.simulation.SimulationRunner --seeds 17 --trace
                        """);
    }
}
