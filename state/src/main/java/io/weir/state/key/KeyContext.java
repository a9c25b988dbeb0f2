package io.weir.state.key;

import io.weir.state.failure.StateException;
import org.jspecify.annotations.Nullable;

/** Whose state is being read and written. Confined to the subtask's thread. */
public interface KeyContext {
    /**
     * Makes {@code key} the current one; its row is looked up on the first access to its state, not here. Costs nothing when
     * the key equals the current one.
     *
     * @throws StateException with code API-113 if the key is null
     */
    void setCurrentKey(Object key);

    /**
     * These keys will be the current ones soon: a backend may bring their rows closer, all at once. Only a hint: changes nothing.
     *
     * @param keys not to be changed until the next call
     * @param count so many of {@code keys}, from the first
     */
    default void expectKeys(Object[] keys, int count) {}

    /** The current key; null before the first one. */
    @Nullable
    Object getCurrentKey();

    /** The key group of the current key; -1 before the first one. */
    int getCurrentKeyGroup();

    /** Makes {@code namespace} (a window, say) the current one. Null is the plain one, and the one it starts with. */
    void setCurrentNamespace(@Nullable Object namespace);
}
