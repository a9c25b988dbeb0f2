package io.weir.actors.exchange;

import org.apache.pekko.actor.typed.ActorRef;

/**
 * Carries the data plane's messages to subtasks, here or on another node: in order for each pair of sender and receiver, at most
 * once. What it loses, the sequence numbers of the receiving channel reveal. A port: {@link ActorTransport} goes the actor system's way,
 * {@code SocketTransport} has connections of its own, a test's loses what it likes. Safe for any thread.
 */
public interface Transport extends AutoCloseable {
    /**
     * Lets a subtask of this node be reached from others, until {@link #unregister}.
     *
     * @return what the others need for {@link #routeTo}; may be empty
     */
    String register(ActorRef<ExchangeMessage> subtask);

    /** The subtask has ended. {@code address} as {@link #register} gave it; nothing happens if it is not known. */
    void unregister(String address);

    /**
     * The way to a subtask, here or elsewhere.
     *
     * @param address as its own node's {@link #register} gave it
     */
    Route routeTo(ActorRef<ExchangeMessage> receiver, String address);

    /** Closes its connections; to be called when no subtask runs any more. */
    @Override
    void close();
}
