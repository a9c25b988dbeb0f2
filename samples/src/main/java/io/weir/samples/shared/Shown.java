package io.weir.samples.shared;

/**
 * Something for the eyes of a person.
 *
 * @param row the name of the row of the table that is replaced; empty: news, a line of its own
 * @param rank of the row; {@link #SUM} for one that stands below all others
 */
record Shown(String row, long rank, String text) {
    static final long SUM = Long.MIN_VALUE;

    static Shown news(Object news) {
        return new Shown("", 0, news.toString());
    }

    static Shown row(TableRow row) {
        return new Shown(row.name(), row.name().equals(SumRow.ALL) ? SUM : row.rank(), row.toString());
    }

    boolean isNews() {
        return row.isEmpty();
    }

    boolean isSum() {
        return rank == SUM;
    }
}
