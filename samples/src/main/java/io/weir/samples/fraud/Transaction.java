package io.weir.samples.fraud;

import org.jspecify.annotations.Nullable;

/**
 * A payment.
 *
 * @param cents what was paid
 */
public record Transaction(long account, long cents) {
    private static final long ACCOUNTS = 50;
    private static final long MOST_CENTS = 100_000;

    /**
     * Reads a line of a ledger: {@code account,cents}.
     *
     * @throws IllegalArgumentException if the line is something else
     */
    public static Transaction parse(String line) {
        String[] fields = line.split(",", -1);
        try {
            if (fields.length == 2) {
                return new Transaction(Long.parseLong(fields[0].strip()), Long.parseLong(fields[1].strip()));
            }
        } catch (NumberFormatException e) {
            throw notALine(line, e);
        }
        throw notALine(line, null);
    }

    private static IllegalArgumentException notALine(String line, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "'" + line + "' is no line of the ledger. A line is ACCOUNT,CENTS, as in 7,1250.", cause);
    }

    /** Payment i, always the same one, so that a source that resumes goes on with the same payments. One in ten is small. */
    static Transaction generated(long i) {
        long mixed = (i + 1) * 0x9E3779B97F4A7C15L;
        return new Transaction((mixed >>> 33) % ACCOUNTS, (mixed >>> 40) % 10 == 0 ? 50 : (mixed >>> 45) % MOST_CENTS);
    }
}
