package io.weir.state.row;

/**
 * A value of keyed state that knows what of it is read next. Rows of many keys lie far apart in memory; when the keys of a batch are known, what they
 * lead to is touched for all of them before it is used for the first, so that the waits overlap.
 */
public interface Near {
    /** Reads what an access to the value will read. The result means nothing; it keeps the compiler from leaving the reads out. */
    int touch();
}
