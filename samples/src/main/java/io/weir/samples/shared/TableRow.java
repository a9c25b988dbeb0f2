package io.weir.samples.shared;

/** A row of a table, as text; a later one of the same name replaces it. */
public interface TableRow {
    /** What the row is about. Rows of the same rank are in the order of their names. */
    String name();

    /** Rows of a higher rank stand above. */
    default long rank() {
        return 0;
    }
}
