package io.weir.actors.client;

import io.weir.actors.config.MissingLog;
import io.weir.api.execution.ClusterExecutors;
import io.weir.api.execution.JobExecutor;
import java.nio.file.Path;
import java.util.List;

/** Finds the way to a cluster for {@code StreamExecutionEnvironment.createRemoteEnvironment}. */
public final class NamedClusters implements ClusterExecutors {
    /** Made by {@link java.util.ServiceLoader}. */
    public NamedClusters() {
        MissingLog.isNoNews();
    }

    @Override
    public JobExecutor at(String host, int port, List<Path> jars) {
        return new RemoteJobExecutor(host, port, jars);
    }
}
