package io.weir.samples.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void anOptionThatASampleDoesNotHaveIsRefusedWithThoseItHas() {
        String[] slip = {"--inptu", "text", "--state", "heap"};
        assertThatThrownBy(() -> Options.read(slip, "input", "gap"))
                .hasMessage(
                        "[API-125] This sample has no option --inptu. There are --checkpoint-dir, --checkpoint-interval, "
                                + "--gap, --input, --output, --parallelism, --state. Correct the command line.");
    }

    @Test
    void theOptionsOfAllSamplesAndItsOwnAreTaken() {
        String[] args = {"--input", "text", "--state", "rocksdb", "--parallelism", "2"};
        assertThat(Options.read(args, "input").toMap()).hasSize(3).containsEntry("input", "text");
    }
}
