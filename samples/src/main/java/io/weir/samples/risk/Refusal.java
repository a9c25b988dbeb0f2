package io.weir.samples.risk;

import io.weir.samples.shared.Columns;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** A payment that is too risky, and why. */
public record Refusal(Payment payment, String why) {
    static final Columns COLUMNS =
            Columns.of("%-8s  %-5s %9.2f  %-8s %s", "time", "user", "euro", "country", "refused because");

    @Override
    public String toString() {
        String time = LocalTime.ofSecondOfDay(payment.second()).format(DateTimeFormatter.ISO_LOCAL_TIME);
        return COLUMNS.line(time, payment.user(), payment.cents() / 100.0, payment.country(), why);
    }
}
