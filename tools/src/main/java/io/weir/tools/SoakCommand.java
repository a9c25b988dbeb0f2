package io.weir.tools;

import io.weir.launch.CommandFailure;
import io.weir.launch.ExitCode;
import io.weir.launch.Report;
import io.weir.tools.chaos.Chaos;
import io.weir.tools.chaos.ChaosSettings;
import io.weir.tools.chaos.FaultKind;
import io.weir.tools.chaos.SoakResult;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir soak}. */
@Command(
        name = "soak",
        description =
                "A cluster of real processes runs a job at a stable rate while one of them is killed now and then; heap, memory, threads, handles, temporary files, checkpoints and journal must stay flat, and the output exact.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What is flat: see docs/chaos.md.",
            "Exit code 0 if all is flat and the output exact, 1 if not or the job stood still, 2 for wrong usage.",
            "A run of less than 10 minutes tells only whether the output is exact."
        })
final class SoakCommand implements Callable<Integer> {
    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "How long, for example 2h. Default: ${DEFAULT-VALUE}.")
    private String duration = "2h";

    @Option(
            names = "--kill-every",
            paramLabel = "TIME",
            description = "Quiet time before each SIGKILL. The last node is never killed. Default: ${DEFAULT-VALUE}.")
    private String killEvery = "5m";

    @Mixin
    private final ChaosOptions options = new ChaosOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        ChaosSettings settings;
        Duration quiet;
        try {
            settings = options.settings(0, Set.of(FaultKind.KILL), duration);
            quiet = ChaosOptions.time("--kill-every", killEvery);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, Report.sentenceOf(e));
        }
        try {
            SoakResult result = Chaos.soak(settings, quiet, this::tell);
            if (options.json) {
                line(Report.json(result));
            } else {
                result.chaos().ledger().differences().forEach(this::line);
                line(result.line());
            }
            return result.good() ? ExitCode.OK : ExitCode.FAILED;
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
