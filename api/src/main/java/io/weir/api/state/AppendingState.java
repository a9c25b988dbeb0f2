package io.weir.api.state;

import org.jspecify.annotations.Nullable;

/** State that values are added to. */
public interface AppendingState<IN, OUT> extends State {
    /** Null if nothing was added. */
    @Nullable
    OUT get() throws Exception;

    void add(IN value) throws Exception;
}
