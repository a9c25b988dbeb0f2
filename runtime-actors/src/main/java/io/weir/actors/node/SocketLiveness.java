package io.weir.actors.node;

import io.weir.actors.guard.NodeFatal;
import io.weir.actors.job.Liveness;
import io.weir.actors.liveness.LivenessServer;
import io.weir.actors.liveness.LivenessSettings;
import io.weir.runtime.cluster.WorkerId;
import java.util.function.Consumer;

/** A port of the leader's node to which workers connect. */
final class SocketLiveness implements Liveness {
    private final LivenessServer server;
    private final String host;

    SocketLiveness(String nodeHost, LivenessSettings settings, Consumer<WorkerId> workerGone, NodeFatal fatal) {
        host = settings.host().isEmpty() ? nodeHost : settings.host();
        server = new LivenessServer(host, settings, workerGone, fatal);
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public int port() {
        return server.address().getPort();
    }

    @Override
    public void close() {
        server.close();
    }
}
