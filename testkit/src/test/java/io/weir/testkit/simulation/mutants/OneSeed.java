package io.weir.testkit.simulation.mutants;

import io.weir.testkit.simulation.Fault;
import io.weir.testkit.simulation.SimulatedCluster;
import io.weir.testkit.simulation.SimulationFailure;
import io.weir.testkit.simulation.SimulationSettings;
import io.weir.testkit.simulation.job.SimulatedJobs;
import java.util.EnumSet;
import java.util.Set;

/** Runs one seed and says which rule was broken: to be loaded by a {@link MutantLoader}, so that only strings cross over. */
public final class OneSeed {
    private OneSeed() {}

    /** The name of the rule, or what was thrown; empty if all went well. */
    public static String run(long seed, String faults) {
        SimulationSettings settings = SimulationSettings.of(seed);
        if (!faults.isEmpty()) {
            Set<Fault.Kind> kinds = EnumSet.noneOf(Fault.Kind.class);
            for (String kind : faults.split(",", -1)) {
                kinds.add(Fault.Kind.valueOf(kind));
            }
            settings = settings.withFaults(kinds);
        }
        try {
            SimulatedCluster.run(settings, SimulatedJobs.drawn(seed));
            return "";
        } catch (SimulationFailure failure) {
            return failure.rule();
        }
    }
}
