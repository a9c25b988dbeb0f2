package io.weir.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of any bytes: they are decoded, or refused by the documented exception with a sentence that has a code; nothing else is
 * thrown; what is allocated is bounded by the length of the input; what was decoded encodes to something that decodes to the same.
 * (That it ends is seen by whoever waits for it.)
 */
public final class Rule {
    /** Decoding may allocate so much whatever the length: tables, the exception, room for small collections in each level of nesting. */
    public static final long FREE_BYTES = 8 << 20;

    /** And so much for each byte: the smallest element that takes a byte becomes an object with a few fields. */
    public static final int BYTES_PER_BYTE = 512;

    private static final Pattern SENTENCE = Pattern.compile("(?s)\\[[A-Z]+-[A-Z0-9-]+] \\S.*");
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MOST_SHOWN = 200;

    private Rule() {}

    /** A decoder broke the rule. */
    public static final class Broken extends AssertionError {
        private static final long serialVersionUID = 1L;

        Broken(FuzzTarget<?> target, byte[] input, String how, @Nullable Throwable cause) {
            super(target.name() + ": " + how + ". Input of " + input.length + " bytes: " + shown(input), cause);
        }

        private static String shown(byte[] input) {
            return HexFormat.of().formatHex(input, 0, Math.min(input.length, MOST_SHOWN))
                    + (input.length > MOST_SHOWN ? "..." : "");
        }
    }

    /** How an input ended. */
    public enum Outcome {
        DECODED,
        REFUSED
    }

    /**
     * Tries an input as it is and, where the format has a checksum, with the right one.
     *
     * @return how the last of the two ended
     * @throws Broken if the rule does not hold
     */
    public static <T> Outcome check(FuzzTarget<T> target, byte[] input) {
        Outcome outcome = tryOne(target, input);
        byte[] sealed = target.sealed(input);
        return Arrays.equals(sealed, input) ? outcome : tryOne(target, sealed);
    }

    private static <T> Outcome tryOne(FuzzTarget<T> target, byte[] input) {
        Attempt<T> attempt = attempt(target, input);
        long limit = target.freeBytes() + (long) target.bytesPerByte() * input.length;
        if (attempt.allocated > limit) {
            attempt = attempt(target, input); // the first time may have loaded classes and generated code
        }
        if (attempt.allocated > limit) {
            throw broken(target, input, "it allocated " + attempt.allocated + " bytes where " + limit + " are allowed");
        }
        if (attempt.value == null) {
            return Outcome.REFUSED;
        }
        requireSame(target, input, attempt.value);
        return Outcome.DECODED;
    }

    /** {@code value}: null if it was refused. */
    private record Attempt<T>(@Nullable T value, long allocated) {}

    private static <T> Attempt<T> attempt(FuzzTarget<T> target, byte[] input) {
        byte[] copy = input.clone();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        T value;
        try {
            value = target.decode(copy);
        } catch (Throwable thrown) {
            requireRefusal(target, input, thrown);
            return new Attempt<>(null, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        if (value == null) {
            throw broken(target, input, "it was decoded to null");
        }
        return new Attempt<>(value, THREADS.getCurrentThreadAllocatedBytes() - before);
    }

    private static void requireRefusal(FuzzTarget<?> target, byte[] input, Throwable thrown) {
        if (thrown instanceof Broken broken) {
            throw broken;
        }
        if (!target.isRefusal(thrown)) {
            throw new Broken(target, input, "it threw " + thrown, thrown);
        }
        String message = thrown.getMessage();
        if (message == null || !SENTENCE.matcher(message).matches()) {
            throw new Broken(target, input, "it was refused without a sentence (" + message + ")", thrown);
        }
    }

    private static <T> void requireSame(FuzzTarget<T> target, byte[] input, T value) {
        try {
            byte[] encoded = target.encode(value);
            T again = target.decode(encoded.clone());
            if (!target.same(value, again)) {
                throw broken(
                        target,
                        input,
                        "it decodes to " + value + ", which encodes to "
                                + HexFormat.of().formatHex(encoded) + " and decodes to " + again);
            }
        } catch (Broken broken) {
            throw broken;
        } catch (Throwable thrown) {
            throw new Broken(target, input, "what was decoded cannot make the round trip (" + thrown + ")", thrown);
        }
    }

    private static Broken broken(FuzzTarget<?> target, byte[] input, String how) {
        return new Broken(target, input, how, null);
    }
}
