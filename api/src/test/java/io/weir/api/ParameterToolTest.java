package io.weir.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ParameterToolTest {
    private static ParameterTool args(String... args) {
        return ParameterTool.fromArgs(args);
    }

    @Test
    void keysBeginWithOneOrTwoDashes() {
        ParameterTool tool = args("--input", "/in", "-n", "3");
        assertThat(tool.get("input")).isEqualTo("/in");
        assertThat(tool.getInt("n")).isEqualTo(3);
        assertThat(tool.getNumberOfParameters()).isEqualTo(2);
    }

    @Test
    void aKeyWithoutValueIsASwitch() {
        ParameterTool tool = args("--fast", "--n", "1", "--last");
        assertThat(tool.has("fast")).isTrue();
        assertThat(tool.has("last")).isTrue();
        assertThat(tool.has("slow")).isFalse();
    }

    @Test
    void aNegativeNumberIsAValue() {
        assertThat(args("--offset", "-5").getLong("offset")).isEqualTo(-5);
        assertThat(args("--x", "-1.5").getDouble("x")).isEqualTo(-1.5);
    }

    @Test
    void defaultsStandInForWhatIsMissing() {
        ParameterTool tool = args("--flag", "TRUE");
        assertThat(tool.getInt("n", 7)).isEqualTo(7);
        assertThat(tool.get("s", "d")).isEqualTo("d");
        assertThat(tool.get("s")).isNull();
        assertThat(tool.getBoolean("flag")).isTrue();
        assertThat(tool.getBoolean("other", true)).isTrue();
    }

    @Test
    void whatIsRequiredAndMissingIsNamed() {
        assertThatThrownBy(() -> args().getRequired("input"))
                .hasMessage("[API-125] The argument --input is missing. The program requires it. Add --input VALUE.");
    }

    @Test
    void aValueWithoutKeyIsRefused() {
        assertThatThrownBy(() -> args("stray"))
                .hasMessageStartingWith("[API-125] The argument 'stray' stands where a key was expected.");
        assertThatThrownBy(() -> args("--a", "1", "2")).hasMessageStartingWith("[API-125] The argument '2'");
        assertThatThrownBy(() -> args("--")).hasMessageStartingWith("[API-125]");
    }

    @Test
    void aValueThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> args("--n", "ten").getInt("n"))
                .hasMessage("[API-125] The argument --n is 'ten', which is not a whole number. Give a whole number.");
    }
}
