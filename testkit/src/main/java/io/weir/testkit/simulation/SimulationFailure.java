package io.weir.testkit.simulation;

import io.weir.testkit.simulation.invariant.InvariantViolation;
import java.util.List;

/** A seed that broke a rule. Its message is all that is needed to look into it. */
public final class SimulationFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long seed;
    private final String what;
    private final String rule;
    private final transient List<Fault> faults;

    SimulationFailure(long seed, String what, List<Fault> faults, List<String> lastLines, Throwable cause) {
        super(report(seed, what, faults, lastLines), cause);
        this.seed = seed;
        this.what = what;
        this.rule = ruleOf(cause);
        this.faults = List.copyOf(faults);
    }

    public long seed() {
        return seed;
    }

    /** The rule that was broken and how, in a sentence. */
    public String what() {
        return what;
    }

    /** What was planned to go wrong. */
    public List<Fault> faults() {
        return faults;
    }

    /** The name of the rule that was broken; of another failure, its class. */
    public String rule() {
        return rule;
    }

    private static String ruleOf(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof InvariantViolation
                ? message.substring(0, message.indexOf(':'))
                : cause.getClass().getSimpleName();
    }

    private static String report(long seed, String what, List<Fault> faults, List<String> lastLines) {
        StringBuilder report = new StringBuilder();
        report.append("seed ").append(seed).append(" failed. ").append(what).append("\nFaults planned (seconds):\n");
        faults.forEach(fault -> report.append("  ").append(fault).append('\n'));
        report.append("The last ").append(lastLines.size()).append(" lines of the trace:\n");
        lastLines.forEach(line -> report.append("  ").append(line).append('\n'));
        report.append("Replay: ./weir simulate --seeds ").append(seed).append(" --trace\n");
        return report.toString();
    }
}
