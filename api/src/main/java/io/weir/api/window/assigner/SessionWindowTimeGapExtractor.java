package io.weir.api.window.assigner;

import java.io.Serializable;

/** The gap that ends a session, of each record. */
@FunctionalInterface
public interface SessionWindowTimeGapExtractor<T> extends Serializable {
    /** Milliseconds, above 0. */
    long extract(T element);
}
