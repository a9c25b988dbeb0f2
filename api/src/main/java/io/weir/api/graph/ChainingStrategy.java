package io.weir.api.graph;

/** Whether an operator may share a subtask with the one before it. */
public enum ChainingStrategy {
    /** With the one before and the one after. */
    ALWAYS,
    /** Starts a chain. */
    HEAD,
    /** Stays alone. */
    NEVER
}
