package io.weir.api.state;

/** State of the current key, or of the operator. Confined to the subtask's thread. */
public interface State {
    /** Forgets the value of the current key. */
    void clear();
}
