package io.weir.api.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryInputOutputTest {

    private final BinaryOutput out = new BinaryOutput(0);

    @ParameterizedTest
    @ValueSource(
            longs = {0, 1, -1, 63, 64, -64, -65, 127, 128, 1 << 14, Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE})
    void numbersOfVariableLengthComeBack(long value) {
        out.writeVarLong(value);
        out.writeZigZagLong(value);
        out.writeVarInt((int) value);

        BinaryInput in = input();
        assertThat(in.readVarLong()).isEqualTo(value);
        assertThat(in.readZigZagLong()).isEqualTo(value);
        assertThat(in.readVarInt()).isEqualTo((int) value);
        assertThat(in.remaining()).isZero();
    }

    @Test
    void smallNumbersTakeOneByte() {
        out.writeVarInt(127);
        out.writeZigZagLong(-64);

        assertThat(out.toByteArray()).containsExactly(127, 127);
    }

    @Test
    void numbersOfFixedWidthAreBigEndian() {
        out.writeInt(1);
        out.writeLong(2);
        out.writeShort(3);
        out.writeChar('a');

        assertThat(out.toByteArray()).containsExactly(0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 3, 0, 97);
    }

    @Test
    void everyStringComesBackWhateverItsLengthAndCharacters() {
        Random random = new Random(20261121);
        char[] limits = {0x7F, 0xFF, 0xFFFF};
        for (int i = 0; i < 20_000; i++) {
            char limit = limits[i % 3];
            StringBuilder builder = new StringBuilder();
            for (int length = random.nextInt(60); length > 0; length--) {
                builder.append(random.nextInt(8) == 0 ? '?' : (char) random.nextInt(limit + 1));
            }
            String value = builder.toString();
            out.reset();
            out.writeString(value);

            assertThat(input().readString()).isEqualTo(value);
        }
    }

    @Test
    void aStringOfReplacementLookalikesIsNotConfused() {
        String value = "\uD83F".repeat(40); // each becomes '?' in UTF-8, and has the low byte of '?'
        out.writeString(value);

        assertThat(input().readString()).isEqualTo(value);
    }

    @Test
    void aNullStringIsNotAnEmptyOne() {
        out.writeNullableString(null);
        out.writeNullableString("");

        BinaryInput in = input();
        assertThat(in.readNullableString()).isNull();
        assertThat(in.readNullableString()).isEmpty();
        assertThatThrownBy(() -> new BinaryInput(new byte[] {3}).readString())
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("a string that must be there is null");
    }

    @Test
    void roomSkippedCanBeFilledInLater() {
        out.position(4);
        out.writeString("body");
        int end = out.position();
        out.position(0);
        out.writeInt(end);
        out.position(end);

        BinaryInput in = input();
        assertThat(in.readInt()).isEqualTo(9);
        assertThat(in.readString()).isEqualTo("body");
    }

    @Test
    void positionsCountFromTheStartOfTheRange() {
        BinaryInput in = new BinaryInput(new byte[] {9, 9, 1, 2, 9}, 2, 2);

        assertThat(in.readByte()).isEqualTo((byte) 1);
        assertThat(in.position()).isEqualTo(1);
        assertThat(in.remaining()).isEqualTo(1);
        assertThatThrownBy(in::readShort)
                .isInstanceOf(CorruptDataException.class)
                .hasMessageStartingWith(
                        "[DATA-306] Data cannot be read at byte 1: the data ends: 2 more bytes are needed, 1 are left");
    }

    @Test
    void aLengthAboveWhatRemainsIsRefusedBeforeAnythingIsAllocated() {
        out.writeVarInt(Integer.MAX_VALUE);

        assertThatThrownBy(() -> input().readLength(1))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining(
                        "2147483647 elements of at least 1 byte(s) are announced, but only 0 bytes are left");
    }

    @Test
    void overlongNumbersAreCorrupt() {
        byte[] endless = new byte[20];
        java.util.Arrays.fill(endless, (byte) 0xFF);

        assertThatThrownBy(() -> new BinaryInput(endless).readVarInt()).isInstanceOf(CorruptDataException.class);
        assertThatThrownBy(() -> new BinaryInput(endless).readVarLong()).isInstanceOf(CorruptDataException.class);
        assertThatThrownBy(() -> new BinaryInput(endless).readString()).isInstanceOf(CorruptDataException.class);
    }

    @Test
    void aBooleanIsZeroOrOne() {
        assertThatThrownBy(() -> new BinaryInput(new byte[] {2}).readBoolean())
                .isInstanceOf(CorruptDataException.class);
    }

    private BinaryInput input() {
        return new BinaryInput(out.array(), 0, out.position());
    }
}
