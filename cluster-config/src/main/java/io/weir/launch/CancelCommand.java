package io.weir.launch;

import io.weir.actors.client.WeirClient;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code weir cancel JOB}. */
@Command(
        name = "cancel",
        description = "Ends a job. Output that no checkpoint has completed is not committed.",
        mixinStandardHelpOptions = true)
final class CancelCommand extends ClusterCommand {
    @Parameters(paramLabel = "JOB", description = "Id of the job, or a beginning of it that no other job has.")
    private String job = "";

    @Override
    int run(WeirClient client) {
        String id = client.cancel(job);
        print(Map.of("jobId", id, "accepted", true), "job " + id + " will be cancelled");
        return ExitCode.OK;
    }
}
