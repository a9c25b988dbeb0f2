package io.weir.samples.risk;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which payment is too risky after those that were accepted in the last ten minutes. No state, no stream: plain code. */
final class RiskRules {
    static final int MEMORY_SECONDS = 600;
    private static final int MOST_PAYMENTS = 6;
    private static final long MOST_CENTS = 80_000;

    private RiskRules() {}

    /** Why it is refused; empty: it is not. */
    static Optional<String> refuse(Payment payment, List<Payment> recent) {
        long cents = payment.cents() + recent.stream().mapToLong(Payment::cents).sum();
        if (cents > MOST_CENTS) {
            return Optional.of(String.format(Locale.ROOT, "%.2f euro in ten minutes", cents / 100.0));
        }
        if (recent.size() >= MOST_PAYMENTS) {
            return Optional.of(recent.size() + 1 + " payments in ten minutes");
        }
        return recent.stream()
                .filter(before -> !before.country().equals(payment.country()))
                .findFirst()
                .map(before -> "paid in " + before.country() + " " + (payment.second() - before.second()) / 60
                        + " minutes before");
    }
}
