package io.weir.actors.node;

import io.weir.actors.guard.NodeFatal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a node that cannot do its part any more. A process that is there for its node alone is halted at once: what is left of it cannot be
 * trusted to end in an orderly way, and its closed connections are the quickest news. A node inside of a program ends without the program.
 */
final class DeadThreadEnd implements NodeFatal {
    /** Of a process that was halted; what a service manager sees. */
    static final int EXIT_CODE = 70;

    /** As the sentence about the end of the node says it. */
    record ThreadDied(String thread) implements CoordinatedShutdown.Reason {
        @Override
        public String toString() {
            return "its thread " + thread + " is dead";
        }
    }

    /** Time for the thread that writes the log: a halt flushes nothing. */
    private static final long SAID_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final Logger LOG = LoggerFactory.getLogger(DeadThreadEnd.class);

    private final ActorSystem<?> system;
    private final boolean halts;

    /** @param halts whether the process goes with the node */
    DeadThreadEnd(ActorSystem<?> system, boolean halts) {
        this.system = system;
        this.halts = halts;
    }

    @Override
    public void threadDied(String thread, Throwable why) {
        try { // there may be no memory even for this
            LOG.error(
                    "[NET-620] The thread {} of this node is dead. {}. Others would count on a node that does nothing, so {}. "
                            + "Let something start it again; if it was not out of memory, report it.",
                    thread,
                    why,
                    halts ? "this process halts with exit code " + EXIT_CODE : "the node ends",
                    why);
        } finally {
            if (halts) {
                LockSupport.parkNanos(SAID_NANOS);
                Runtime.getRuntime().halt(EXIT_CODE);
            }
            CoordinatedShutdown.get(system).runAll(new ThreadDied(thread));
        }
    }
}
