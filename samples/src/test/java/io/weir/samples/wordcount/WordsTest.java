package io.weir.samples.wordcount;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void wordsAreRunsOfLettersDigitsAndUnderscoresInLowerCase() {
        assertThat(words("Call me Ishmael--some years_ago, 3 TIMES"))
                .containsExactly("call", "me", "ishmael", "some", "years_ago", "3", "times");
    }

    @Test
    void aLineWithoutWordsGivesNone() {
        assertThat(words("")).isEmpty();
        assertThat(words("  -- ?")).isEmpty();
    }

    @Test
    void separatorsAtTheEndsMakeNoEmptyWord() {
        assertThat(words("\"Whale!\"")).containsExactly("whale");
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Words.forEach(line, words::add);
        return words;
    }
}
