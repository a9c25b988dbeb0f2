package io.weir.samples.sessions;

import io.weir.samples.shared.Columns;
import io.weir.samples.shared.SumRow;

/** All visits of a user. */
public record UserVisits(String name, int visits, int clicks, double minutes, double longest)
        implements SumRow<UserVisits> {
    static final Columns COLUMNS =
            Columns.of("%-6s %7d %7d %8.1f %12.1f", "user", "visits", "clicks", "minutes", "longest min");

    static UserVisits of(Visit visit) {
        return new UserVisits(visit.user(), 1, visit.clicks(), visit.minutes(), visit.minutes());
    }

    @Override
    public UserVisits with(UserVisits later) {
        return new UserVisits(
                name,
                visits + later.visits,
                clicks + later.clicks,
                minutes + later.minutes,
                Math.max(longest, later.longest));
    }

    @Override
    public UserVisits inAll() {
        return new UserVisits(ALL, visits, clicks, minutes, longest);
    }

    @Override
    public String toString() {
        return COLUMNS.line(name, visits, clicks, minutes, longest);
    }
}
