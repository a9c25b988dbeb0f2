package io.weir.samples.recommendations;

import io.weir.samples.shared.Columns;
import java.util.List;

/**
 * What a user is shown, where it is of another kind than what the user was shown before.
 *
 * @param viewed the last products the user looked at, the latest last
 */
public record Recommendation(String user, String product, List<String> viewed) {
    static final Columns COLUMNS = Columns.of("%-5s %-9s %s", "user", "is shown", "after looking at");

    @Override
    public String toString() {
        return COLUMNS.line(user, product, String.join(", ", viewed));
    }
}
