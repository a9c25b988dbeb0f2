package io.weir.actors.subtask;

import io.weir.actors.exchange.Transport;
import io.weir.api.time.ProcessingClock;
import java.util.concurrent.Executor;

/**
 * What a node lends to all its subtasks.
 *
 * @param name of the machine, for enumerators that place splits near their data
 * @param blocking runs uploads and commits
 * @param creditRepeatNanos after which a receiver without input repeats its credits to other processes
 */
public record SubtaskHost(
        String name, ProcessingClock clock, Transport transport, Executor blocking, long creditRepeatNanos) {}
