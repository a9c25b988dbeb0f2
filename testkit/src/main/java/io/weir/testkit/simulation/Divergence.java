package io.weir.testkit.simulation;

import io.weir.testkit.simulation.job.SimulatedJob;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Finds where two runs that should be the same first differ: what iterates in an order that is not fixed, or asks a clock or a random number
 * that is not the simulation's, shows itself there.
 */
public final class Divergence {
    private static final int BEFORE = 10;

    private Divergence() {}

    /** Runs a job twice with the same seed; empty if both told the same, else the first lines that differ, with those before. */
    public static String ofTwoRuns(SimulationSettings settings, Supplier<SimulatedJob> job) {
        return of(trace(settings, job.get()), trace(settings, job.get()));
    }

    private static List<String> trace(SimulationSettings settings, SimulatedJob job) {
        List<String> lines = new ArrayList<>();
        try {
            SimulatedCluster.run(settings.withTrace(lines::add), job);
        } catch (SimulationFailure failure) {
            lines.add(failure.rule());
        }
        return lines;
    }

    /** Of two traces. */
    static String of(List<String> one, List<String> other) {
        int at = 0;
        while (at < one.size() && at < other.size() && one.get(at).equals(other.get(at))) {
            at++;
        }
        if (at == one.size() && at == other.size()) {
            return "";
        }
        StringBuilder report = new StringBuilder("the traces differ from line " + (at + 1) + " on\n");
        one.subList(Math.max(0, at - BEFORE), at)
                .forEach(line -> report.append("  ").append(line).append('\n'));
        report.append("- ").append(at < one.size() ? one.get(at) : "(the end)").append('\n');
        report.append("+ ")
                .append(at < other.size() ? other.get(at) : "(the end)")
                .append('\n');
        return report.toString();
    }
}
