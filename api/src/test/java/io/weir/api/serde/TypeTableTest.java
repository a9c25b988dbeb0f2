package io.weir.api.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.serde.Samples.Color;
import io.weir.api.serde.Samples.Empty;
import io.weir.api.serde.Samples.Six;
import io.weir.api.tuple.Tuple1;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypeTableTest {

    private final TypeTable sender = new TypeTable(Streams.REGISTRY);
    private final TypeTable receiver = new TypeTable(Streams.REGISTRY);
    private final BinaryOutput batch = new BinaryOutput(8);

    @Test
    void builtInTypesNeedNoEntry() {
        sender.writeValue(new ArrayList<>(List.of("a", 1, Tuple1.of(2L), new int[1])), batch);

        assertThat(sender.size()).isZero();
    }

    @Test
    void aChannelShipsEachClassOnce() {
        sender.writeValue(new Empty(), batch);
        ship(0);
        int shipped = sender.size();
        sender.writeValue(new Empty(), batch);
        sender.writeValue(Color.RED, batch);
        ship(shipped);

        assertThat(sender.size()).isEqualTo(2);
        BinaryInput in = new BinaryInput(batch.toByteArray());
        assertThat(List.of(receiver.readValue(in), receiver.readValue(in), receiver.readValue(in)))
                .containsExactly(new Empty(), new Empty(), Color.RED);
    }

    @Test
    void moreClassesThanFitIntoOneByteOfTags() {
        Object deep = new Empty();
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < 60; i++) { // an array class of each dimension
            deep = java.lang.reflect.Array.newInstance(deep.getClass(), i % 2);
            values.add(deep);
        }
        for (Object value : values) {
            sender.writeValue(value, batch);
        }
        ship(0);

        BinaryInput in = new BinaryInput(batch.toByteArray());
        for (Object value : values) {
            assertThat(receiver.readValue(in)).hasSameClassAs(value);
        }
        assertThat(sender.size()).isEqualTo(60);
    }

    @Test
    void aTableThatHasReadEntriesWritesWithTheSameIds() {
        sender.writeValue(Color.RED, batch);
        sender.writeValue(new Six(1, 2, "a", 3, true, "b"), batch);
        ship(0);
        BinaryOutput again = new BinaryOutput(8);
        receiver.writeValue(Color.RED, again);
        receiver.writeValue(new Six(1, 2, "a", 3, true, "b"), again);

        assertThat(receiver.size()).isEqualTo(2);
        assertThat(again.toByteArray()).isEqualTo(batch.toByteArray());
    }

    @Test
    void aRefusedValueLeavesTheOutputAsItWas() {
        sender.writeValue("before", batch);
        int position = batch.position();

        assertThatThrownBy(() -> sender.writeValue(List.of("some", new Thread()), batch))
                .isInstanceOf(UnsupportedTypeException.class)
                .hasMessageContaining("java.lang.Thread")
                .hasMessageContaining("reached through a value of java.util.ImmutableCollections");
        assertThat(batch.position()).isEqualTo(position);
    }

    @Test
    void aValueThatContainsItselfIsRefused() {
        List<Object> self = new ArrayList<>();
        self.add(self);

        assertThatThrownBy(() -> sender.writeValue(self, batch))
                .isInstanceOf(UnsupportedTypeException.class)
                .hasMessageStartingWith(
                        "[DATA-303] A value is nested deeper than 500 levels, at a java.util.ArrayList.");
        assertThatThrownBy(() -> Streams.REGISTRY.copy(self)).hasMessageStartingWith("[DATA-303]");
        sender.writeValue("the table is still good", batch);
    }

    @Test
    void nestingUpToTheLimitIsFine() {
        Object nested = "core";
        for (int i = 0; i < TypeTable.MAX_DEPTH; i++) {
            nested = new ArrayList<>(List.of(nested));
        }
        assertThat(Streams.roundTrip(nested)).isEqualTo(nested);
    }

    @Test
    void onlyNestingIsLimitedNotTheNumberOfElements() {
        List<Object> wide =
                new ArrayList<>(java.util.Collections.nCopies(3 * TypeTable.MAX_DEPTH, new ArrayList<>(List.of(1.5))));

        assertThat(Streams.roundTrip(wide)).isEqualTo(wide);
        assertThat(Streams.REGISTRY.copy(wide)).isEqualTo(wide);
    }

    @Test
    void anIdWithoutEntryIsCorrupt() {
        sender.writeValue(new Empty(), batch);

        assertThatThrownBy(() -> receiver.readValue(new BinaryInput(batch.toByteArray())))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("user class 0 is used, but only 0 are described");
    }

    @Test
    void entriesOutsideTheTableCannotBeWritten() {
        assertThatThrownBy(() -> sender.writeEntries(1, batch)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private void ship(int from) {
        BinaryOutput header = new BinaryOutput(8);
        sender.writeEntries(from, header);
        receiver.readEntries(new BinaryInput(header.toByteArray()));
    }
}
