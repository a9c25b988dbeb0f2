package io.weir.samples.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.connector.SinkWriter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final SinkWriter.Context ANY = new SinkWriter.Context() {
        @Override
        public long currentWatermark() {
            return Long.MIN_VALUE;
        }

        @Override
        public Long timestamp() {
            return 0L;
        }
    };

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long nanos;

    @Test
    void elsewhereNewsAreLinesAndTheTableComesAtTheEndOnce() {
        Board board = board(false);
        board.write(row("b", "b 1"), ANY);
        board.write(Shown.news("something"), ANY);
        board.write(row("b", "b 2"), ANY);
        board.write(row("a", "a 1"), ANY);
        board.flush(false);
        assertThat(printed()).isEqualTo("NEWS|something|");
        board.flush(true);
        board.flush(true);
        assertThat(printed()).isEqualTo("NEWS|something||TABLE|a 1|b 2|");
    }

    @Test
    void onATerminalTheTableChangesInPlaceUnderTheNews() {
        Board board = board(true);
        board.write(row("a", "a 1"), ANY);
        assertThat(printed()).isEqualTo("TABLE|a 1|");
        board.write(row("a", "a 2"), ANY);
        assertThat(printed()).as("not ten times a second yet").isEqualTo("TABLE|a 1|");
        nanos += 100_000_000;
        board.write(row("a", "a 3"), ANY);
        assertThat(printed()).isEqualTo("TABLE|a 1|^2TABLE|a 3|");
        bytes.reset();
        board.write(Shown.news("something"), ANY);
        assertThat(printed()).isEqualTo("^2NEWS|something||TABLE|a 3|");
        bytes.reset();
        board.write(row("a", "a 4"), ANY);
        board.flush(false);
        assertThat(printed()).as("a checkpoint shows what waits").isEqualTo("^3TABLE|a 4|".replace("TABLE", "|TABLE"));
    }

    @Test
    void rowsOfAHigherRankStandAboveAndSumsBelowTheNumberOfThoseThatAreNotShown() {
        Board board = board(false);
        board.write(new Shown("all", Shown.SUM, "all 9"), ANY);
        board.write(new Shown("a", 1, "a 1"), ANY);
        board.write(new Shown("b", 5, "b 5"), ANY);
        board.write(new Shown("c", 1, "c 1"), ANY);
        board.write(new Shown("d", 1, "d 1"), ANY);
        board.write(new Shown("d", 7, "d 7"), ANY);
        board.flush(true);
        assertThat(printed()).isEqualTo("TABLE|d 7|b 5|... and 2 more|all 9|");
    }

    @Test
    void columnsHaveTheSameWidthInHeaderAndLines() {
        Columns columns = Columns.of("%-6s %,9d %+8.1f", "what", "count", "change %");
        assertThat(columns.header()).isEqualTo("what       count change %");
        assertThat(columns.line("a", 12_345, 1.25)).isEqualTo("a         12,345     +1.3");
    }

    private Board board(boolean terminal) {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return new Board(out, terminal, () -> nanos, "NEWS", "TABLE", 2);
    }

    private static Shown row(String name, String text) {
        return new Shown(name, 0, text);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8)
                .replace(System.lineSeparator(), "|")
                .replaceAll("\u001b\\[(\\d)A\u001b\\[J", "^$1");
    }
}
