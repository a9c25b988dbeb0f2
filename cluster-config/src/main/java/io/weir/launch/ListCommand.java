package io.weir.launch;

import io.weir.actors.client.WeirClient;
import io.weir.actors.protocol.ClientReply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code weir list}. */
@Command(name = "list", description = "Lists the jobs of a cluster, the newest first.", mixinStandardHelpOptions = true)
final class ListCommand extends ClusterCommand {
    @Override
    int run(WeirClient client) {
        List<ClientReply.JobSummary> newestFirst = new ArrayList<>(client.jobs()); // in the order of submission
        Collections.reverse(newestFirst);
        ClientReply.Jobs jobs = new ClientReply.Jobs(newestFirst);
        print(jobs, Report.jobs(jobs));
        tellHold(client);
        return ExitCode.OK;
    }
}
