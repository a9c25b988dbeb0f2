package io.weir.api.window.assigner;

import io.weir.api.window.Window;
import java.util.Collection;

/** An assigner whose windows grow together, as sessions do. */
public abstract class MergingWindowAssigner<T, W extends Window> extends WindowAssigner<T, W> {
    /** Finds out which of these windows are one, and tells the callback. */
    public abstract void mergeWindows(Collection<W> windows, MergeCallback<W> callback);

    /** Whom merges are told. */
    public interface MergeCallback<W> {
        /** {@code toBeMerged}, at least two different windows, are {@code mergeResult} from now on. */
        void merge(Collection<W> toBeMerged, W mergeResult);
    }
}
