package io.weir.launch;

import io.weir.runtime.failure.Quoted;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./weir}: parses the command line, runs one command, and turns failures into a sentence and an exit code. */
@Command(
        name = "weir",
        description = "Runs Weir nodes, and jobs on them.",
        mixinStandardHelpOptions = true,
        version = "Weir 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            NodeCommand.class,
            RunCommand.class,
            ListCommand.class,
            NodesCommand.class,
            StatusCommand.class,
            CancelCommand.class,
            RestartCommand.class,
            BackupCommand.class,
            CheckpointsCommand.class
        },
        footer = {
            "",
            "  weir bench ...   benchmarks, see benchmarks/README.md",
            "  weir fuzz ...    wrong bytes for every decoder, see weir fuzz --help",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no such job, 4 not in this state, 5 no node answered."
        })
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    private Main() {}

    public static void main(String[] args) {
        providers().forEach(provider -> provider.beforeLogging(args));
        LoggerFactory.getLogger(Main.class); // logging is set up before anything logs
        int code = run(printer(System.out), printer(System.err), args);
        System.out.flush();
        System.exit(code);
    }

    private static PrintWriter printer(PrintStream stream) {
        return new PrintWriter(stream, true, Charset.defaultCharset()); // what the terminal reads
    }

    private static List<CommandProvider> providers() {
        return ServiceLoader.load(CommandProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** All commands with their options, those of other modules on the class path too. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        providers().forEach(provider -> provider.commands().forEach(line::addSubcommand));
        return line;
    }

    /**
     * Runs one command without leaving the JVM.
     *
     * @return the exit code, as help lists them
     */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = commandLine();
        CommandLine runsPrograms = Objects.requireNonNull(line.getSubcommands().get("run"));
        runsPrograms.setStopAtPositional(true); // what follows the program's name is the program's
        line.setOut(out);
        line.setErr(err);
        line.setParameterExceptionHandler(UsageErrors::print);
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            command.getErr().println(Quoted.lines(Report.sentenceOf(exception)));
            return exception instanceof CommandFailure failure ? failure.exitCode() : ExitCode.FAILED;
        });
        return line.execute(args);
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), UsageErrors.NO_COMMAND);
        }
    }
}
