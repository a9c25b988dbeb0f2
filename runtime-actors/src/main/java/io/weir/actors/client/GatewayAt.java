package io.weir.actors.client;

import io.weir.actors.protocol.ClientCommand;
import org.apache.pekko.actor.ActorSelection;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The gateway at an address, whichever process is there. A remote reference would not do: after a node has said goodbye, Pekko drops what is
 * sent to its address by reference until somebody there speaks first, and a node that is started again has nothing to say to a client.
 * Selections pass ({@code Association.send}).
 */
final class GatewayAt {
    private GatewayAt() {}

    /**
     * Spawns what passes on to the gateway.
     *
     * @param address {@code host:port}
     * @param number of this gateway among those of the system
     */
    static ActorRef<ClientCommand> address(ActorSystem<?> system, String address, int number) {
        ActorSelection gateway =
                Adapter.toClassic(system).actorSelection("pekko://weir@" + address + "/user/" + Gateway.NAME);
        Behavior<ClientCommand> passOn = Behaviors.receiveMessage(command -> {
            gateway.tell(command, org.apache.pekko.actor.ActorRef.noSender());
            return Behaviors.same();
        });
        return system.systemActorOf(passOn, "gateway-" + number, Props.empty());
    }
}
