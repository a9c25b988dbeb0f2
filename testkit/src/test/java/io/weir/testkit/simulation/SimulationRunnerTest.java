package io.weir.testkit.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationRunnerTest {
    private static final EnumSet<Fault.Kind> ALL = EnumSet.allOf(Fault.Kind.class);

    private final StringWriter printed = new StringWriter();

    private boolean run(SimulationRunner runner, String seeds) {
        return runner.run(seeds, new PrintWriter(printed, true));
    }

    @Test
    void oneLineSumsUpAllSeeds() {
        assertThat(run(SimulationRunner.create(), "1..4")).isTrue();
        assertThat(printed.toString())
                .startsWith("4 seeds, 0 failures, 0.")
                .contains(" simulated hours, ", " restarts, ", " faults; trace hash ");
    }

    @Test
    void twoThreadsSeeWhatOneSees() {
        run(SimulationRunner.create(), "11..16");
        String one = printed.toString();
        printed.getBuffer().setLength(0);
        run(new SimulationRunner("any", 3, ALL, 2, false, null), "11..16");
        assertThat(printed).hasToString(one);
    }

    @Test
    void theTraceSaysWhoSaidWhatToWhom() {
        assertThat(run(new SimulationRunner("wordcount", 3, ALL, 1, true, null), "3"))
                .isTrue();
        assertThat(printed.toString())
                .contains("journal: stored for c#1: [LeadershipTaken[term=1, node=c#1]]")
                .contains("w0#1: from c#1: Welcome[term=1]")
                .contains("JobTerminated[status=FINISHED");
    }

    @Test
    void anotherJvmSeesTheSame() throws IOException, InterruptedException {
        run(SimulationRunner.create(), "11..14");
        Process other = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimulationRunner.class.getName(),
                        "11..14"))
                .redirectError(ProcessBuilder.Redirect.INHERIT) // newer JDKs warn there of what Pekko does
                .start();
        String said = new String(other.getInputStream().readAllBytes(), UTF_8);

        assertThat(other.waitFor()).isZero();
        assertThat(said).isEqualTo(printed.toString());
    }

    @Test
    void onlySomeOfTheFaultsThatAreDrawn() {
        SimulationSettings settings = SimulationSettings.of(3);
        assertThat(SimulatedCluster.faultsOf(settings)).hasSizeGreaterThan(1);
        assertThat(run(new SimulationRunner("any", 3, ALL, 1, false, List.of()), "3"))
                .isTrue();
        assertThat(printed.toString()).contains(" 0 faults; ");
    }

    @Test
    void kindsOfFaultsHaveTheirNames() {
        assertThat(SimulationRunner.kinds("worker-crash, data-loss"))
                .containsExactly(Fault.Kind.WORKER_CRASH, Fault.Kind.DATA_LOSS);
        assertThat(SimulationRunner.kinds("all")).isEqualTo(ALL);
        assertThat(SimulationRunner.kinds("none")).isEmpty();
        assertThatThrownBy(() -> SimulationRunner.kinds("earthquake"))
                .hasMessageStartingWith("[CLI-570] There is no kind of fault 'earthquake'.");
    }

    @Test
    void whatMakesNoSenseGetsItsSentence() {
        assertThatThrownBy(() -> run(SimulationRunner.create(), "9..1"))
                .hasMessageStartingWith("[CLI-570] '9..1' is no range of seeds.");
        assertThatThrownBy(() -> run(new SimulationRunner("chess", 3, ALL, 1, false, null), "1"))
                .hasMessageStartingWith("[CLI-570] There is no simulated job 'chess'.");
        assertThatThrownBy(() -> run(new SimulationRunner("any", 3, ALL, 1, false, List.of(99)), "1"))
                .hasMessageStartingWith("[CLI-570] Seed 1 has no fault number 99.");
        assertThatThrownBy(() -> new SimulationRunner("any", 3, ALL, 0, false, null))
                .hasMessageStartingWith("[CLI-570] 0 threads cannot simulate.");
    }

    @Test
    void aFailureSaysSeedFaultsTraceAndHowToReplay() {
        List<Fault> faults = List.of(
                new Fault(1_500_000_000, Fault.AT_ONCE, Fault.Kind.WORKER_CRASH, 2, 250_000_000, 0.5),
                new Fault(
                        2_000_000_000,
                        "journal CheckpointTriggered: stored",
                        Fault.Kind.DATA_LOSS,
                        0,
                        1_000_000_000,
                        0.25));
        SimulationFailure failure = new SimulationFailure(
                17, "NothingLostNothingTwice: 1 of 9", faults, List.of("0.1 w0: hello"), new AssertionError());

        assertThat(failure.seed()).isEqualTo(17);
        assertThat(failure.rule()).isEqualTo("AssertionError");
        assertThat(failure).hasMessage("""
                        seed 17 failed. NothingLostNothingTwice: 1 of 9
                        Faults planned (seconds):
                          1.500000 WORKER_CRASH of worker 2 for 0.250000 s
                          2.000000 at 'journal CheckpointTriggered: stored': DATA_LOSS for 1.000000 s, 25.0 % of them
                        The last 1 lines of the trace:
                          0.1 w0: hello
                        Replay: ./weir simulate --seeds 17 --trace
                        """);
    }
}
