package io.weir.actors.subtask;

import io.weir.actors.exchange.Transport;
import io.weir.actors.usercode.UserThreads;
import io.weir.api.time.ProcessingClock;
import java.util.concurrent.Executor;

/**
 * What a node lends to all its subtasks.
 *
 * @param name of the machine, for enumerators that place splits near their data
 * @param blocking runs what blocks, and is no code of a user
 * @param userThreads runs code of users that is not on the way of a record
 * @param userThreadsPerAttempt the most that the uploads of one attempt use at once; positive
 * @param creditRepeatNanos after which a receiver without input repeats its credits to other processes
 */
public record SubtaskHost(
        String name,
        ProcessingClock clock,
        Transport transport,
        Executor blocking,
        UserThreads userThreads,
        int userThreadsPerAttempt,
        long creditRepeatNanos) {}
