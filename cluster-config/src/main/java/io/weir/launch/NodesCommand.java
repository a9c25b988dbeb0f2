package io.weir.launch;

import io.weir.actors.client.WeirClient;
import io.weir.actors.protocol.ClientReply;
import picocli.CommandLine.Command;

/** {@code weir nodes}. */
@Command(
        name = "nodes",
        description = "Shows the leader, the workers and their slots.",
        mixinStandardHelpOptions = true)
final class NodesCommand extends ClusterCommand {
    @Override
    int run(WeirClient client) {
        ClientReply.Cluster cluster = client.cluster();
        print(cluster, Report.nodes(cluster));
        tellHold(client);
        return ExitCode.OK;
    }
}
