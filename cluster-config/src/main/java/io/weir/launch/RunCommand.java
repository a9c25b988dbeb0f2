package io.weir.launch;

import io.weir.actors.client.WeirClient;
import io.weir.api.InvalidJobException;
import io.weir.api.JobExecutionException;
import io.weir.api.execution.ExecutionContexts;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir run}: runs a program here, and its jobs on the cluster. */
@Command(
        name = "run",
        description = "Runs a program's main here; the jobs that it executes run on the cluster.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The program's own options follow its name: weir run -p 4 job.jar --input /data/text.txt",
            "A class instead of a jar must be on the class path of the nodes, for example io.weir.samples.wordcount.WordCount."
        })
final class RunCommand extends ClusterCommand {
    @Option(
            names = {"-p", "--parallelism"},
            paramLabel = "N",
            description = "Parallelism of operators for which the program sets none. Default: 1.")
    private int parallelism = 1;

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            description = "The class whose main is run. Default: the jar's Main-Class.")
    private @Nullable String mainClass;

    @Option(
            names = {"-d", "--detached"},
            description = "Return when the job is accepted instead of when it has ended.")
    private boolean detached;

    @Parameters(index = "0", paramLabel = "JAR-or-class")
    private String target = "";

    @Parameters(index = "1..*", paramLabel = "ARG", description = "Arguments of the program.")
    private List<String> arguments = List.of();

    private @Nullable Program program;

    @Override
    List<Path> jars() {
        if (parallelism < 1) {
            throw new CommandFailure(
                    ExitCode.USAGE, "[API-108] -p is " + parallelism + "; it must be from 1 to 32768.");
        }
        Program found = Program.find(target, mainClass);
        program = found;
        return found.jars();
    }

    @Override
    int run(WeirClient client) throws Exception {
        Submitting executor = new Submitting(client, parallelism, detached, job -> {
            if (options.json) {
                out(Report.json(Map.of("jobId", job)));
            } else {
                out("job " + job + " submitted");
            }
        });
        Program found = program == null ? Program.find(target, mainClass) : program;
        try {
            ExecutionContexts.withExecutor(executor, () -> {
                found.run(arguments);
                return ExitCode.OK;
            });
        } catch (InvocationTargetException e) {
            throw programFailed(e.getCause() == null ? e : e.getCause());
        }
        if (!executor.submitted()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "[CLI-507] The main of " + target
                            + " ended without a job. It never called execute() on its environment; call it after the last operator.");
        }
        if (!detached && !options.json) {
            out("job finished");
        }
        return ExitCode.OK;
    }

    private CommandFailure programFailed(Throwable thrown) {
        if (thrown instanceof InvalidJobException || thrown instanceof IllegalArgumentException) {
            return new CommandFailure(ExitCode.USAGE, Report.sentenceOf(thrown));
        }
        if (thrown instanceof JobExecutionException) {
            return new CommandFailure(ExitCode.FAILED, Report.sentenceOf(thrown));
        }
        if (thrown instanceof LinkageError) {
            return new CommandFailure(ExitCode.USAGE, Program.notLoadable(target, thrown));
        }
        if (System.getenv("WEIR_DEBUG") != null) {
            java.io.StringWriter trace = new java.io.StringWriter();
            thrown.printStackTrace(new java.io.PrintWriter(trace));
            err(trace.toString());
        }
        return new CommandFailure(ExitCode.FAILED, Report.sentenceOf(thrown));
    }
}
