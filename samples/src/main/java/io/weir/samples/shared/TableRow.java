package io.weir.samples.shared;

/** A row of a table, as text; a later one of the same name replaces it. */
public interface TableRow {
    /** What the row is about. The rows of a table are in the order of their names. */
    String name();
}
