package io.weir.testkit.simulation.job;

import java.util.List;

/** The jobs that simulations of Weir itself run, by name. Each is drawn from a seed. */
public final class SimulatedJobs {
    public static final String WORD_COUNT = "wordcount";
    public static final String LEDGER = "ledger";
    /** One operator that users run: windows, joins, broadcast state, async functions, side outputs. */
    public static final String OPERATORS = "operators";
    /** One of the others, as the seed says. */
    public static final String ANY = "any";

    private SimulatedJobs() {}

    public static List<String> names() {
        return List.of(ANY, WORD_COUNT, LEDGER, OPERATORS);
    }

    /** One of them, as the seed says. */
    public static SimulatedJob drawn(long seed) {
        return switch ((int) Math.floorMod(seed, 3L)) {
            case 0 -> SimulatedWordCount.drawn(seed);
            case 1 -> SimulatedLedger.drawn(seed);
            default -> SimulatedOperators.drawn(seed);
        };
    }

    /**
     * The job of that name.
     *
     * @throws IllegalArgumentException [CLI-570] if there is none
     */
    public static SimulatedJob named(String name, long seed) {
        return switch (name) {
            case ANY -> drawn(seed);
            case WORD_COUNT -> SimulatedWordCount.drawn(seed);
            case LEDGER -> SimulatedLedger.drawn(seed);
            case OPERATORS -> SimulatedOperators.drawn(seed);
            default ->
                throw new IllegalArgumentException("[CLI-570] There is no simulated job '" + name
                        + "'. The names are fixed, because each comes with its own rules. Take one of " + names()
                        + ", or test a job of yours with @SimulatedFaults.");
        };
    }
}
