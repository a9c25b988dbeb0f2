/**
 * Threads on which the code of users may block, so that it blocks nobody else: split enumerators, the reading of a job's program, uploads and
 * snapshots of its state. Start at {@link io.weir.actors.usercode.UserThreads}. Records run on the threads of {@code io.weir.actors.subtask}.
 */
@NullMarked
package io.weir.actors.usercode;

import org.jspecify.annotations.NullMarked;
