package io.weir.launch;

import io.weir.actors.client.WeirClient;
import io.weir.actors.protocol.ClientReply;
import io.weir.runtime.job.RestartFrom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir restart JOB}. */
@Command(
        name = "restart",
        description =
                "Lets a job go on that is FAILED, CANCELED (if it kept its checkpoints) or SUSPENDED, under the same id.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Without an option it goes on from its newest completed checkpoint, as after any failure. Going back further repeats output that is",
            "committed since, which must be accepted with --repeat-output."
        })
final class RestartCommand extends ClusterCommand {
    @Parameters(paramLabel = "JOB", description = "Id of the job, or a beginning of it that no other job has.")
    private String job = "";

    @ArgGroup
    private @Nullable From from;

    @Option(names = "--repeat-output", description = "Accept that output comes again that is committed already.")
    private boolean repeatOutput;

    static final class From {
        @Option(names = "--checkpoint", paramLabel = "N", description = "Go on from this checkpoint, if it is whole.")
        private @Nullable Long checkpoint;

        @Option(
                names = "--newest-intact",
                description =
                        "Go on from the newest checkpoint of which every file is what was written; reads them all.")
        private boolean newestIntact;

        @Option(names = "--from-scratch", description = "Begin at the beginning, without state.")
        private boolean scratch;

        RestartFrom kind() {
            return checkpoint != null
                    ? RestartFrom.CHECKPOINT
                    : newestIntact ? RestartFrom.NEWEST_INTACT : scratch ? RestartFrom.SCRATCH : RestartFrom.NEWEST;
        }
    }

    @Override
    int run(WeirClient client) {
        From chosen = from;
        Long named = chosen == null ? null : chosen.checkpoint;
        int[] told = {0};
        ClientReply.RestartAccepted answer = client.restart(
                job,
                chosen == null ? RestartFrom.NEWEST : chosen.kind(),
                named == null ? 0 : named,
                repeatOutput,
                files -> {
                    if (files >= told[0] + TELL_EVERY_FILES) {
                        told[0] = files;
                        err(files + " files are whole so far");
                    }
                });
        answer.skipped().forEach(skipped -> err("skipped " + skipped));
        print(answer, Report.restarted(answer));
        return ExitCode.OK;
    }

    private static final int TELL_EVERY_FILES = 100;
}
