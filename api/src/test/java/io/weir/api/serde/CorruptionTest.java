package io.weir.api.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Goal: bytes that were cut short or changed never do worse than an exception of ours. Method: every cut, and thousands of seeded changes. */
class CorruptionTest {

    private static final long SEED = 42;

    private final List<byte[]> corpus = Samples.all()
            .map(value -> Streams.write(value, Streams.REGISTRY))
            .filter(bytes -> bytes.length < 10_000)
            .toList();

    @Test
    void truncatedBytesAreCorrupt() {
        for (byte[] bytes : corpus) {
            for (int length = 0; length < bytes.length; length++) {
                assertThat(outcome(Arrays.copyOf(bytes, length)))
                        .as(
                                "first %d bytes of %s",
                                length, new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .isEqualTo("CorruptDataException");
            }
        }
    }

    @Test
    void changedBytesDoNoHarm() {
        Random random = new Random(SEED);
        for (int i = 0; i < 60_000; i++) {
            byte[] bytes = corpus.get(random.nextInt(corpus.size())).clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                int at = random.nextInt(bytes.length);
                bytes[at] =
                        random.nextBoolean() ? (byte) (bytes[at] ^ 1 << random.nextInt(8)) : (byte) random.nextInt();
            }
            outcome(bytes);
        }
    }

    @Test
    void noiseDoesNoHarm() {
        Random random = new Random(SEED);
        for (int i = 0; i < 60_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(64)];
            random.nextBytes(bytes);
            bytes[0] = 0; // no entries: go for the value
            outcome(bytes);
        }
    }

    @Test
    void nestingInBytesIsLimited() {
        byte[] bytes = new byte[100_000];
        Arrays.fill(bytes, (byte) Tags.OPTIONAL);
        bytes[0] = 0;

        assertThat(outcome(bytes)).isEqualTo("CorruptDataException");
    }

    /** Any other exception, and any error, fails the test. */
    private static String outcome(byte[] bytes) {
        try {
            BinaryInput in = new BinaryInput(bytes);
            TypeTable table = new TypeTable(Streams.REGISTRY);
            table.readEntries(in);
            table.readValue(in);
            return "a value";
        } catch (CorruptDataException | IncompatibleTypeException | UnsupportedTypeException e) {
            assertThat(e.getMessage()).matches("(?s)\\[[A-Z]+-\\d+].*");
            return e.getClass().getSimpleName();
        }
    }
}
