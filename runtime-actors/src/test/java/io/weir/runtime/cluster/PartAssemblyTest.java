package io.weir.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartAssemblyTest {
    private final PartAssembly assembly = new PartAssembly(1_000);

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10, 11, 999, 1_000})
    void whatWasCutComesTogetherInAnyOrderAndHoweverOften(int length) {
        byte[] whole = bytes(length);
        List<Part> parts = new ArrayList<>(Part.cut(7, "type", whole, 10));
        assertThat(parts).allSatisfy(part -> assertThat(part.bytes().length).isLessThanOrEqualTo(10));
        Part last = parts.remove(parts.size() - 1);
        Collections.shuffle(parts, new Random(length));
        for (Part part : parts) {
            assertThat(assembly.add(part)).isNull();
            assertThat(assembly.add(part)).as("a repetition").isNull();
        }
        PartAssembly.Whole done = Objects.requireNonNull(assembly.add(last));
        assertThat(done.type()).isEqualTo("type");
        assertThat(done.bytes()).isEqualTo(whole);
        assertThat(assembly.add(last)).as("a repetition of a whole one").isNull();
        assertThat(assembly.heldBytes()).isZero();
    }

    @Test
    void partsOfANewerMessageDropWhatCameOfTheOneBefore() {
        List<Part> old = Part.cut(1, "type", bytes(30), 10);
        byte[] whole = bytes(20);
        List<Part> next = Part.cut(2, "type", whole, 10);
        assembly.add(old.get(0));
        assembly.add(next.get(0));
        assertThat(assembly.heldBytes()).isEqualTo(10);
        assertThat(assembly.add(old.get(1))).isNull();
        PartAssembly.Whole done = Objects.requireNonNull(assembly.add(next.get(1)));
        assertThat(done.bytes()).isEqualTo(whole);
    }

    @Test
    void aForgedNumberDoesNotShutOutWhatComes() {
        assembly.add(new Part(Integer.MAX_VALUE, "type", 0, 2, new byte[1]));
        assertThat(assembly.add(Part.cut(3, "type", bytes(5), 10).get(0))).isNotNull();
    }

    @Test
    void noMoreIsHeldThanItWasMadeFor() {
        List<Part> parts = Part.cut(1, "type", bytes(1_001), 500);
        assembly.add(parts.get(0));
        assembly.add(parts.get(1));
        assertThatThrownBy(() -> assembly.add(parts.get(2))).hasMessageContaining("more than 1000 bytes");
        assertThat(assembly.heldBytes()).isZero();
        assertThat(assembly.add(parts.get(0))).as("given up").isNull();
        assertThat(assembly.heldBytes()).isZero();
    }

    @Test
    void partsThatDoNotBelongTogetherAreRefused() {
        assembly.add(new Part(1, "type", 0, 3, new byte[1]));
        assertThatThrownBy(() -> assembly.add(new Part(1, "type", 1, 4, new byte[1])))
                .hasMessageContaining("do not belong together");
        assembly.add(new Part(2, "type", 0, 3, new byte[1]));
        assertThatThrownBy(() -> assembly.add(new Part(2, "other", 1, 3, new byte[1])))
                .hasMessageContaining("do not belong together");
    }

    @Test
    void aPartThatCannotBeIsNone() {
        assertThatThrownBy(() -> new Part(1, "type", 3, 3, new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Part(1, "type", -1, 3, new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Part(1, "type", 0, Part.MOST_PARTS + 1, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
