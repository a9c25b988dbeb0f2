package io.weir.launch;

import io.weir.actors.client.WeirClient;
import io.weir.actors.protocol.ClientReply;
import picocli.CommandLine.Command;

/** {@code weir list}. */
@Command(name = "list", description = "Lists the jobs of a cluster, the newest first.", mixinStandardHelpOptions = true)
final class ListCommand extends ClusterCommand {
    @Override
    int run(WeirClient client) {
        ClientReply.Jobs jobs = new ClientReply.Jobs(client.jobs());
        print(jobs, Report.jobs(jobs));
        tellHold(client);
        return ExitCode.OK;
    }
}
