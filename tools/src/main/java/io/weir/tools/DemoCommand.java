package io.weir.tools;

import io.weir.launch.CommandFailure;
import io.weir.launch.ExitCode;
import io.weir.launch.Program;
import io.weir.launch.Report;
import io.weir.launch.Terminal;
import io.weir.tools.demo.Demo;
import io.weir.tools.demo.DemoResult;
import io.weir.tools.demo.DemoScreen;
import io.weir.tools.demo.DemoSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir demo}. */
@Command(
        name = "demo",
        description =
                "A cluster of real processes counts the words of Moby-Dick while some of them are killed; then the result is recounted.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit code 0 if every count is exact, 1 if not."})
final class DemoCommand implements Callable<Integer> {
    private static final String JOB = "io.weir.samples.wordcount.WordCount";

    @Option(names = "--nodes", paramLabel = "N", description = "Processes, 3 to 9. Default: ${DEFAULT-VALUE}.")
    private int nodes = 3;

    @Option(
            names = "--kills",
            paramLabel = "N",
            description = "Processes to kill, in turn a worker and the leader. Default: ${DEFAULT-VALUE}.")
    private int kills = 2;

    @Option(
            names = {"-p", "--parallelism"},
            paramLabel = "N",
            description = "Parallelism of the job. Default: the slots that are left when a node is down.")
    private int parallelism;

    enum State {
        heap,
        rocksdb
    }

    @Option(names = "--state", description = "State backend: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private State state = State.heap;

    @Option(names = "--seed", paramLabel = "S", description = "Which worker is killed when. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where logs, checkpoints and output go, and stay. Default: a temporary directory.")
    private @Nullable Path directory;

    @Option(names = "--keep", description = "Leave the temporary directory where it is.")
    private boolean keep;

    @Option(names = "--json", description = "Print the result as JSON, and nothing else on standard output.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        DemoSettings settings;
        try {
            settings = new DemoSettings(
                    nodes,
                    kills,
                    parallelism == 0 ? 2 * (nodes - 1) : parallelism,
                    state == State.rocksdb,
                    seed,
                    directory,
                    keep);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, Report.sentenceOf(e));
        }
        try {
            DemoResult result =
                    new Demo(settings, (client, arguments) -> Program.submit(client, JOB, arguments), screen()).run();
            report(result);
            return result.exact() ? ExitCode.OK : ExitCode.FAILED;
        } catch (Exception e) {
            throw new CommandFailure(ExitCode.FAILED, Report.sentenceOf(e));
        }
    }

    private void report(DemoResult result) {
        if (json) {
            line(Report.json(result));
            return;
        }
        List<String> differences = result.differences();
        differences.forEach(this::line);
        line(result.line());
    }

    private DemoScreen screen() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        PrintWriter to = json ? line.getErr() : line.getOut();
        return new DemoScreen(
                text -> {
                    to.print(text);
                    to.flush();
                },
                !json && Terminal.isThere(),
                Terminal.width(System.getenv("COLUMNS")));
    }

    private void line(String text) {
        if (spec != null) {
            spec.commandLine().getOut().println(text);
        }
    }
}
