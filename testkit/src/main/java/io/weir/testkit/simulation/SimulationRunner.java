package io.weir.testkit.simulation;

import java.io.PrintStream;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Runs seeds by hand: {@code java ... io.weir.testkit.simulation.SimulationRunner --seeds 1..50 [--trace]}. Prints progress, the
 * report of each seed that fails, and one summary line; exits with 1 if any failed. The same seeds give the same trace hash, in every
 * JVM.
 */
public final class SimulationRunner {
    private static final long PROGRESS_EVERY = 100;

    private final PrintStream out;
    private final SortedMap<String, Integer> counts = new TreeMap<>();
    private long seeds;
    private long failures;
    private long virtualNanos;
    private long traceHash;

    SimulationRunner(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        SimulationRunner runner = new SimulationRunner(System.out);
        System.exit(runner.run(args));
    }

    /** 0 if all seeds kept all rules, 1 if not, 2 if the arguments make no sense. */
    int run(String... args) {
        SeedRange range = SeedRange.parse("1..50");
        boolean trace = false;
        try {
            for (int at = 0; at < args.length; at++) {
                if (args[at].equals("--seeds") && at + 1 < args.length) {
                    range = SeedRange.parse(args[++at]);
                } else if (args[at].equals("--trace")) {
                    trace = true;
                } else {
                    throw new IllegalArgumentException("[CLI-570] '" + args[at]
                            + "' is no argument of the simulation. It takes --seeds FIRST..LAST and --trace. "
                            + "Try: --seeds 1..50");
                }
            }
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return 2;
        }
        for (long seed = range.first(); seed <= range.last(); seed++) {
            runOne(seed, trace);
        }
        out.println(summary());
        return failures == 0 ? 0 : 1;
    }

    private void runOne(long seed, boolean trace) {
        seeds++;
        try {
            SimulationResult result = SimulatedCluster.run(seed, trace ? out::println : null);
            virtualNanos += result.virtualNanos();
            result.counts().forEach((what, often) -> counts.merge(what, often, Integer::sum));
            traceHash = 31 * traceHash + result.traceHash();
        } catch (SimulationFailure failure) {
            failures++;
            out.println(failure.getMessage());
        }
        if (seeds % PROGRESS_EVERY == 0) {
            out.println(seeds + " seeds, " + failures + " failures so far");
        }
    }

    private String summary() {
        long seconds = virtualNanos / VirtualTime.SECONDS;
        return seeds + " seeds, " + failures + " failures, " + seconds + " simulated seconds, " + count("restarts")
                + " restarts, " + count("faults") + " faults; trace hash " + Long.toHexString(traceHash) + "; "
                + counts;
    }

    private int count(String what) {
        return counts.getOrDefault(what, 0);
    }
}
