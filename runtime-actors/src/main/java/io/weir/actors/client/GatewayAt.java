package io.weir.actors.client;

import io.weir.actors.protocol.ClientCommand;
import java.util.List;
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
     * Spawns what passes on to the gateway: under all spellings of its address, of which the node answers to one and drops the others.
     *
     * @param address of the node
     * @param number of this gateway among those of the system
     */
    static ActorRef<ClientCommand> address(ActorSystem<?> system, NodeAddress address, int number) {
        List<ActorSelection> spellings = address.spellings().stream()
                .map(each -> Adapter.toClassic(system).actorSelection("pekko://weir@" + each + "/user/" + Gateway.NAME))
                .toList();
        Behavior<ClientCommand> passOn = Behaviors.receiveMessage(command -> {
            spellings.forEach(each -> each.tell(command, org.apache.pekko.actor.ActorRef.noSender()));
            return Behaviors.same();
        });
        return system.systemActorOf(passOn, "gateway-" + number, Props.empty());
    }
}
