package io.weir.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.protocol.ClientReply;
import io.weir.api.JobStatus;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.subtask.SubtaskStats;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusReportTest {
    private static final long SECOND = 1_000_000_000;

    @ParameterizedTest
    @ValueSource(ints = {80, 120})
    void aStatusFitsTheWidthAndLosesNoColumn(int width) {
        String text = StatusReport.of(job(1, 123_456_789, SECOND), null, width);
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
        assertThat(text)
                .contains("SUBTASK", "RECORDS IN", "IN/S", "RECORDS OUT", "OUT/S", "BUSY", "BACKPRESSURED", "WATERMARK")
                .contains("LATE/UNTIMED/AHEAD", "123456789", "4/5/6", "the last word");
    }

    @Test
    void ratesAreOfTheTimeSinceTheLastLookAndOfTheWholeTimeAtTheFirst() {
        ClientReply.Job first = job(1, 3_000, 2 * SECOND);
        assertThat(StatusReport.of(first, null, 120)).containsPattern("3000 +1500 ");
        assertThat(StatusReport.of(job(1, 3_900, 4 * SECOND), first, 120)).containsPattern("3900 +450 ");
        assertThat(StatusReport.of(job(2, 100, SECOND), first, 120))
                .as("a new attempt counts anew")
                .containsPattern(" 100 +100 ");
    }

    @Test
    void oneIsSingularAndOthersArePlural() {
        assertThat(StatusReport.of(job(1, 1, SECOND), null, 120)).contains("1 restart\n");
        assertThat(StatusReport.of(job(3, 1, SECOND), null, 120)).contains("3 restarts\n");
        assertThat(Report.nodes(cluster(1))).startsWith("1 worker, 1 slot, 0 free; the leader is a:1");
        assertThat(Report.nodes(cluster(2)))
                .startsWith("1 worker, 2 slots, 1 free")
                .contains("WORKER", "leaving");
    }

    @Test
    void theLeaderIsNamedByItsAddress() {
        ClientReply.Cluster cluster =
                new ClientReply.Cluster(1, "id", "pekko://weir@10.0.0.1:7300#10.0.0.1:7300#523f", List.of(), 0, 0, 0);
        assertThat(Report.nodes(cluster)).isEqualTo("0 workers, 0 slots, 0 free; the leader is 10.0.0.1:7300\n");
    }

    @Test
    void countsThatDiedWithAnEarlierLeaderAreNotShownAsZero() {
        ClientReply.Job ended = new ClientReply.Job(
                new ClientReply.JobSummary("0123", "a job", JobStatus.FINISHED, "", 1, 2),
                1,
                0,
                null,
                0,
                List.of(),
                List.of(),
                List.of(),
                0,
                0,
                null);
        assertThat(StatusReport.of(ended, null, 120))
                .contains("attempt      none that this leader knows")
                .doesNotContain("0 completed", "epoch 0");
    }

    @Test
    void aReportThatIsOldSaysSo() {
        assertThat(StatusReport.old("status  RUNNING", 3))
                .isEqualTo("no answer from the cluster for 3 s; this is what was so before:\nstatus  RUNNING");
        assertThat(StatusReport.old("", 1)).isEqualTo("no answer from the cluster for 1 s");
    }

    @Test
    void aTextThatIsDrawnAgainLeavesNothingOfTheOld() {
        assertThat(Terminal.redraw("a\nb\n")).isEqualTo("\u001b[Ha\u001b[K\nb\u001b[K\n\u001b[J");
    }

    @Test
    void aWidthThatIsNoneIsTheDefault() {
        assertThat(Terminal.width(null)).isEqualTo(120);
        assertThat(Terminal.width("")).isEqualTo(120);
        assertThat(Terminal.width("0")).isEqualTo(120);
        assertThat(Terminal.width("wide")).isEqualTo(120);
        assertThat(Terminal.width("80")).isEqualTo(80);
        assertThat(Terminal.width("3")).isEqualTo(40);
    }

    private static ClientReply.Cluster cluster(int slots) {
        return new ClientReply.Cluster(
                1, "id", "a:1", List.of(new ClientReply.Worker(worker(), slots, 1, true)), slots, slots - 1, 0);
    }

    private static WorkerId worker() {
        return new WorkerId("127.0.0.1:7300");
    }

    private static ClientReply.Job job(int epoch, long records, long nanos) {
        SubtaskStats stats = new SubtaskStats(
                0,
                0,
                "map",
                "RUNNING",
                records,
                records * 10,
                4,
                5,
                6,
                nanos,
                0,
                0,
                0,
                1_700_000_000_000L,
                7,
                8,
                1,
                1,
                1,
                List.of());
        return new ClientReply.Job(
                new ClientReply.JobSummary(
                        "0123456789abcdef", "a job", JobStatus.RUNNING, "a long sentence ".repeat(20), 1, 0),
                1,
                epoch,
                null,
                epoch,
                List.of(new ClientReply.FailureEntry(1, "USER_CODE", "why ".repeat(60) + "the last word", 1)),
                List.of(new ClientReply.Vertex(0, "an operator in a long chain -> ".repeat(10), 1, List.of(stats))),
                List.of(worker()),
                1,
                0,
                null);
    }
}
