package io.weir.actors.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.actors.exchange.ExchangeMessage.Credit;
import io.weir.actors.exchange.ExchangeMessage.Deliver;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointKind;
import io.weir.checkpoint.CheckpointOrder;
import io.weir.runtime.element.Barrier;
import io.weir.runtime.element.CancelBarrier;
import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.element.EncodedBatch;
import io.weir.runtime.element.EndOfInput;
import io.weir.runtime.element.Probe;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.element.StreamElement;
import io.weir.runtime.element.Watermark;
import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExchangeSerializerTest {
    private static final int MAX_BYTES = 64;
    private static final List<StreamElement> ELEMENTS = List.of(
            new EncodedBatch(new byte[] {1, 2, 3, 99}, 3, 2),
            new Watermark(-5),
            ChannelStatus.IDLE,
            ChannelStatus.ACTIVE,
            new Barrier(CheckpointOrder.checkpoint(7, 1_700_000_000_000L)),
            new Barrier(new CheckpointOrder(new CheckpointId(8), CheckpointKind.SAVEPOINT, 1)),
            new CancelBarrier(8),
            EndOfInput.INSTANCE,
            Probe.INSTANCE);

    private final ExchangeSerializer serializer = new ExchangeSerializer(MAX_BYTES);

    @Test
    void everyElementButABatchByReferenceHasAKind() {
        assertThat(Arrays.stream(StreamElement.class.getPermittedSubclasses())
                        .filter(type -> type != RecordBatch.class))
                .allSatisfy(type -> assertThat(ELEMENTS).anyMatch(type::isInstance));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyMessageSurvivesTheWire(ExchangeMessage message) throws Exception {
        byte[] bytes = serializer.toBinary(message);
        assertEqual(serializer.fromBinary(bytes, serializer.manifest(message)), message);

        ByteBuffer direct = ByteBuffer.allocateDirect(1024).position(100);
        serializer.toBinary(message, direct);
        direct.flip().position(100);
        assertThat(direct.remaining()).isEqualTo(bytes.length);
        assertEqual(serializer.fromBinary(direct, serializer.manifest(message)), message);
    }

    static Stream<ExchangeMessage> messages() {
        return Stream.concat(
                ELEMENTS.stream().map(element -> new Deliver(3, 65_536, 1L << 40, element)),
                Stream.of(new Credit(3, 65_536, 1L << 40, 1L << 41)));
    }

    @ParameterizedTest
    @MethodSource("goldenBytes")
    void theBytesOfAMessageNeverChange(ExchangeMessage message, String manifest, String hex) {
        assertThat(serializer.manifest(message)).isEqualTo(manifest);
        assertThat(HexFormat.of().formatHex(serializer.toBinary(message))).isEqualTo(hex);
    }

    static Stream<Arguments> goldenBytes() {
        String header = "0000000000000003" + "00000004" + "0000000000000005";
        return Stream.of(
                Arguments.of(new Credit(3, 4, 5, 6), "C", header + "0000000000000006"),
                Arguments.of(
                        deliver(new EncodedBatch(new byte[] {10, 11, 12}, 2, 1)),
                        "D",
                        header + "01" + "00000001" + "00000002" + "0a0b"),
                Arguments.of(deliver(new Watermark(258)), "D", header + "02" + "0000000000000102"),
                Arguments.of(deliver(ChannelStatus.IDLE), "D", header + "03"),
                Arguments.of(deliver(ChannelStatus.ACTIVE), "D", header + "04"),
                Arguments.of(
                        deliver(new Barrier(CheckpointOrder.checkpoint(1, 2))),
                        "D",
                        header + "05" + "0000000000000001" + "0000000000000002" + "00"),
                Arguments.of(deliver(new CancelBarrier(1)), "D", header + "06" + "0000000000000001"),
                Arguments.of(deliver(EndOfInput.INSTANCE), "D", header + "07"),
                Arguments.of(deliver(Probe.INSTANCE), "D", header + "08"));
    }

    @Test
    void aBatchByReferenceNeverLeavesItsProcess() {
        assertThatThrownBy(() -> serializer.toBinary(deliver(new RecordBatch(1))))
                .hasMessageStartingWith("[NET-601]");
    }

    @Test
    void anotherMessageIsRefusedWithTheSettingToCorrect() {
        assertThatThrownBy(() -> serializer.manifest("hello"))
                .hasMessageContaining("[NET-602]")
                .hasMessageContaining("java.lang.String");
    }

    @Test
    void aHostileLengthIsRefusedBeforeItIsAllocated() {
        ByteBuffer hostile =
                header().put((byte) 1).putInt(1).putInt(Integer.MAX_VALUE).flip();
        assertRefused(hostile, "D", "2147483647 bytes; weir.exchange.max-element-bytes is 64");
        assertRefused(header().put((byte) 1).putInt(1).putInt(-1).flip(), "D", "-1 bytes");
        assertRefused(header().put((byte) 1).putInt(0).putInt(0).flip(), "D", "0 records");
    }

    @Test
    void whatIsUnknownIsRefused() {
        assertRefused(header().put((byte) 42).flip(), "D", "unknown kind 42");
        assertRefused(header().flip(), "X", "unknown kind of message 'X'");
        assertRefused(header().put((byte) 3).put((byte) 0).flip(), "D", "1 bytes after the end");
        assertRefused(ByteBuffer.allocate(28).putLong(-1).position(28).flip(), "C", "none may be negative");
    }

    /** Goal: no bytes, however broken, do anything but decode or be refused. Method: each message cut short, and flipped at random. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void corruptBytesAreRefusedOrDecoded(long seed) throws Exception {
        Random random = new Random(seed);
        for (ExchangeMessage message : messages().toList()) {
            byte[] good = serializer.toBinary(message);
            String manifest = serializer.manifest(message);
            for (int length = 0; length < good.length; length++) {
                assertRefused(ByteBuffer.wrap(Arrays.copyOf(good, length)), manifest, "[NET-603]");
            }
            for (int round = 0; round < 200; round++) {
                byte[] bad = good.clone();
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
                }
                try {
                    assertThat(serializer.fromBinary(bad, manifest)).isInstanceOf(ExchangeMessage.class);
                } catch (NotSerializableException refused) {
                    assertThat(refused).hasMessageStartingWith("[NET-603]");
                }
            }
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private void assertRefused(ByteBuffer bytes, String manifest, String fragment) {
        assertThatThrownBy(() -> serializer.fromBinary(bytes, manifest))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining(fragment);
    }

    private static void assertEqual(Object actual, ExchangeMessage expected) {
        if (expected instanceof Deliver deliver && deliver.element() instanceof EncodedBatch batch) {
            Deliver read = (Deliver) actual;
            EncodedBatch readBatch = (EncodedBatch) read.element();
            assertThat(readBatch.bytes()).isEqualTo(Arrays.copyOf(batch.bytes(), batch.length()));
            assertThat(readBatch.records()).isEqualTo(batch.records());
            assertThat(new Deliver(read.epoch(), read.channel(), read.sequence(), batch))
                    .isEqualTo(expected);
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }

    private static Deliver deliver(StreamElement element) {
        return new Deliver(3, 4, 5, element);
    }

    private static ByteBuffer header() {
        return ByteBuffer.allocate(64).putLong(3).putInt(4).putLong(5);
    }
}
