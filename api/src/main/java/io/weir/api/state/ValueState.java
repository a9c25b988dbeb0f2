package io.weir.api.state;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One value. What {@link #value} returned must not be changed without {@link #update}. */
public interface ValueState<T> extends State {
    /** The value, or the descriptor's default, or null. */
    @Nullable
    T value() throws IOException;

    /** Sets the value; null clears it. */
    void update(@Nullable T value) throws IOException;
}
