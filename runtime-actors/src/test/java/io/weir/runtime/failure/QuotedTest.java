package io.weir.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedTest {
    @Test
    void plainTextIsShownAsItIs() {
        assertThat(Quoted.of("Größe 7 – 数 😀")).isEqualTo("'Größe 7 – 数 😀'");
        assertThat(Quoted.of(null)).isEqualTo("'null'");
    }

    @Test
    void whatMovesACursorIsShownAsAnEscape() {
        assertThat(Quoted.plain("a\u001b[2J\r\n\tb\u0000\u202e\u2028\ud800"))
                .isEqualTo("a\\u001B[2J\\r\\n\\tb\\u0000\\u202E\\u2028\\uD800");
        assertThat(Quoted.lines("one\n\ttwo\u001b[1m\r")).isEqualTo("one\n\ttwo\\u001B[1m\\r");
    }

    @Test
    void longTextIsCutAndItsLengthIsSaid() {
        assertThat(Quoted.of("x".repeat(1_000_000))).isEqualTo("'" + "x".repeat(120) + "... (1000000 characters)'");
        assertThat(Quoted.plain("x".repeat(119) + "😀")).endsWith("x😀");
    }

    /** Goal: whatever came, what is shown is short and has nothing in it that a terminal obeys. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyTextIsHarmless(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(300);
            for (int at = 0; at < length; at++) {
                text.append((char) random.nextInt(random.nextBoolean() ? 0x30 : 0x10000));
            }
            String shown = Quoted.plain(text);
            assertThat(shown.chars().noneMatch(Character::isISOControl))
                    .as("seed %d, text %d", seed, i)
                    .isTrue();
            assertThat(shown).hasSizeLessThanOrEqualTo(Quoted.MOST * 10 + 30);
        }
    }
}
