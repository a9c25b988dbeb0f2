package io.weir.samples.recommendations;

import io.weir.samples.shared.Columns;
import io.weir.samples.shared.TableRow;

/**
 * A user of the shop.
 *
 * @param followed how many of the views were of what had just been recommended
 * @param shown what is recommended now; empty before the first view
 */
public record ShopperSoFar(String name, int views, int followed, String shown) implements TableRow {
    static final Columns COLUMNS =
            Columns.of("%-5s %6d %9d %10.1f  %-9s", "user", "views", "followed", "followed %", "is shown");

    static ShopperSoFar unknown(String user) {
        return new ShopperSoFar(user, 0, 0, "");
    }

    ShopperSoFar viewed(String product, String nowShown) {
        return new ShopperSoFar(name, views + 1, followed + (product.equals(shown) ? 1 : 0), nowShown);
    }

    @Override
    public String toString() {
        return COLUMNS.line(name, views, followed, followed * 100.0 / views, shown);
    }
}
