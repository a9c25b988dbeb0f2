package io.weir.samples.windowjoin;

import io.weir.samples.shared.Columns;

/** A grade and a salary of the same person that came in the same window. */
public record GradeAndSalary(String name, int grade, int salary) {
    static final Columns COLUMNS = Columns.of("%-6s %6d %12d", "name", "grade", "salary euro");

    @Override
    public String toString() {
        return COLUMNS.line(name, grade, salary);
    }
}
