package io.weir.samples.windowjoin;

import io.weir.samples.shared.Columns;
import io.weir.samples.shared.SumRow;

/** All pairs of a person. */
public record PairsOfPerson(String name, int pairs, int grades, long salaries) implements SumRow<PairsOfPerson> {
    static final Columns COLUMNS =
            Columns.of("%-6s %6d %11.1f %17.0f", "name", "pairs", "mean grade", "mean salary euro");

    static PairsOfPerson of(GradeAndSalary pair) {
        return new PairsOfPerson(pair.name(), 1, pair.grade(), pair.salary());
    }

    @Override
    public PairsOfPerson with(PairsOfPerson later) {
        return new PairsOfPerson(name, pairs + later.pairs, grades + later.grades, salaries + later.salaries);
    }

    @Override
    public PairsOfPerson inAll() {
        return new PairsOfPerson(ALL, pairs, grades, salaries);
    }

    @Override
    public String toString() {
        return COLUMNS.line(name, pairs, (double) grades / pairs, (double) salaries / pairs);
    }
}
