package io.weir.samples.clickthrough;

import io.weir.samples.shared.Seeded;
import java.io.Serializable;

/** Event i, always the same one for a seed: five advertisements, which people like more or less, by the hour too. */
final class AdEvents implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String[] ADS = {"bicycle", "coffee", "jacket", "piano", "travel"};
    private static final double[] LIKED = {0.021, 0.064, 0.035, 0.008, 0.048};
    private static final int SECONDS_BETWEEN = 3;
    private static final int OPENING = 8 * 3600;
    private static final int SECONDS_OF_AN_HOUR = 3600;

    private final Seeded seeded;

    AdEvents(long seed) {
        seeded = new Seeded(seed);
    }

    AdEvent at(long i) {
        int ad = seeded.pick(i, 0, ADS.length);
        int second = OPENING + (int) (i * SECONDS_BETWEEN);
        double mood = 0.6 + 0.8 * seeded.fraction(-2 - second / SECONDS_OF_AN_HOUR, ad);
        return new AdEvent(ADS[ad], second, seeded.fraction(i, 1) < LIKED[ad] * mood);
    }
}
