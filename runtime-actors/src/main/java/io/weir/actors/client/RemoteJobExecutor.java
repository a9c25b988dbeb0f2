package io.weir.actors.client;

import io.weir.api.JobClient;
import io.weir.api.JobExecutionException;
import io.weir.api.execution.JobExecutor;
import io.weir.api.graph.JobGraph;
import io.weir.runtime.failure.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Runs the jobs of a program on the cluster that the program itself names. Each job has a connection of its own, which ends with the job; it keeps no
 * process alive.
 */
final class RemoteJobExecutor implements JobExecutor {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final NodeAddress node;
    private final List<Path> jars;

    /** @throws ClientException [CLI-580] if the address cannot be one, [CLI-502] if there is no such jar */
    RemoteJobExecutor(String host, int port, List<Path> jars) {
        this.node = NodeAddress.of(host + ":" + port);
        this.jars = List.copyOf(jars);
        for (Path jar : jars) {
            if (!Files.isRegularFile(jar)) {
                throw new ClientException("[CLI-502] There is no jar " + Quoted.plain(jar.toAbsolutePath())
                        + ". Build it first, or correct the path.");
            }
        }
    }

    @Override
    public JobClient submit(JobGraph graph, ClassLoader userCode) throws JobExecutionException {
        WeirClient client;
        try {
            client = WeirClient.connect(List.of(node.toString()), jars, PATIENCE);
        } catch (ClientException e) {
            throw new JobExecutionException(null, String.valueOf(e.getMessage()), e);
        }
        try {
            return ClosingJob.watch(client.submit(graph, userCode), client, (status, sentence) -> {});
        } catch (JobExecutionException | RuntimeException refused) {
            client.close();
            throw refused;
        }
    }

    /** That of this machine's addresses from which the node can be reached. */
    @Override
    public String programHost() {
        try {
            return WeirClient.localAddressTowards(node);
        } catch (IOException e) {
            return JobExecutor.super.programHost(); // submit says that the node does not answer
        }
    }

    @Override
    public int defaultParallelism() {
        return 1;
    }
}
