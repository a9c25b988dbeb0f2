package io.weir.actors.subtask;

import io.weir.actors.exchange.ExchangeMessage;
import io.weir.actors.protocol.WorkerCommand.Peer;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.WeirException;
import io.weir.runtime.plan.ChainVertex;
import io.weir.runtime.plan.Exchange;
import io.weir.runtime.plan.ExecutionPlan;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** The addresses of all subtasks of an attempt, found by the channels between them. Immutable; one for all subtasks of a node. */
public final class PeerTable {
    private final ExecutionPlan plan;
    /** By vertex, then index. */
    private final List<List<ActorRef<ExchangeMessage>>> refs;

    private PeerTable(ExecutionPlan plan, List<List<ActorRef<ExchangeMessage>>> refs) {
        this.plan = plan;
        this.refs = refs;
    }

    /** Throws a {@link WeirException} of kind BROKEN_PROTOCOL if a subtask of the plan has no address. */
    public static PeerTable of(ExecutionPlan plan, List<Peer> peers) {
        List<List<ActorRef<ExchangeMessage>>> refs = new ArrayList<>();
        for (ChainVertex vertex : plan.vertices()) {
            List<ActorRef<ExchangeMessage>> ofVertex = new ArrayList<>();
            for (int index = 0; index < vertex.parallelism(); index++) {
                ofVertex.add(refOf(new SubtaskId(vertex.index(), index), peers));
            }
            refs.add(List.copyOf(ofVertex));
        }
        return new PeerTable(plan, List.copyOf(refs));
    }

    private static ActorRef<ExchangeMessage> refOf(SubtaskId id, List<Peer> peers) {
        for (Peer peer : peers) {
            if (peer.vertex() == id.vertex() && peer.index() == id.index()) {
                return peer.ref();
            }
        }
        throw new WeirException(
                FailureKind.BROKEN_PROTOCOL,
                "[NET-704] The attempt was started without the address of subtask " + id
                        + ". The nodes disagree about the plan of the job. The job restarts from its last checkpoint; "
                        + "run the same version on all nodes.");
    }

    ActorRef<ExchangeMessage> receiver(int channel) {
        Exchange exchange = plan.exchangeOf(channel);
        return refs.get(exchange.to()).get(exchange.receiverOf(channel));
    }

    ActorRef<ExchangeMessage> sender(int channel) {
        Exchange exchange = plan.exchangeOf(channel);
        return refs.get(exchange.from()).get(exchange.senderOf(channel));
    }

    static boolean isRemote(ActorRef<ExchangeMessage> peer) {
        return peer.path().address().hasGlobalScope();
    }
}
