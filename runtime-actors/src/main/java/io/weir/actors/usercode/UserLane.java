package io.weir.actors.usercode;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Runs tasks of one job, at most so many at once. Safe for any thread; no method waits. */
public interface UserLane extends Executor {
    /** Runs a task when there is a place for it; never, after {@link #end}. What it throws is logged. */
    @Override
    void execute(Runnable task);

    /** Interrupts the tasks that run now, and nothing that runs on their threads later. */
    void interrupt();

    /**
     * Drops what waits, lets what runs end, then runs {@code last}. What has not ended after {@code weir.user-code.stop-timeout} is
     * interrupted, and after twice that time abandoned: then {@code last} does not run, and {@code abandoned} is told where the code is, in
     * words. Only the first call counts.
     */
    void end(Runnable last, Consumer<String> abandoned);
}
