package io.weir.state.row;

import org.jspecify.annotations.Nullable;

/** A handle whose content can be moved from one namespace to another. */
interface MergingSlot {
    /** Empties the slot of the current row; what it held belongs to the caller. Null if it held nothing. */
    @Nullable
    Object take();

    /** Both in one; may change and return one of them. */
    Object merge(Object first, Object second) throws Exception;

    /** Fills the slot of the current row. */
    void put(Object content);
}
