package io.weir.launch;

import io.weir.actors.client.ClientException;
import io.weir.actors.client.WeirClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks a cluster something and prints the answer. */
abstract class ClusterCommand implements Callable<Integer> {
    /** A new leader takes some seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Mixin
    final ClusterOptions options = new ClusterOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        try (WeirClient client = WeirClient.connect(options.addresses(), jars(), PATIENCE)) {
            return run(client);
        } catch (ClientException e) {
            throw failure(e);
        }
    }

    abstract int run(WeirClient client) throws Exception;

    /** Sent along with jobs; checked before anything is connected. */
    List<Path> jars() {
        return List.of();
    }

    static CommandFailure failure(ClientException e) {
        int exit = switch (e.code()) {
            case "CLI-501" -> ExitCode.NOT_FOUND;
            case "CLI-502", "CLI-580" -> ExitCode.USAGE;
            case "CLI-503" -> ExitCode.UNREACHABLE;
            case "CLI-504", "CLI-515", "JOB-830", "JOB-831", "JOB-832", "JOB-833", "JOB-834" -> ExitCode.REFUSED;
            default -> ExitCode.FAILED;
        };
        return new CommandFailure(exit, String.valueOf(e.getMessage()));
    }

    final void print(Object answer, String text) {
        out(options.json ? Report.json(answer) : text.stripTrailing());
    }

    /** A hold that is forgotten fills the disk, so people are told of it; JSON has it in the description of the cluster. */
    final void tellHold(WeirClient client) {
        if (!options.json) {
            long until = client.cluster().deletionsHeldUntilMillis();
            if (until > 0) {
                out("no checkpoint is deleted until " + Report.time(until) + " (weir backup release)");
            }
        }
    }

    final void out(String text) {
        if (spec != null) {
            spec.commandLine().getOut().println(text);
        }
    }

    final void err(String text) {
        if (spec != null) {
            spec.commandLine().getErr().println(text);
        }
    }
}
