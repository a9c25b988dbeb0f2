package io.weir.tools.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedOutputTest {
    @TempDir
    Path folder = Path.of("");

    private final LedgerCheck check = new LedgerCheck(new Ledger(1, 10));
    private Path output = Path.of("");
    private Path archive = Path.of("");
    private CommittedOutput committed = new CommittedOutput(output, null, check);

    @BeforeEach
    void sink() throws IOException {
        output = Files.createDirectories(folder.resolve("output"));
        archive = Files.createDirectories(folder.resolve("read"));
        committed = new CommittedOutput(output, archive, check);
    }

    private void part(int subtask, int counter, int... numbers) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int number : numbers) {
            lines.add(Ledger.line(0, number, Ledger.rank(number)));
        }
        Files.write(output.resolve("part-0123456789ab-" + subtask + "-00000" + counter), lines);
    }

    private void open(int subtask, int counter) throws IOException {
        Files.createFile(output.resolve(".part-0123456789ab-" + subtask + "-e3-00000" + counter + ".inprogress"));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theNewestPartOfASubtaskStaysUntilThereIsALaterOne() throws IOException {
        part(0, 1, 0);
        part(0, 2, 1);
        part(1, 7, 2);
        committed.read();
        assertThat(names(output)).containsExactly("part-0123456789ab-0-000002", "part-0123456789ab-1-000007");
        assertThat(names(archive)).containsExactly("part-0123456789ab-0-000001");
        assertThat(check.records()).isEqualTo(1);
        committed.readAll();
        assertThat(names(output)).isEmpty();
        assertThat(check.finish(3).exact()).isTrue();
    }

    @Test
    void whatIsNotCommittedIsNotRead() throws IOException {
        open(0, 1);
        committed.readAll();
        assertThat(check.records()).isZero();
        assertThat(names(output)).hasSize(1);
    }

    @Test
    void outputIsNewOnlyIfItWasBegunAfterTheMark() throws IOException {
        part(0, 1, 0);
        open(0, 2);
        CommittedOutput.Mark mark = committed.mark();
        part(0, 2, 1); // was open already
        assertThat(committed.isPast(mark)).isFalse();
        part(0, 3, 2);
        assertThat(committed.isPast(mark)).isTrue();
    }

    @Test
    void aPartThatIsOlderThanOneAlreadyReadIsNoticed() throws IOException {
        part(0, 2, 1);
        committed.readAll();
        part(0, 1, 0);
        committed.readAll();
        assertThat(check.finish(2).wrong()).isEqualTo(1);
    }

    @Test
    void nothingIsThereBeforeTheFirstPart() throws IOException {
        CommittedOutput none = new CommittedOutput(folder.resolve("none"), null, check);
        none.read();
        assertThat(none.isPast(none.mark())).isFalse();
    }
}
