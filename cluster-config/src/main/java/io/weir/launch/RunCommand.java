package io.weir.launch;

import io.weir.actors.client.WeirClient;
import io.weir.api.InvalidJobException;
import io.weir.api.JobExecutionException;
import io.weir.api.execution.ExecutionContexts;
import io.weir.api.execution.JobExecutor;
import io.weir.samples.Sample;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir run}: runs a program here, and its jobs on the cluster. */
@Command(
        name = "run",
        description = "Runs a program's main here; the jobs that it executes run on the cluster. "
                + "A sample runs in this process unless a cluster is named.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "All that follows the program's name is the program's: weir run -p 4 job.jar --input /data/text.txt",
            "A class instead of a jar must be on the class path of the nodes, for example io.weir.samples.wordcount.WordCount.",
            "A sample has a short name: weir run sessions; weir run --list tells which there are."
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

    @Option(names = "--local", description = "Run the jobs in this process, not on a cluster.")
    private boolean local;

    @Option(names = "--list", description = "Print the samples, and run nothing.")
    private boolean list;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "JAR-class-or-sample",
            description = "The program: a jar, a class that the nodes have, or the name of a sample.")
    private String target = "";

    @Parameters(index = "1..*", paramLabel = "ARG", description = "Arguments of the program.")
    private List<String> arguments = List.of();

    private @Nullable Program program;

    @Override
    public Integer call() throws Exception {
        if (list) {
            out(Sample.list());
            return ExitCode.OK;
        }
        if (target.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "[CLI-502] There is nothing to run. No program was named. Name a jar, a class, or one of these samples:"
                            + System.lineSeparator() + Sample.list());
        }
        if (!runsHere()) {
            return super.call();
        }
        if (detached) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "[CLI-512] -d makes no sense here. The job runs in this process and ends with it. "
                            + "Leave -d away, or name a cluster with --cluster HOST:PORT.");
        }
        jars(); // finds the program
        return run(ExecutionContexts.local());
    }

    /** Whoever has just cloned has no cluster, and wants to see a sample run. */
    private boolean runsHere() {
        boolean named = !options.named().isEmpty();
        if (local && named) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "[CLI-512] --local and a cluster exclude each other. --cluster or WEIR_CLUSTER names "
                            + String.join(",", options.named()) + ". Leave one of them away.");
        }
        return local || (!named && Sample.find(target).isPresent());
    }

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
        return run((JobExecutor) client);
    }

    private int run(JobExecutor where) throws Exception {
        List<JobNews> news = new CopyOnWriteArrayList<>();
        Submitting executor = new Submitting(where, parallelism, detached, job -> {
            if (options.json) {
                out(Report.json(Map.of("jobId", job)));
            } else {
                out("job " + job + (where instanceof WeirClient ? " submitted" : " runs in this process"));
            }
            if (where instanceof WeirClient client && !detached) {
                news.add(new JobNews(() -> client.query(job).job(), this::err).begin());
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
        } finally {
            news.forEach(JobNews::close);
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
