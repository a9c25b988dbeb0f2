package io.weir.actors.subtask;

import io.weir.actors.exchange.Route;
import io.weir.actors.exchange.Transport;
import io.weir.actors.protocol.WorkerCommand.Peer;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.WeirException;
import io.weir.runtime.plan.ChainVertex;
import io.weir.runtime.plan.Exchange;
import io.weir.runtime.plan.ExecutionPlan;
import java.util.ArrayList;
import java.util.List;

/** The ways to all subtasks of an attempt, found by the channels between them. Immutable; one for all subtasks of a node. */
public final class PeerTable {
    private final ExecutionPlan plan;
    /** By vertex, then index. */
    private final List<List<Route>> routes;

    private PeerTable(ExecutionPlan plan, List<List<Route>> routes) {
        this.plan = plan;
        this.routes = routes;
    }

    /** Throws a {@link WeirException} of kind BROKEN_PROTOCOL if a subtask of the plan has no address. */
    public static PeerTable of(ExecutionPlan plan, List<Peer> peers, Transport transport) {
        List<List<Route>> routes = new ArrayList<>();
        for (ChainVertex vertex : plan.vertices()) {
            List<Route> ofVertex = new ArrayList<>();
            for (int index = 0; index < vertex.parallelism(); index++) {
                Peer peer = peerOf(new SubtaskId(vertex.index(), index), peers);
                ofVertex.add(transport.routeTo(peer.ref(), peer.exchange()));
            }
            routes.add(List.copyOf(ofVertex));
        }
        return new PeerTable(plan, List.copyOf(routes));
    }

    private static Peer peerOf(SubtaskId id, List<Peer> peers) {
        for (Peer peer : peers) {
            if (peer.vertex() == id.vertex() && peer.index() == id.index()) {
                return peer;
            }
        }
        throw new WeirException(
                FailureKind.BROKEN_PROTOCOL,
                "[NET-704] The attempt was started without the address of subtask " + id
                        + ". The nodes disagree about the plan of the job. The job restarts from its last checkpoint; "
                        + "run the same version on all nodes.");
    }

    Route receiver(int channel) {
        Exchange exchange = plan.exchangeOf(channel);
        return routes.get(exchange.to()).get(exchange.receiverOf(channel));
    }

    Route sender(int channel) {
        Exchange exchange = plan.exchangeOf(channel);
        return routes.get(exchange.from()).get(exchange.senderOf(channel));
    }
}
