package io.weir.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void aShortTextStaysAsItIs() {
        String text = "x".repeat(200);
        assertThat(Texts.cut(text, 200)).isSameAs(text);
    }

    @Test
    void aLongTextSaysHowLongItWas() {
        String cut = Texts.cut("x".repeat(5_000_000), 200);
        assertThat(cut).hasSize(200).startsWith("xxx").endsWith(" ... (5000000 characters in all)");
    }

    @Test
    void noCharacterIsCutInTwo() {
        for (int shift = 0; shift < 2; shift++) {
            String cut = Texts.cut("y".repeat(shift) + "\uD83D\uDE00".repeat(1_000), 200);
            assertThat(cut.chars()
                            .filter(each -> Character.isHighSurrogate((char) each))
                            .count())
                    .isEqualTo(cut.chars()
                            .filter(each -> Character.isLowSurrogate((char) each))
                            .count());
        }
    }

    /** Cutting what was cut changes nothing, so that reading a saved text gives the same text. */
    @Test
    void aCutTextStaysAsItIs() {
        String cut = Texts.cut("z".repeat(10_000), Texts.SENTENCE);
        assertThat(Texts.cut(cut, Texts.SENTENCE)).isSameAs(cut);
    }
}
