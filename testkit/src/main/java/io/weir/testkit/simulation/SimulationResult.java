package io.weir.testkit.simulation;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run that kept all rules.
 *
 * @param traceHash of all that was said: the same seed gives the same, in any JVM
 * @param virtualNanos how long it took in its own time
 * @param counts what happened how often, by name
 * @param steps of the protocols that were taken
 */
public record SimulationResult(
        long seed,
        long traceHash,
        long virtualNanos,
        long events,
        SortedMap<String, Integer> counts,
        Set<String> steps) {
    public SimulationResult {
        steps = Set.copyOf(steps);
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** How often something happened; 0 for what never did. */
    public int count(String what) {
        return counts.getOrDefault(what, 0);
    }
}
