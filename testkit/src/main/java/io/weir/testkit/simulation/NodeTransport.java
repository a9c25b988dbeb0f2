package io.weir.testkit.simulation;

import io.weir.actors.exchange.ActorTransport;
import io.weir.actors.exchange.ExchangeMessage;
import io.weir.actors.exchange.Route;
import io.weir.actors.exchange.Transport;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.WeirException;
import org.apache.pekko.actor.typed.ActorRef;

/** The data plane of one node: from mailbox to mailbox, over the simulated network if the other end is on another node. */
final class NodeTransport implements Transport {
    private final SimulatedNode node;

    NodeTransport(SimulatedNode node) {
        this.node = node;
    }

    @Override
    public String register(ActorRef<ExchangeMessage> subtask) {
        return node.name;
    }

    @Override
    public void unregister(String address) {}

    @Override
    public Route routeTo(ActorRef<ExchangeMessage> receiver, String address) {
        boolean remote = !address.equals(node.name);
        return new Route() {
            @Override
            public void send(ExchangeMessage message) {
                if (node.cluster.takeFunctionFailure()) {
                    throw new WeirException(
                            FailureKind.USER_CODE, "the simulation lets a function fail as it emits a record");
                }
                if (remote) {
                    ActorTransport.refuseTooLarge(message, SimulatedActors.MAX_ELEMENT_BYTES);
                }
                receiver.tell(message);
            }

            @Override
            public boolean isRemote() {
                return remote;
            }
        };
    }

    @Override
    public void close() {}
}
