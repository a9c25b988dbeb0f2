package io.weir.state.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowTest {
    static List<Object> values() {
        return Arrays.asList(
                0L,
                Long.MIN_VALUE,
                -1,
                Integer.MAX_VALUE,
                -0.0,
                Double.NaN,
                Double.MIN_VALUE,
                (short) 3,
                2.5f,
                true,
                "text",
                List.of(1L));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aSlotGivesBackWhatWasSetInItsOwnClass(Object value) {
        Row row = new Row("key", null, 1, 0);
        for (int slot = 0; slot < 3; slot++) {
            row.set(slot, value);
            assertThat(row.get(slot)).isEqualTo(value).hasSameClassAs(value);
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void aThawedRowHasTheSameValuesAndItsOwnFromThenOn(Object value) {
        Row row = new Row("key", null, 1, 0);
        row.set(0, value);
        row.set(1, value);

        Row thawed = row.thaw(1);
        assertThat(thawed.get(0)).isEqualTo(value);
        assertThat(thawed.get(1)).isEqualTo(value);
        thawed.set(0, 17L);
        thawed.set(1, 17L);

        assertThat(row.get(0)).isEqualTo(value);
        assertThat(row.get(1)).isEqualTo(value);
    }

    @Test
    void aNumberGivesWayToAnotherClassAndToNothing() {
        Row row = new Row("key", null, 1, 0);
        row.set(0, 5L);
        row.set(0, "five");
        assertThat(row.get(0)).isEqualTo("five");
        row.set(0, 5);
        assertThat(row.get(0)).isEqualTo(5);
        row.set(0, null);
        assertThat(row.get(0)).isNull();
        assertThat(row.isEmpty()).isTrue();
    }

    @Test
    void aNumberThatIsZeroIsNotEmpty() {
        Row row = new Row("key", null, 1, 0);
        row.set(0, 0L);
        assertThat(row.isEmpty()).isFalse();
    }
}
