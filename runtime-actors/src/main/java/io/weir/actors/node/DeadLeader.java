package io.weir.actors.node;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the cluster that the leader's process is dead, so that the next one leads without waiting for heartbeats to stay out. It needs two
 * proofs from the kernel of the leader's host: the connection that this worker held was closed, and nobody listens at the node's port any
 * more. A cut line or a dead host gives neither, and stays a matter of failure detector and split-brain resolver; so does a leader that
 * stepped down, or whose process was replaced already.
 */
final class DeadLeader {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLeader.class);
    private static final int CONNECT_MILLIS = 1_000;
    private static final int TRIES = 10;
    private static final int TRY_AGAIN_MILLIS = 100;

    private final Cluster cluster;
    private final Executor blocking;

    DeadLeader(ActorSystem<?> system, Executor blocking) {
        this.cluster = Cluster.get(system);
        this.blocking = blocking;
    }

    /** The connection to the leader on that node was lost. Returns at once. */
    void connectionLost(Address leader) {
        Optional<UniqueAddress> node = member(leader);
        if (node.isPresent() && !node.get().equals(cluster.selfMember().uniqueAddress())) {
            blocking.execute(() -> ask(leader, node, TRIES));
        }
    }

    /** A process that dies closes what it has open one by one, so the port may be open for a moment longer than the connection. */
    private void ask(Address leader, Optional<UniqueAddress> node, int tries) {
        if (!member(leader).equals(node)) {
            return;
        }
        if (refuses(leader)) {
            LOG.warn("The process of the leader at {} is dead: its port is closed.", leader);
            DeadProcesses.add(leader);
            cluster.manager().tell(new Down(leader));
        } else if (tries > 1) {
            CompletableFuture.delayedExecutor(TRY_AGAIN_MILLIS, TimeUnit.MILLISECONDS, blocking)
                    .execute(() -> ask(leader, node, tries - 1));
        }
    }

    /** The process at that address that is a full member: one that leaves ends in an orderly way. */
    private Optional<UniqueAddress> member(Address address) {
        for (Member member : cluster.state().getMembers()) {
            if (member.address().equals(address) && member.status() == MemberStatus.up()) {
                return Optional.of(member.uniqueAddress());
            }
        }
        return Optional.empty();
    }

    /** What the host of a node says about the node's port. */
    enum Port {
        /** Somebody listens there, who may stand still. */
        OPEN,
        /** Nobody does. */
        CLOSED,
        /** The host says nothing, or cannot be reached. */
        SILENT
    }

    static boolean refuses(Address node) {
        return port(node) == Port.CLOSED;
    }

    /** Asks; takes a second if the host says nothing. */
    static Port port(Address node) {
        InetSocketAddress port =
                new InetSocketAddress(node.getHost().orElse(""), node.getPort().orElse(0));
        try (Socket socket = new Socket()) {
            socket.connect(port, CONNECT_MILLIS);
            return Port.OPEN;
        } catch (ConnectException e) {
            return String.valueOf(e.getMessage()).contains("refused") ? Port.CLOSED : Port.SILENT;
        } catch (IOException e) {
            LOG.debug("the node at {} does not answer: {}", node, e.toString());
            return Port.SILENT;
        }
    }
}
