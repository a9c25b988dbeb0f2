package io.weir.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.protocol.ClientReply;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointsReportTest {
    private static String row(List<ClientReply.SubtaskCheckpoint> subtasks) {
        ClientReply.CheckpointEntry entry =
                new ClientReply.CheckpointEntry(7, "COMPLETED", 1_700_000_000_000L, 40, 2_048, "", subtasks);
        String report = Report.checkpoints(
                new ClientReply.Checkpoints("0a", true, 7, 0, "file:///checkpoints", List.of(entry)));
        String[] lines = report.split("\n", -1);
        assertThat(lines[1]).contains("DURATION", "ALIGNED", "SYNC", "ASYNC", "STATE");
        return lines[2];
    }

    @Test
    void eachPhaseIsThatOfTheSubtaskThatTookLongest() {
        assertThat(row(List.of(
                        new ClientReply.SubtaskCheckpoint(0, 0, 0, 1_600, 3_000, 1_024),
                        new ClientReply.SubtaskCheckpoint(1, 0, 12_400, 400, 2_000, 1_024))))
                .containsPattern("40 ms +12 ms +2 ms +3 ms +2 KiB");
    }

    @Test
    void whatThisLeaderHasNotSeenIsADash() {
        assertThat(row(List.of())).containsPattern("40 ms +- +- +- +2 KiB");
    }
}
