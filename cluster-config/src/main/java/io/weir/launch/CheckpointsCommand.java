package io.weir.launch;

import io.weir.actors.client.WeirClient;
import io.weir.actors.protocol.ClientReply;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code weir checkpoints JOB}. */
@Command(
        name = "checkpoints",
        description = "Shows the last checkpoints of a job.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "ALIGNED, SYNC and ASYNC: the subtask that waited longest for its other channels, that stood still longest to freeze its state, and that wrote",
            "longest. --json has all subtasks. They are known of checkpoints that this leader has seen."
        })
final class CheckpointsCommand extends ClusterCommand {
    @Parameters(paramLabel = "JOB", description = "Id of the job, or a beginning of it that no other job has.")
    private String job = "";

    @Override
    int run(WeirClient client) {
        ClientReply.Checkpoints answer = client.checkpoints(job);
        print(answer, Report.checkpoints(answer));
        tellHold(client);
        return ExitCode.OK;
    }
}
