package io.weir.samples.sideoutputs;

import io.weir.samples.shared.Columns;
import io.weir.samples.shared.SumRow;

/** How many lines went to an output. */
public record LinesOfOutput(String name, int lines) implements SumRow<LinesOfOutput> {
    static final Columns COLUMNS = Columns.of("%-12s %6d", "output", "lines");

    static LinesOfOutput of(LineOfOutput line) {
        return new LinesOfOutput(line.output(), 1);
    }

    @Override
    public LinesOfOutput with(LinesOfOutput later) {
        return new LinesOfOutput(name, lines + later.lines);
    }

    @Override
    public LinesOfOutput inAll() {
        return new LinesOfOutput(ALL, lines);
    }

    @Override
    public String toString() {
        return COLUMNS.line(name, lines);
    }
}
