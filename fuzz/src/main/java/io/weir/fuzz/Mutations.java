package io.weir.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Changes of inputs: every one of some kinds, then random ones from a seed. The same seeds give the same inputs. */
public final class Mutations {
    private static final byte[] BYTES = {0, 1, 0x7F, (byte) 0x80, (byte) 0xFF, 2, 0x40, (byte) 0xFE};
    private static final byte[][] LENGTHS = {
        {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7}, // 2^31 - 1, of variable length
        {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 15}, // -1
        {(byte) 0x80, (byte) 0x80, (byte) 0x80, 32}, // 2^26
        {0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
        {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
        {0, 0, 0, 0, 0, 0, 0, 0},
        {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
        {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 127}
    };
    private static final int MOST_CHANGES = 4;

    private Mutations() {}

    /** Every truncation, and a length that is too great at each place. */
    public static void systematic(byte[] input, Consumer<byte[]> each) {
        for (int length = 0; length < input.length; length++) {
            each.accept(Arrays.copyOf(input, length));
        }
        for (int at = 0; at < input.length; at++) {
            byte[] changed = input.clone();
            changed[at] = (byte) (changed[at] ^ 1 << at % Byte.SIZE);
            each.accept(changed);
            each.accept(put(input, at, LENGTHS[at % LENGTHS.length]));
        }
    }

    /** One of the inputs, changed in one to four places. */
    public static byte[] random(List<byte[]> inputs, Random random) {
        byte[] input = inputs.get(random.nextInt(inputs.size()));
        for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
            input = change(input, inputs, random);
        }
        return input;
    }

    private static byte[] change(byte[] input, List<byte[]> inputs, Random random) {
        if (input.length == 0) {
            return inputs.get(random.nextInt(inputs.size())).clone();
        }
        int at = random.nextInt(input.length);
        int upTo = at + random.nextInt(input.length - at + 1);
        byte[] changed = input.clone();
        switch (random.nextInt(8)) {
            case 0 -> changed[at] = (byte) (changed[at] ^ 1 << random.nextInt(Byte.SIZE));
            case 1 -> changed[at] = BYTES[random.nextInt(BYTES.length)];
            case 2 -> changed[at] = (byte) (changed[at] + random.nextInt(9) - 4);
            case 3 -> changed = put(input, at, LENGTHS[random.nextInt(LENGTHS.length)]);
            case 4 -> changed = Arrays.copyOf(input, at);
            case 5 -> changed = join(input, at, input, 0, 0, upTo); // without a piece
            case 6 -> changed = join(input, upTo, input, at, upTo, upTo); // a piece twice
            default -> {
                byte[] other = inputs.get(random.nextInt(inputs.size()));
                int from = random.nextInt(other.length + 1);
                changed = join(input, at, other, from, from + random.nextInt(other.length - from + 1), upTo);
            }
        }
        return changed;
    }

    private static byte[] put(byte[] input, int at, byte[] bytes) {
        byte[] changed = input.clone();
        System.arraycopy(bytes, 0, changed, at, Math.min(bytes.length, input.length - at));
        return changed;
    }

    /** Bytes before {@code end} of one, {@code [from, to)} of the other, bytes from {@code rest} of the first. */
    private static byte[] join(byte[] one, int end, byte[] other, int from, int to, int rest) {
        int middle = Math.max(0, to - from);
        byte[] joined = new byte[end + middle + one.length - rest];
        System.arraycopy(one, 0, joined, 0, end);
        System.arraycopy(other, from, joined, end, middle);
        System.arraycopy(one, rest, joined, end + middle, one.length - rest);
        return joined;
    }
}
