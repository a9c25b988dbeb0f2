package io.weir.testkit;

import io.weir.api.graph.JobGraph;
import io.weir.testkit.simulation.invariant.Invariant;
import io.weir.testkit.simulation.job.SimulatedJob;
import java.util.List;

/** A user's job as the simulation takes it, with somebody who watches its journal. */
record ObservedJob(JobGraph graph, ClassLoader classLoader, CheckpointWatch watch) implements SimulatedJob {
    @Override
    public List<Invariant> rules() {
        return List.of(watch);
    }
}
