package io.weir.samples.sideoutputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.DataStream;
import io.weir.testkit.OneInputHarness;
import io.weir.testkit.OperatorHarness;
import org.junit.jupiter.api.Test;

class SideOutputsTest {
    @Test
    void eachLineOfTheSampleGoesToOneOfThreeOutputs() throws Exception {
        try (OneInputHarness<String, Reading> parse =
                OperatorHarness.oneInput((DataStream<String> lines) -> SideOutputs.parse(lines))) {
            for (String line : SideOutputs.LINES) {
                parse.processElement(line);
            }
            assertThat(parse.output())
                    .containsExactly(
                            new Reading("kitchen", 21.5),
                            new Reading("attic", 31),
                            new Reading("cellar", 12.25),
                            new Reading("kitchen", 22.5));
            assertThat(parse.sideOutput(SideOutputs.UNREADABLE))
                    .containsExactly(
                            "'kitchen;22' has 1 fields, not 2",
                            "'cellar,warm': 'warm' is no number",
                            "'' has 1 fields, not 2");
            assertThat(parse.sideOutput(SideOutputs.UNBELIEVABLE)).containsExactly(new Reading("attic", -273.15));
        }
    }
}
