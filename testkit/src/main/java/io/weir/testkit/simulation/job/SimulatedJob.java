package io.weir.testkit.simulation.job;

import io.weir.api.graph.JobGraph;
import io.weir.testkit.simulation.invariant.Invariant;
import java.util.List;

/**
 * A job that a simulated cluster runs, and what must hold while it does. Everything runs in the thread of the simulation. Its sources must
 * come without a thread of their own (no {@code SourceFunction}); keyed state is always on the heap, whatever backend the job names.
 *
 * <p>A job that is to survive faults needs checkpoints and a restart strategy without a limit.
 */
public interface SimulatedJob extends AutoCloseable {
    /** The job; asked for once. */
    JobGraph graph();

    /** Loads the classes of the job's functions. */
    default ClassLoader classLoader() {
        return getClass().getClassLoader();
    }

    /** Rules of this job, checked besides those that hold for every job. */
    default List<Invariant> rules() {
        return List.of();
    }

    /** The run is about to begin. {@code rules} are all rules as one: a sink that knows its commits tells them. */
    default void begin(Invariant rules) {}

    /**
     * Lets one of the job's functions throw at the next record it sees.
     *
     * @return false if the job cannot do that: then the subtask that runs next fails as if a function of it had
     */
    default boolean letFunctionFail() {
        return false;
    }

    /** Whether it can be restarted after it was cancelled: in some runs somebody cancels it and lets it go on, and all rules must hold. */
    default boolean keepsCheckpointsWhenCancelled() {
        return false;
    }

    /** The job is finished, and all of its output is committed. An exception or error fails the run. */
    default void check() {}

    /** The run is over, whatever came of it. */
    @Override
    default void close() {}

    /** A job about which nothing is known. */
    static SimulatedJob of(JobGraph graph, ClassLoader classLoader) {
        return new SimulatedJob() {
            @Override
            public JobGraph graph() {
                return graph;
            }

            @Override
            public ClassLoader classLoader() {
                return classLoader;
            }
        };
    }
}
