package io.weir.samples.shared;

/** A row that adds up: {@link Results#sums} makes one row of those with the same name, and below them one of all. */
public interface SumRow<R extends SumRow<R>> extends TableRow {
    /** The name of the row of all; a word has no space in it. */
    String ALL = "in all";

    /** Both as one; the other came later. */
    R with(R later);

    /** The same, as a part of the row of {@link #ALL}. */
    R inAll();
}
