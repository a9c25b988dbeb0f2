package io.weir.actors.exchange;

import org.apache.pekko.actor.typed.ActorRef;

/**
 * Carries the data plane's messages to subtasks, here or on another node: in order for each pair of sender and receiver, at most
 * once. What it loses, the sequence numbers of the receiving channel reveal. A port, so that a socket of its own per pair of nodes, or a
 * simulated network, can take the place of the actor system's. Safe for any thread.
 */
@FunctionalInterface
public interface Transport {
    /**
     * Sends; never blocks.
     *
     * @throws io.weir.runtime.failure.WeirException if the message can never arrive
     */
    void send(ActorRef<ExchangeMessage> receiver, ExchangeMessage message);
}
