/**
 * One subtask without its actor: channels in, a chain of operators, channels out. Pure; it speaks through {@link
 * io.weir.runtime.subtask.SubtaskPort}. Start at {@link io.weir.runtime.subtask.Subtask}.
 */
@NullMarked
package io.weir.runtime.subtask;

import org.jspecify.annotations.NullMarked;
