package io.weir.testkit.simulation;

import io.weir.testkit.simulation.job.SimulatedJobs;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Runs many seeds: {@code ./weir simulate}. Prints progress, a report of each seed that fails, and one summary line. A failure is shrunk: of
 * its faults those are left that are needed for the same rule to break, and the trace is that of the shrunk run. The same seeds give
 * the same trace hash, in every JVM, whatever the number of threads.
 *
 * @param jobs threads; each runs a whole simulation by itself
 * @param only of the drawn faults only those with these numbers, from 1; null for all
 */
public record SimulationRunner(
        String job,
        int nodes,
        Set<Fault.Kind> faults,
        int jobs,
        boolean trace,
        @Nullable List<Integer> only) {
    private static final long PROGRESS_EVERY = 100;
    private static final int MOST_JOBS = 64;

    public SimulationRunner {
        faults = faults.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(faults));
        only = only == null ? null : List.copyOf(only);
        if (jobs < 1 || jobs > MOST_JOBS) {
            throw new IllegalArgumentException("[CLI-570] " + jobs + " threads cannot simulate. It has to be 1 to "
                    + MOST_JOBS + ". Try the number of processors.");
        }
    }

    /** The built-in jobs on three nodes with all kinds of faults, in one thread. */
    public static SimulationRunner create() {
        return new SimulationRunner(SimulatedJobs.ANY, 3, EnumSet.allOf(Fault.Kind.class), 1, false, null);
    }

    /**
     * Kinds of faults as the command line names them: {@code all}, {@code none}, or names separated by commas, for example {@code
     * worker-crash,data-loss}.
     *
     * @throws IllegalArgumentException [CLI-570] if there is no such kind
     */
    public static Set<Fault.Kind> kinds(String names) {
        if (names.equals("all")) {
            return EnumSet.allOf(Fault.Kind.class);
        }
        Set<Fault.Kind> kinds = EnumSet.noneOf(Fault.Kind.class);
        if (names.equals("none")) {
            return kinds;
        }
        for (String name : names.split(",", -1)) {
            try {
                kinds.add(
                        Fault.Kind.valueOf(name.strip().toUpperCase(Locale.ROOT).replace('-', '_')));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "[CLI-570] There is no kind of fault '" + name
                                + "'. A simulation knows its kinds by name. Take all, none, or some of " + kindNames()
                                + ".",
                        e);
            }
        }
        return kinds;
    }

    /** The names of all kinds. */
    public static String kindNames() {
        List<String> names = new ArrayList<>();
        for (Fault.Kind kind : Fault.Kind.values()) {
            names.add(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return String.join(", ", names);
    }

    /** For a class path without the launcher: {@code java ... SimulationRunner [FIRST..LAST]}. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
        boolean clean = create().run(args.length == 0 ? "1..50" : args[0], out);
        System.exit(clean ? 0 : 1);
    }

    /**
     * Runs seeds.
     *
     * @param seeds {@code 1..2000} or {@code 17}
     * @return whether all kept all rules
     * @throws IllegalArgumentException [CLI-570] if that is no range, or there is no such job
     */
    public boolean run(String seeds, PrintWriter out) {
        SeedRange range = SeedRange.parse(seeds);
        SimulatedJobs.named(job, range.first()).close();
        Totals totals = new Totals();
        ExecutorService threads = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<Outcome>> window = new ArrayList<>();
            for (long seed = range.first(); seed <= range.last(); seed++) {
                long next = seed;
                window.add(threads.submit(() -> runOne(next, out)));
                if (window.size() >= 2 * jobs) {
                    totals.add(window.remove(0), out);
                }
            }
            for (Future<Outcome> outcome : window) {
                totals.add(outcome, out);
            }
        } finally {
            threads.shutdownNow();
        }
        out.println(totals.summary());
        return totals.failures == 0;
    }

    private record Outcome(@Nullable SimulationResult result, String report) {}

    private Outcome runOne(long seed, PrintWriter out) {
        SimulationSettings settings = settings(seed).withTrace(trace ? out::println : null);
        try {
            return new Outcome(SimulatedCluster.run(settings, SimulatedJobs.named(job, seed)), "");
        } catch (SimulationFailure failure) {
            return new Outcome(null, report(failure));
        }
    }

    private SimulationSettings settings(long seed) {
        SimulationSettings settings =
                SimulationSettings.of(seed).withNodes(nodes).withFaults(faults);
        List<Integer> numbers = only;
        if (numbers == null) {
            return settings;
        }
        List<Fault> drawn = SimulatedCluster.faultsOf(settings);
        List<Fault> some = new ArrayList<>();
        for (int number : numbers) {
            if (number < 1 || number > drawn.size()) {
                throw new IllegalArgumentException("[CLI-570] Seed " + seed + " has no fault number " + number
                        + ". It draws " + drawn.size() + ". Take numbers from 1 to " + drawn.size() + ".");
            }
            some.add(drawn.get(number - 1));
        }
        return settings.withSchedule(some);
    }

    /** The failure of the shortest list of faults that breaks the same rule, and how to see it again. */
    private String report(SimulationFailure first) {
        List<Fault> drawn = SimulatedCluster.faultsOf(settings(first.seed()).withoutSchedule());
        SimulationFailure[] last = {first};
        List<Fault> needed = Shrinking.shortest(first.faults(), fewer -> {
            try {
                SimulatedCluster.run(
                        settings(first.seed()).withSchedule(fewer), SimulatedJobs.named(job, first.seed()));
                return false;
            } catch (SimulationFailure again) {
                boolean same = again.rule().equals(first.rule());
                last[0] = same ? again : last[0];
                return same;
            }
        });
        StringBuilder numbers = new StringBuilder();
        for (Fault fault : needed) {
            numbers.append(numbers.length() == 0 ? "" : ",").append(drawn.indexOf(fault) + 1);
        }
        String replay = "./weir simulate --seeds " + first.seed() + " --job " + job + " --nodes " + nodes
                + (faults.equals(EnumSet.allOf(Fault.Kind.class)) ? "" : " --faults " + names(faults))
                + " --only " + (numbers.length() == 0 ? "none" : numbers) + " --trace";
        String report = String.valueOf(last[0].getMessage());
        return report.substring(0, report.indexOf("Replay: ")) + "Shrunk from "
                + first.faults().size() + " faults to " + needed.size() + ". Replay: " + replay;
    }

    private static String names(Set<Fault.Kind> kinds) {
        if (kinds.isEmpty()) {
            return "none";
        }
        List<String> names = new ArrayList<>();
        for (Fault.Kind kind : kinds) {
            names.add(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return String.join(",", names);
    }

    /** What all seeds came to, in their order. */
    private static final class Totals {
        private final SortedMap<String, Integer> counts = new TreeMap<>();
        private long seeds;
        private long failures;
        private long virtualNanos;
        private long traceHash;

        void add(Future<Outcome> future, PrintWriter out) {
            Outcome outcome;
            try {
                outcome = future.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IllegalArgumentException badInput) {
                    throw badInput;
                }
                throw new IllegalStateException(e.getCause());
            }
            seeds++;
            SimulationResult result = outcome.result();
            if (result == null) {
                failures++;
                out.println(outcome.report());
            } else {
                virtualNanos += result.virtualNanos();
                result.counts().forEach((what, often) -> counts.merge(what, often, Integer::sum));
                traceHash = 31 * traceHash + result.traceHash();
            }
            if (seeds % PROGRESS_EVERY == 0) {
                out.println(seeds + " seeds, " + failures + " failures so far");
            }
        }

        String summary() {
            double hours = Math.round(virtualNanos / 3.6e13 * 100) / 100.0;
            return seeds + " seeds, " + failures + " failures, " + hours + " simulated hours, "
                    + counts.getOrDefault("restarts", 0) + " restarts, " + counts.getOrDefault("faults", 0)
                    + " faults; trace hash " + Long.toHexString(traceHash);
        }
    }
}
