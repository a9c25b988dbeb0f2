package io.weir.tools;

import io.weir.launch.CommandFailure;
import io.weir.launch.ExitCode;
import io.weir.launch.Main;
import io.weir.launch.Report;
import io.weir.tools.chaos.Chaos;
import io.weir.tools.chaos.ChaosResult;
import io.weir.tools.chaos.ChaosSettings;
import io.weir.tools.chaos.FaultKind;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir chaos}. */
@Command(
        name = "chaos",
        description =
                "A cluster of real processes runs a job while they are killed, paused, starved, cut off, left without disk space, given wrong clocks and a wrong journal; then the committed output is compared with what must be there, record by record.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "After each fault it waits until new output is committed. See docs/chaos.md.",
            "Exit code 0 if nothing was lost, repeated or out of order, 1 if something was or the job stood still, 2 for wrong usage."
        })
final class ChaosCommand implements Callable<Integer> {
    @Option(
            names = "--kills",
            paramLabel = "N",
            description =
                    "SIGKILLs, one in four to the leader; other faults come on top, one for each ten kills (long-pause: for each forty). Default: ${DEFAULT-VALUE}.")
    private int kills = 20;

    @Option(
            names = "--faults",
            paramLabel = "KINDS",
            description =
                    "all, or some of kill,pause,stall,long-pause,overload,foreign-journal,partition,disk-full,clock. What this machine does not allow is left out, and the run says so. Default: ${DEFAULT-VALUE}.")
    private String faults = "all";

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "Begin no fault later, for example 20m. Default: as long as all the faults take.")
    private @Nullable String duration;

    @Mixin
    private final ChaosOptions options = new ChaosOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        ChaosSettings settings;
        try {
            settings = options.settings(kills, FaultKind.parse(faults), duration);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, Report.sentenceOf(e));
        }
        try {
            OptionalInt elsewhere = Chaos.inNamespaces(settings, Main.class.getName(), ChaosOptions.arguments(spec));
            if (elsewhere.isPresent()) {
                return elsewhere.getAsInt();
            }
            ChaosResult result = Chaos.run(settings, this::tell);
            if (options.json) {
                line(Report.json(result));
            } else {
                result.ledger().differences().forEach(this::line);
                line(result.line());
            }
            return result.exact() ? ExitCode.OK : ExitCode.FAILED;
        } catch (Exception e) {
            throw new CommandFailure(ExitCode.FAILED, Report.sentenceOf(e));
        }
    }

    private void tell(String text) {
        if (spec != null && options.json) {
            spec.commandLine().getErr().println(text);
        } else {
            line(text);
        }
    }

    private void line(String text) {
        if (spec != null) {
            spec.commandLine().getOut().println(text);
        }
    }
}
