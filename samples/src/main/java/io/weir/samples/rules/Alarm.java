package io.weir.samples.rules;

import io.weir.samples.shared.Columns;

/** A reading that is above the limit of a rule. */
public record Alarm(String rule, Reading reading) {
    static final Columns COLUMNS = Columns.of("%-5s  %-8s  %-10s %9s", "what", "rule", "sensor", "deg C");

    @Override
    public String toString() {
        return COLUMNS.line("alarm", rule, reading.sensor(), Rule.degrees(reading.celsius()));
    }
}
