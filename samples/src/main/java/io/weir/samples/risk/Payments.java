package io.weir.samples.risk;

import io.weir.samples.shared.Seeded;
import java.io.Serializable;

/** Payment i, always the same one for a seed: eight users, most of whose payments are small and at home. */
final class Payments implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String[] USERS = {"ada", "bob", "cyd", "dee", "eve", "fay", "gus", "hal"};
    private static final String[] COUNTRIES = {"DE", "FR", "IT", "JP", "US"};
    private static final int OPENING = 8 * 3600;
    private static final int SECONDS_BETWEEN = 30;

    private final Seeded seeded;

    Payments(long seed) {
        seeded = new Seeded(seed);
    }

    Payment at(long i) {
        int user = seeded.pick(i, 0, USERS.length);
        boolean abroad = seeded.fraction(i, 2) < 0.01;
        return new Payment(
                USERS[user],
                OPENING + (int) (i * SECONDS_BETWEEN),
                400 + Math.round(60_000 * eighthPower(seeded.fraction(i, 1))),
                abroad ? COUNTRIES[seeded.pick(i, 3, COUNTRIES.length)] : COUNTRIES[user % COUNTRIES.length]);
    }

    /** Most payments are small. */
    private static double eighthPower(double fraction) {
        double square = fraction * fraction;
        double fourth = square * square;
        return fourth * fourth;
    }
}
