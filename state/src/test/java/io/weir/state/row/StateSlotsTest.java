package io.weir.state.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.CorruptDataException;
import io.weir.state.row.StateSlots.Description;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateSlotsTest {
    private static final Description COUNT = new Description("count", StateKind.VALUE, "java.lang.Long");
    private static final Description SEEN = new Description("seen", StateKind.MAP, null);

    private static BinaryInput written(Description... states) {
        BinaryOutput out = new BinaryOutput(64);
        Description.writeAll(List.of(states), out);
        return new BinaryInput(out.toByteArray());
    }

    @Test
    void aSnapshotNamesItsStates() {
        assertThat(Description.readAll(written(COUNT, SEEN))).containsExactly(COUNT, SEEN);
    }

    @Test
    void aSnapshotThatNamesAStateTwiceIsDamaged() {
        Description again = new Description("count", StateKind.LIST, null);
        assertThatThrownBy(() -> Description.readAll(written(COUNT, SEEN, again)))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("two states have the name 'count'");
    }

    @Test
    void aStateOfTheFrameworkIsFoundByItsNameOfSnapshotsBeforeThePrefix() {
        StateSlots slots = new StateSlots("operator");
        int old = slots.restore(COUNT);
        assertThat(slots.findAlsoByOldName("weir:count")).isEqualTo(old);
        assertThat(slots.findAlsoByOldName("weir:other")).isNegative();
    }

    @Test
    void whereNamesHaveThePrefixTheOneWithoutItIsTheUsers() {
        StateSlots slots = new StateSlots("operator");
        slots.restore(COUNT);
        slots.restore(new Description("weir:window-contents", StateKind.LIST, null));
        assertThat(slots.findAlsoByOldName("weir:count")).isNegative();
    }
}
