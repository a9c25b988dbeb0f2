package io.weir.actors.exchange;

import io.weir.actors.exchange.ExchangeMessage.Deliver;
import io.weir.runtime.element.EncodedBatch;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.WeirException;
import org.apache.pekko.actor.typed.ActorRef;

/** The transport through the actor system: by reference inside a JVM, by Artery between two. */
public final class ActorTransport implements Transport {
    private final int maxElementBytes;

    /** {@code maxElementBytes} as in {@link ExchangeLimits#maxElementBytes}. */
    public ActorTransport(int maxElementBytes) {
        this.maxElementBytes = maxElementBytes;
    }

    @Override
    public Route routeTo(ActorRef<ExchangeMessage> receiver, String address) {
        return new ActorRoute(receiver, receiver.path().address().hasGlobalScope(), maxElementBytes);
    }

    /** The reference of the actor is enough. */
    @Override
    public String register(ActorRef<ExchangeMessage> subtask) {
        return "";
    }

    @Override
    public void unregister(String address) {}

    @Override
    public void close() {}

    private record ActorRoute(ActorRef<ExchangeMessage> receiver, boolean isRemote, int maxElementBytes)
            implements Route {
        @Override
        public void send(ExchangeMessage message) {
            if (isRemote) {
                refuseTooLarge(message, maxElementBytes);
            }
            receiver.tell(message);
        }
    }

    /** Throws [DATA-302] for a batch that no other node would take. */
    public static void refuseTooLarge(ExchangeMessage message, int maxElementBytes) {
        if (message instanceof Deliver deliver
                && deliver.element() instanceof EncodedBatch batch
                && batch.length() > maxElementBytes) {
            throw new WeirException(
                    FailureKind.USER_CODE,
                    "[DATA-302] A batch of " + batch.records() + " records takes " + batch.length()
                            + " bytes. weir.exchange.max-element-bytes is " + maxElementBytes
                            + ", and other nodes refuse what is larger. Make the record smaller, or raise that setting and "
                            + "pekko.remote.artery.advanced.maximum-large-frame-size on all nodes.");
        }
    }
}
