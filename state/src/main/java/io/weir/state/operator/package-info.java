/**
 * State of a subtask, not of a key: lists that are split or given to all after a change of parallelism, and maps that are the same everywhere.
 * Start at {@link io.weir.state.operator.OperatorStateBackend}; who gets what is decided by {@link
 * io.weir.state.operator.OperatorStateRedistribution}, on bytes, without any class of the user's.
 */
@NullMarked
package io.weir.state.operator;

import org.jspecify.annotations.NullMarked;
