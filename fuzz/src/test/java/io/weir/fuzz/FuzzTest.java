package io.weir.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.serde.BinaryOutput;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The short run: every kept input, every truncation, and mutations from a fixed seed, of every decoder. {@code -Dweir.fuzz.mutations} makes it
 * longer; the long run is {@code ./weir fuzz}.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FuzzTest {
    private static final int MUTATIONS = Integer.getInteger("weir.fuzz.mutations", 3000);
    private static final int LONGEST_FOR_ALL_CHANGES = 600;
    private static final long SEED = 42;

    static Stream<String> targets() {
        return FuzzTargets.names().stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyKeptInputIsDecodedOrRefusedInWords(String name) throws Exception {
        FuzzTarget<?> target = FuzzTargets.named(name);
        assertThat(target.name()).isEqualTo(name);
        assertThat(target.seeds()).isNotEmpty();
        for (byte[] input : Corpus.of(target, corpora())) {
            Rule.check(target, input);
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyCutAndChangeOfAKeptInputIsDecodedOrRefusedInWords(String name) throws Exception {
        FuzzTarget<?> target = FuzzTargets.named(name);
        for (byte[] input : Corpus.of(target, corpora())) {
            if ((long) input.length * target.cost() <= LONGEST_FOR_ALL_CHANGES) {
                Mutations.systematic(input, changed -> Rule.check(target, changed));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void mutationsAreDecodedOrRefusedInWords(String name) throws Exception {
        FuzzTarget<?> target = FuzzTargets.named(name);
        List<byte[]> inputs = Corpus.of(target, corpora());
        Random random = new Random(SEED);
        int decoded = 0;
        for (int i = 0; i < MUTATIONS / target.cost(); i++) {
            if (Rule.check(target, Mutations.random(inputs, random)) == Rule.Outcome.DECODED) {
                decoded++;
            }
        }
        assertThat(decoded).as("mutations that are still valid").isPositive();
    }

    /** 500 arrays, one in the other, that each announce as many elements as there are bytes left: once 4 bytes were allocated for each. */
    @Test
    void arraysInArraysCostNoMoreThanTheirBytes() {
        BinaryOutput out = new BinaryOutput(1024);
        out.writeVarInt(1);
        out.writeByte(3); // an array
        out.writeString(Object[].class.getName());
        out.writeVarInt(0);
        int length = 200_000;
        for (int depth = 0; depth < 490; depth++) {
            out.writeVarInt(80);
            out.writeVarInt(length - 10 * depth - 100);
        }
        while (out.position() < length) {
            out.writeByte(0);
        }
        Rule.check(FuzzTargets.named("record"), out.toByteArray());
    }

    @Test
    void theRuleNoticesWhoBreaksIt() {
        assertBroken("it threw", input -> {
            throw new IllegalStateException("[X-1] no");
        });
        assertBroken("without a sentence", input -> {
            throw new IOException("no");
        });
        assertBroken("it allocated", input -> new byte[64 << 20]);
        assertBroken("decoded to null", input -> null);
        assertBroken("which encodes to", input -> new byte[] {0, 5, 6});
    }

    private interface Decoder {
        byte @Nullable [] decode(byte[] input) throws Exception;
    }

    private static void assertBroken(String how, Decoder decoder) {
        FuzzTarget<byte[]> target = new FuzzTarget<>() {
            private byte count;

            @Override
            public String name() {
                return "broken";
            }

            @Override
            public String what() {
                return "broken";
            }

            @Override
            public List<byte[]> seeds() {
                return List.of();
            }

            @Override
            @SuppressWarnings("NullAway") // that is what is tried
            public byte[] decode(byte[] input) throws Exception {
                byte[] decoded = decoder.decode(input);
                if (decoded != null) {
                    decoded[0] = count++;
                }
                return decoded;
            }

            @Override
            public byte[] encode(byte[] value) {
                return value;
            }

            @Override
            public boolean isRefusal(Throwable thrown) {
                return thrown instanceof IOException;
            }

            @Override
            public boolean same(byte[] one, byte[] other) {
                return Arrays.equals(one, other);
            }
        };
        assertThatThrownBy(() -> Rule.check(target, new byte[] {1}))
                .isInstanceOf(Rule.Broken.class)
                .hasMessageContaining(how);
    }

    static Path corpora() throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(FuzzTest.class.getResource("/corpus")).toURI());
    }
}
