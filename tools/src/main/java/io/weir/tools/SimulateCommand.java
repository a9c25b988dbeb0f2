package io.weir.tools;

import io.weir.launch.CommandFailure;
import io.weir.launch.ExitCode;
import io.weir.launch.Report;
import io.weir.runtime.failure.Quoted;
import io.weir.testkit.simulation.Fault;
import io.weir.testkit.simulation.SimulationRunner;
import io.weir.testkit.simulation.SimulationSettings;
import io.weir.testkit.simulation.job.SimulatedJobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir simulate}. */
@Command(
        name = SimulateCommand.NAME,
        description =
                "Runs whole clusters in one thread each, in virtual time, with faults, from seeds; every seed must keep all rules.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A seed that fails is shrunk to the faults that it needs, and says how to replay it. See docs/simulation.md.",
            "Exit code 0 if all seeds kept all rules, 1 if not."
        })
final class SimulateCommand implements Callable<Integer> {
    static final String NAME = "simulate";
    private static final String NONE = "none";
    private static final String LOG_LEVEL = "WEIR_LOG_LEVEL";

    @Option(names = "--seeds", paramLabel = "FIRST..LAST", description = "Or one number. Default: ${DEFAULT-VALUE}.")
    private String seeds = "1..300";

    @Option(
            names = "--job",
            paramLabel = "NAME",
            description = "any, wordcount, ledger or operators. Default: ${DEFAULT-VALUE}.")
    private String job = SimulatedJobs.ANY;

    @Option(names = "--nodes", paramLabel = "N", description = "Workers at the start. Default: ${DEFAULT-VALUE}.")
    private int nodes = 3;

    @Option(
            names = "--faults",
            paramLabel = "KINDS",
            description =
                    "all, none, or kinds separated by commas, such as worker-crash,data-loss. Default: ${DEFAULT-VALUE}.")
    private String faults = "all";

    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "J",
            description = "Simulations at the same time. Default: one for each processor.")
    private int jobs = Math.min(64, Runtime.getRuntime().availableProcessors());

    @Option(names = "--trace", description = "Print who said what to whom.")
    private boolean trace;

    @Option(
            names = "--only",
            paramLabel = "NUMBERS",
            description = "Of the faults that are drawn only those with these numbers, or none: as a failure says it.")
    private @Nullable String only;

    @Spec
    private @Nullable CommandSpec spec;

    /** To be called before logging is set up: thousands of failures are simulated, and what is wrong the rules say. */
    static void quietIfCalled(String[] args) {
        if (args.length > 0 && args[0].equals(NAME) && System.getenv(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, "OFF");
        }
    }

    @Override
    public Integer call() {
        if (spec == null) {
            return ExitCode.FAILED;
        }
        try {
            SimulationSettings unused = SimulationSettings.of(1).withNodes(nodes);
            Set<Fault.Kind> kinds = SimulationRunner.kinds(faults);
            SimulationRunner runner = new SimulationRunner(job, nodes, kinds, trace ? 1 : jobs, trace, numbers());
            boolean clean = runner.run(seeds, spec.commandLine().getOut());
            return clean ? ExitCode.OK : ExitCode.FAILED;
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, Report.sentenceOf(e));
        }
    }

    private @Nullable List<Integer> numbers() {
        String given = only;
        if (given == null) {
            return null;
        }
        List<Integer> numbers = new ArrayList<>();
        if (!given.equals(NONE)) {
            for (String number : given.split(",", -1)) {
                try {
                    numbers.add(Integer.valueOf(number.strip()));
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException(
                            "[CLI-570] " + Quoted.of(number)
                                    + " is no number of a fault. --only takes numbers separated by "
                                    + "commas, or none. Copy them from the report of the failure.",
                            e);
                }
            }
        }
        return numbers;
    }
}
