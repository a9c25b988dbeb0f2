package io.weir.testkit.simulation;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a job is simulated. {@link #of} gives three nodes and nearly all kinds of faults.
 *
 * @param seed everything that is left to chance is drawn from it
 * @param nodes workers at the start, 1 to {@value #MOST_NODES}
 * @param slotsPerNode 0: so many that the job still runs when one node is missing
 * @param faults the kinds that may happen; empty for none
 * @param schedule these faults and no others; null: drawn from the seed
 * @param patience the job must end so long, in simulated time, after the last fault
 * @param trace gets every line of who said what to whom; null for nobody
 */
public record SimulationSettings(
        long seed,
        int nodes,
        int slotsPerNode,
        Set<Fault.Kind> faults,
        @Nullable List<Fault> schedule,
        Duration patience,
        @Nullable Consumer<String> trace) {
    public static final int MOST_NODES = 20;

    public SimulationSettings {
        if (nodes < 1 || nodes > MOST_NODES) {
            throw new IllegalArgumentException(
                    "[CLI-570] " + nodes + " nodes cannot be simulated. It has to be 1 to " + MOST_NODES + ". Try 3.");
        }
        if (slotsPerNode < 0 || patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("[CLI-570] " + slotsPerNode + " slots a node and a patience of "
                    + patience + " make no cluster. Slots must not be negative, and the patience must be positive.");
        }
        faults = faults.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(faults));
        schedule = schedule == null ? null : List.copyOf(schedule);
    }

    /** Three nodes, two minutes of patience, all kinds of faults but {@link Fault.Kind#BIT_FLIP}: a job that meets it may have to stop. */
    public static SimulationSettings of(long seed) {
        return new SimulationSettings(
                seed, 3, 0, EnumSet.complementOf(EnumSet.of(Fault.Kind.BIT_FLIP)), null, Duration.ofMinutes(2), null);
    }

    public SimulationSettings withNodes(int wanted) {
        return new SimulationSettings(seed, wanted, slotsPerNode, faults, schedule, patience, trace);
    }

    public SimulationSettings withSlotsPerNode(int wanted) {
        return new SimulationSettings(seed, nodes, wanted, faults, schedule, patience, trace);
    }

    public SimulationSettings withFaults(Set<Fault.Kind> wanted) {
        return new SimulationSettings(seed, nodes, slotsPerNode, wanted, schedule, patience, trace);
    }

    /** Nothing goes wrong. */
    public SimulationSettings withoutFaults() {
        return withFaults(Set.of());
    }

    public SimulationSettings withSchedule(List<Fault> wanted) {
        return new SimulationSettings(seed, nodes, slotsPerNode, faults, wanted, patience, trace);
    }

    /** The faults are drawn from the seed again. */
    public SimulationSettings withoutSchedule() {
        return new SimulationSettings(seed, nodes, slotsPerNode, faults, null, patience, trace);
    }

    public SimulationSettings withPatience(Duration wanted) {
        return new SimulationSettings(seed, nodes, slotsPerNode, faults, schedule, wanted, trace);
    }

    public SimulationSettings withTrace(@Nullable Consumer<String> wanted) {
        return new SimulationSettings(seed, nodes, slotsPerNode, faults, schedule, patience, wanted);
    }
}
