package io.weir.samples.clickthrough;

import io.weir.samples.shared.Columns;
import io.weir.samples.shared.TableRow;

/** An advertisement since it was first shown. */
public record AdSoFar(String name, Rate rate) implements TableRow {
    static final Columns COLUMNS = Columns.of("%-8s %7d %7d %7.2f", "ad", "shown", "clicks", "CTR %");

    @Override
    public String toString() {
        return COLUMNS.line(name, rate.shown(), rate.clicks(), rate.percent());
    }
}
