package io.weir.api.state;

import java.util.List;

/** A list. */
public interface ListState<T> extends MergingState<T, Iterable<T>> {
    /** Empty if nothing was added; never null. */
    @Override
    Iterable<T> get() throws Exception;

    /** Replaces the list. */
    void update(List<T> values) throws Exception;

    void addAll(List<T> values) throws Exception;
}
