/**
 * The actor around one {@link io.weir.runtime.subtask.Subtask}: turns messages into calls, and what the subtask asks of the world into
 * messages. Start at {@link io.weir.actors.subtask.SubtaskActor}.
 */
@NullMarked
package io.weir.actors.subtask;

import org.jspecify.annotations.NullMarked;
