package io.weir.samples.asyncio;

import io.weir.samples.shared.Columns;

/** The server's answer; the times are milliseconds since the subtask was opened. */
public record Answer(long customer, String name, long asked, long answered) {
    static final Columns COLUMNS =
            Columns.of("%8d  %-6s %9d %12d %8d", "customer", "name", "asked ms", "answered ms", "took ms");

    long took() {
        return answered - asked;
    }

    @Override
    public String toString() {
        return COLUMNS.line(customer, name, asked, answered, took());
    }
}
