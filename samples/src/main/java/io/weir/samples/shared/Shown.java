package io.weir.samples.shared;

/**
 * Something for the eyes of a person.
 *
 * @param row the name of the row of the table that is replaced; empty: news, a line of its own
 */
record Shown(String row, String text) {
    static Shown news(Object news) {
        return new Shown("", news.toString());
    }

    static Shown row(TableRow row) {
        return new Shown(row.name(), row.toString());
    }

    boolean isNews() {
        return row.isEmpty();
    }
}
