package io.weir.samples.stocks;

import io.weir.samples.shared.Columns;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/**
 * From one trade to the next the price of a symbol changed much.
 *
 * @param second of the day
 */
public record PriceJump(String symbol, int second, long fromCents, long toCents) {
    static final Columns COLUMNS =
            Columns.of("%-8s  %-6s %9.2f %9.2f %+9.1f", "time", "symbol", "from $", "to $", "change %");

    @Override
    public String toString() {
        String time = LocalTime.ofSecondOfDay(second).format(DateTimeFormatter.ISO_LOCAL_TIME);
        return COLUMNS.line(
                time, symbol, fromCents / 100.0, toCents / 100.0, (toCents - fromCents) * 100.0 / fromCents);
    }
}
