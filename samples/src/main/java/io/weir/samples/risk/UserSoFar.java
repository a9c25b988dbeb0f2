package io.weir.samples.risk;

import io.weir.samples.shared.Columns;
import io.weir.samples.shared.TableRow;

/** What a user has paid, and wanted to pay. */
public record UserSoFar(String name, int accepted, long acceptedCents, int refused, long refusedCents)
        implements TableRow {
    static final Columns COLUMNS =
            Columns.of("%-5s %9d %12.2f %9d %14.2f", "user", "payments", "paid euro", "refused", "refused euro");

    static UserSoFar unknown(String user) {
        return new UserSoFar(user, 0, 0, 0, 0);
    }

    UserSoFar accept(Payment payment) {
        return new UserSoFar(name, accepted + 1, acceptedCents + payment.cents(), refused, refusedCents);
    }

    UserSoFar refuse(Payment payment) {
        return new UserSoFar(name, accepted, acceptedCents, refused + 1, refusedCents + payment.cents());
    }

    @Override
    public String toString() {
        return COLUMNS.line(name, accepted, acceptedCents / 100.0, refused, refusedCents / 100.0);
    }
}
