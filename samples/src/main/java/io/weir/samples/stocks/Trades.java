package io.weir.samples.stocks;

import io.weir.samples.shared.Seeded;
import java.io.Serializable;

/** Trade i, always the same one for a seed: six symbols in turn, one trade in two seconds, whose prices now and then take another level. */
final class Trades implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String[] SYMBOLS = {"ACME", "BOLT", "CORK", "DUSK", "ELMS", "FERN"};
    private static final int[] USUAL_CENTS = {12_040, 4_875, 23_310, 760, 9_995, 1_805};
    private static final int OPENING = (9 * 60 + 30) * 60;
    private static final int TRADES_OF_A_LEVEL = 40;

    private final Seeded seeded;

    Trades(long seed) {
        seeded = new Seeded(seed);
    }

    Trade at(long i) {
        int symbol = (int) (i % SYMBOLS.length);
        long level = i / SYMBOLS.length / TRADES_OF_A_LEVEL * SYMBOLS.length + symbol;
        double percent = 100 + 9 * (seeded.fraction(-level - 2, 0) - 0.5) + 2 * (seeded.fraction(i, 0) - 0.5);
        return new Trade(
                SYMBOLS[symbol],
                OPENING + (int) (2 * i),
                Math.round(USUAL_CENTS[symbol] * percent / 100),
                10 * (1 + seeded.pick(i, 1, 50)));
    }
}
