package io.weir.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Progress.Answer FIRST = new Progress.Answer(1, null, 0, 0, 0, "node-1");
    private static final Progress.Answer FIFTH_CHECKPOINT = new Progress.Answer(1, null, 5, 5, 38, "node-1");

    private final Progress progress = new Progress(214_620);

    @Test
    void aLineTellsWordsRateNewestCheckpointAndAttempt() {
        look(900, 0, null);
        assertThat(progress.line()).isEqualTo("   0 s       0 of 214620 words      0/s");
        look(1_900, 0, FIRST);
        assertThat(progress.line()).isEqualTo("   1 s       0 of 214620 words      0/s  attempt 1");
        look(5_000, 27_226, FIFTH_CHECKPOINT);
        assertThat(progress.line())
                .isEqualTo("   5 s   27226 of 214620 words   8782/s  checkpoint 5 in 38 ms  attempt 1");
    }

    @Test
    void theRateIsThatOfTheLastThreeSeconds() {
        look(1_000, 90_000, FIRST);
        look(2_000, 90_000, FIRST);
        look(3_000, 91_000, FIRST);
        look(5_000, 93_000, FIRST);
        assertThat(progress.line()).contains(" 93000 of 214620 words   1000/s");
    }

    @Test
    void fromTheKillToTheFirstOutputItRecovers() {
        look(5_000, 27_226, FIFTH_CHECKPOINT);
        progress.killed("node-2", 5_200);
        look(6_500, 27_226, FIFTH_CHECKPOINT);
        assertThat(progress.line()).endsWith("  checkpoint 5 in 38 ms  recovering");
        assertThat(progress.area())
                .last()
                .isEqualTo("  time         6 s, node-2 was killed 1.3 s ago: no new output yet");
        progress.recovered(new Kill("a worker", "node-2", 0, 2, 25, 5L, 1_400, false));
        assertThat(progress.line()).as("the cluster has not answered since").endsWith("  attempt 2");
        assertThat(progress.area())
                .contains("  attempt      2, from checkpoint 5")
                .last()
                .isEqualTo("  time         6 s");
        look(20_000, 99_000, new Progress.Answer(3, 17L, 18, 18, 40, "node-2"));
        assertThat(progress.area()).contains("  attempt      3, from checkpoint 17");
    }

    @Test
    void theAreaFitsATerminalOfEightyColumns() {
        progress.look(new Progress.Look(
                31_400,
                107_310,
                List.of(
                        new Progress.Node("node-1", true),
                        new Progress.Node("node-2", true),
                        new Progress.Node("node-3", false)),
                FIFTH_CHECKPOINT));
        assertThat(progress.area())
                .containsExactly(
                        "",
                        "  words        107310 of 214620  [###############...............]  3417/s",
                        "  checkpoints  5 completed, number 5 in 38 ms",
                        "  attempt      1",
                        "  nodes        node-1 leads, node-2 is up, node-3 is down",
                        "  time         31 s");
    }

    @Test
    void onATerminalTheAreaChangesUnderTheNewsAndElsewhereLinesAreAdded() {
        List<String> written = new ArrayList<>();
        DemoScreen terminal = new DemoScreen(written::add, true, 20);
        terminal.show(progress);
        terminal.say("SIGKILL to node-2");
        terminal.clear();
        assertThat(String.join("", written).replace(System.lineSeparator(), "|"))
                .isEqualTo("|  words        0 of|  nodes        |  time         0 s|"
                        + "\u001b[4A\u001b[JSIGKILL to node-2||  words        0 of|  nodes        |  time         0 s|"
                        + "\u001b[4A\u001b[J");
        written.clear();
        DemoScreen pipe = new DemoScreen(written::add, false, 20);
        pipe.show(progress);
        pipe.say("SIGKILL to node-2");
        pipe.clear();
        assertThat(String.join("", written).replace(System.lineSeparator(), "|"))
                .isEqualTo("   0 s       0 of 214620 words      0/s|SIGKILL to node-2|");
    }

    private void look(long millis, long words, Progress.@Nullable Answer answer) {
        progress.look(new Progress.Look(millis, words, List.of(), answer));
    }
}
