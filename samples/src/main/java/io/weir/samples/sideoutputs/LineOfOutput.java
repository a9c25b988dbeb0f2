package io.weir.samples.sideoutputs;

import io.weir.samples.shared.Columns;
import java.util.Locale;

/** Which output a line went to, and as what. */
public record LineOfOutput(String output, String what) {
    static final Columns COLUMNS = Columns.of("%-12s  %s", "output", "what came out");

    static LineOfOutput of(String output, Reading reading) {
        return new LineOfOutput(
                output, String.format(Locale.ROOT, "%-8s %8.2f deg C", reading.sensor(), reading.celsius()));
    }

    static LineOfOutput unreadable(String why) {
        return new LineOfOutput("unreadable", why);
    }

    @Override
    public String toString() {
        return COLUMNS.line(output, what);
    }
}
