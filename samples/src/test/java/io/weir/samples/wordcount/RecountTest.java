package io.weir.samples.wordcount;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecountTest {
    @TempDir
    Path directory;

    private Path text;
    private Path output;

    @BeforeEach
    void aSmallText() throws IOException {
        text = Files.writeString(directory.resolve("text"), "To be, or not\n--to BE!\n");
        output = Files.createDirectory(directory.resolve("out"));
    }

    @Test
    void everyUpdateOnceIsExact() throws IOException {
        part("part-a-0-0", "(to,1)", "(be,1)", "(or,1)");
        part("part-a-1-0", "(not,1)", "(to,2)", "(be,2)");
        Recount.Result result = Recount.of(text, output);
        assertThat(result).isEqualTo(new Recount.Result(6, 4, 0, 0, 0, List.of()));
        assertThat(result.exact()).isTrue();
    }

    @Test
    void theOrderOfFilesAndLinesDoesNotMatter() throws IOException {
        part("z", "(be,2)", "(to,2)", "(not,1)");
        part("a", "(be,1)", "(or,1)", "(to,1)");
        assertThat(Recount.of(text, output).exact()).isTrue();
    }

    @Test
    void aMissingUpdateIsLost() throws IOException {
        part("part", "(to,2)", "(be,1)", "(or,1)", "(not,1)");
        Recount.Result result = Recount.of(text, output);
        assertThat(result.lost()).isEqualTo(2);
        assertThat(result.duplicated()).isZero();
        assertThat(result.exact()).isFalse();
        assertThat(result.differences())
                .containsExactly(
                        "be stands 2 times in the text; lost 1: [2]", "to stands 2 times in the text; lost 1: [1]");
    }

    @Test
    void aRepeatedUpdateIsDuplicatedAndSoIsOneBeyondTheTextAndAWordThatIsNotInIt() throws IOException {
        part("part", "(to,1)", "(to,2)", "(to,2)", "(to,3)", "(be,1)", "(be,2)", "(or,1)", "(not,1)", "(whale,1)");
        Recount.Result result = Recount.of(text, output);
        assertThat(result.lost()).isZero();
        assertThat(result.duplicated()).isEqualTo(3);
        assertThat(result.distinct()).isEqualTo(4);
        assertThat(result.differences())
                .containsExactly(
                        "to stands 2 times in the text; duplicated 2: [2, 3]",
                        "whale stands 0 times in the text; duplicated 1: [1]");
    }

    @Test
    void anUpdateCountedTwiceInTheStateShowsAsOneLostAndOneDuplicatedAtTheEnd() throws IOException {
        part("part", "(to,1)", "(to,3)", "(be,1)", "(be,2)", "(or,1)", "(not,1)");
        Recount.Result result = Recount.of(text, output);
        assertThat(result.lost()).isEqualTo(1);
        assertThat(result.duplicated()).isEqualTo(1);
    }

    @Test
    void aTornLineIsUnreadable() throws IOException {
        part("part", "(to,1)", "(to,2)", "(be,1)", "(be,2)", "(or,1)", "(not,1)", "(no", "", "(or,)", "(,1)");
        Recount.Result result = Recount.of(text, output);
        assertThat(result.unreadable()).isEqualTo(4);
        assertThat(result.exact()).isFalse();
    }

    @Test
    void filesThatAreNotCommittedAreNotRead() throws IOException {
        part("part", "(to,1)", "(to,2)", "(be,1)", "(be,2)", "(or,1)", "(not,1)");
        part(".part-a-0-e1-7.inprogress", "(to,1)", "(gar");
        part("_tmp", "(to,1)");
        assertThat(Recount.of(text, output).exact()).isTrue();
    }

    @Test
    void filesInBucketsAreRead() throws IOException {
        Files.createDirectory(output.resolve("2026-01-01--10"));
        part("2026-01-01--10/part", "(to,1)", "(to,2)", "(be,1)", "(be,2)", "(or,1)", "(not,1)");
        assertThat(Recount.of(text, output).exact()).isTrue();
    }

    @Test
    void theDifferencesAreCappedTheNumbersAreNot() throws IOException {
        Files.writeString(text, "a".repeat(3) + " w".repeat(100));
        for (int i = 0; i < 50; i++) {
            Files.writeString(text, Files.readString(text) + " word" + i);
        }
        Recount.Result result = Recount.of(text, output);
        assertThat(result.words()).isEqualTo(151);
        assertThat(result.lost()).isEqualTo(151);
        assertThat(result.differences()).hasSize(20);
    }

    @Test
    void mobyDickCountedByHandIsExact() throws IOException {
        MobyDick.copyTo(text);
        Map<String, Integer> counts = new HashMap<>();
        List<String> updates = new ArrayList<>();
        for (String word : Files.readString(text).toLowerCase(Locale.ROOT).split("[^a-z0-9_]+", -1)) {
            if (!word.isEmpty()) {
                updates.add("(" + word + "," + counts.merge(word, 1, Integer::sum) + ")");
            }
        }
        Files.write(output.resolve("part"), updates, StandardCharsets.UTF_8);
        Recount.Result result = Recount.of(text, output);
        assertThat(result.exact()).isTrue();
        assertThat(result.words()).isEqualTo(updates.size()).isGreaterThan(200_000);
        assertThat(result.distinct()).isEqualTo(counts.size());
    }

    private void part(String name, String... lines) throws IOException {
        Files.write(output.resolve(name), List.of(lines));
    }
}
