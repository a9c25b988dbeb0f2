package io.weir.testkit.simulation;

import java.util.List;

/** A seed that broke a rule. Its message is all that is needed to look into it. */
public final class SimulationFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long seed;

    SimulationFailure(long seed, String what, List<Fault> faults, List<String> lastLines, Throwable cause) {
        super(report(seed, what, faults, lastLines), cause);
        this.seed = seed;
    }

    public long seed() {
        return seed;
    }

    private static String report(long seed, String what, List<Fault> faults, List<String> lastLines) {
        StringBuilder report = new StringBuilder();
        report.append("seed ").append(seed).append(" failed. ").append(what).append("\nFaults planned (seconds):\n");
        faults.forEach(fault -> report.append("  ").append(fault).append('\n'));
        report.append("The last ").append(lastLines.size()).append(" lines of the trace:\n");
        lastLines.forEach(line -> report.append("  ").append(line).append('\n'));
        report.append("Replay: java -cp CLASSPATH io.weir.testkit.simulation.SimulationRunner --seeds ")
                .append(seed)
                .append(" --trace\n");
        return report.toString();
    }
}
