package io.weir.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkingTest {
    private static final List<Integer> TWENTY =
            IntStream.rangeClosed(1, 20).boxed().toList();

    @Test
    void whatIsNotNeededIsLeftOut() {
        assertThat(Shrinking.shortest(TWENTY, list -> list.contains(3) && list.contains(17)))
                .containsExactly(3, 17);
    }

    @Test
    void whatFailsInAnyCaseNeedsNothing() {
        assertThat(Shrinking.shortest(TWENTY, list -> true)).isEmpty();
    }

    @Test
    void allIsKeptIfAllIsNeeded() {
        assertThat(Shrinking.shortest(TWENTY, list -> list.size() == 20)).isEqualTo(TWENTY);
    }

    @Test
    void itAsksFarLessOftenThanThereAreLists() {
        List<Integer> asked = new ArrayList<>();
        assertThat(Shrinking.shortest(TWENTY, list -> {
                    asked.add(list.size());
                    return list.contains(7);
                }))
                .containsExactly(7);
        assertThat(asked).hasSizeLessThan(40);
    }
}
