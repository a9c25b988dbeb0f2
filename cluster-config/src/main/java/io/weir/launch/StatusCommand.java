package io.weir.launch;

import io.weir.actors.client.WeirClient;
import io.weir.actors.protocol.ClientReply;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir status JOB}. */
@Command(
        name = "status",
        description = "Shows a job: attempt, workers, checkpoints, the counters of each subtask, the last failures.",
        mixinStandardHelpOptions = true)
final class StatusCommand extends ClusterCommand {
    @Parameters(paramLabel = "JOB", description = "Id of the job, or a beginning of it that no other job has.")
    private String job = "";

    @Option(names = "--watch", description = "Repeat every second until the job has ended.")
    private boolean watch;

    @Override
    int run(WeirClient client) throws InterruptedException {
        while (true) {
            ClientReply.Job answer = client.describe(job);
            print(answer, Report.status(answer));
            tellHold(client);
            if (!watch || answer.summary().status().isGloballyTerminalState()) {
                return ExitCode.OK;
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }
}
