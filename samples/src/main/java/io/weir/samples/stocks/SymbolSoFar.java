package io.weir.samples.stocks;

import io.weir.samples.shared.Columns;
import io.weir.samples.shared.TableRow;

/**
 * All that is remembered of a symbol: one small value, however many trades there were.
 *
 * @param turnoverCents the sum of what was paid; with {@code shares} it makes the volume-weighted average price, VWAP
 * @param jumps how many changes of price were so large that they were told
 */
public record SymbolSoFar(
        String name,
        int trades,
        long shares,
        long turnoverCents,
        long lowCents,
        long highCents,
        long lastCents,
        int jumps)
        implements TableRow {
    static final Columns COLUMNS = Columns.of(
            "%-6s %7d %9d %9.2f %9.2f %9.2f %9.2f %6d",
            "symbol", "trades", "shares", "low $", "high $", "last $", "VWAP $", "jumps");

    static SymbolSoFar first(Trade trade) {
        long cents = trade.cents();
        return new SymbolSoFar(trade.symbol(), 1, trade.shares(), cents * trade.shares(), cents, cents, cents, 0);
    }

    SymbolSoFar with(Trade trade, boolean jump) {
        long cents = trade.cents();
        return new SymbolSoFar(
                name,
                trades + 1,
                shares + trade.shares(),
                turnoverCents + cents * trade.shares(),
                Math.min(lowCents, cents),
                Math.max(highCents, cents),
                cents,
                jumps + (jump ? 1 : 0));
    }

    /** In dollars. */
    double volumeWeightedAveragePrice() {
        return turnoverCents / 100.0 / shares;
    }

    @Override
    public String toString() {
        return COLUMNS.line(
                name,
                trades,
                shares,
                lowCents / 100.0,
                highCents / 100.0,
                lastCents / 100.0,
                volumeWeightedAveragePrice(),
                jumps);
    }
}
