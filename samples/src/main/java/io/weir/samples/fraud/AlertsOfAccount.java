package io.weir.samples.fraud;

import io.weir.samples.shared.Columns;
import io.weir.samples.shared.SumRow;

/** All alerts of an account. */
record AlertsOfAccount(String name, int alerts, long cents, long largestCents) implements SumRow<AlertsOfAccount> {
    static final Columns COLUMNS = Columns.of("%7s %7d %11.2f %13.2f", "account", "alerts", "sum euro", "largest euro");

    static AlertsOfAccount of(Alert alert) {
        return new AlertsOfAccount(String.valueOf(alert.account()), 1, alert.cents(), alert.cents());
    }

    @Override
    public long rank() {
        return cents;
    }

    @Override
    public AlertsOfAccount with(AlertsOfAccount later) {
        return new AlertsOfAccount(
                name, alerts + later.alerts, cents + later.cents, Math.max(largestCents, later.largestCents));
    }

    @Override
    public AlertsOfAccount inAll() {
        return new AlertsOfAccount(ALL, alerts, cents, largestCents);
    }

    @Override
    public String toString() {
        return COLUMNS.line(name, alerts, cents / 100.0, largestCents / 100.0);
    }
}
