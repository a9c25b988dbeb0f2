package io.weir.actors.wire;

import java.util.function.BiConsumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.slf4j.LoggerFactory;

/**
 * Behaviours that no message ends. Whoever reaches a node's port may tell any actor anything that has a serializer: a message of another
 * protocol is ignored, and one that makes its receiver throw is reported ({@link Mishap}) and left.
 */
public final class Sturdy {
    private static final RareLines LOG = new RareLines(LoggerFactory.getLogger(Sturdy.class));

    private Sturdy() {}

    /** Keeps messages of other protocols away; what the behavior throws is up to its supervision. */
    public static <T> Behavior<T> protocol(Class<T> protocol, Behavior<T> behavior) {
        return Behaviors.<Object, T>intercept(() -> new OnlyProtocol<>(protocol), behavior)
                .narrow();
    }

    /**
     * Keeps messages of other protocols away, and goes on after a message that made the behavior throw. Its own state must be good for
     * that: a message is checked before anything is changed.
     *
     * @param receiver for people
     * @param answer told the message and a sentence, to answer whoever waits
     */
    public static <T> Behavior<T> goesOn(
            Class<T> protocol, String receiver, BiConsumer<T, String> answer, Behavior<T> behavior) {
        return protocol(protocol, Behaviors.intercept(() -> new GoesOn<>(protocol, receiver, answer), behavior));
    }

    private static final class OnlyProtocol<T> extends BehaviorInterceptor<Object, T> {
        private final Class<T> protocol;

        OnlyProtocol(Class<T> protocol) {
            super(Object.class);
            this.protocol = protocol;
        }

        @Override
        @SuppressWarnings("unchecked") // what Pekko tells its own behaviors is of no protocol
        public Behavior<T> aroundReceive(TypedActorContext<Object> context, Object message, ReceiveTarget<T> target) {
            if (protocol.isInstance(message) || message.getClass().getName().startsWith("org.apache.pekko.")) {
                return target.apply(context, (T) message);
            }
            LOG.warn(
                    "[NET-647] A message was ignored. A " + message.getClass().getSimpleName() + " was told to "
                            + context.asJava().getSelf().path()
                            + ", which does not expect one. Find out who sent it; keep the ports of the cluster closed to strangers.");
            return Behaviors.same();
        }
    }

    private static final class GoesOn<T> extends BehaviorInterceptor<T, T> {
        private final String receiver;
        private final BiConsumer<T, String> answer;

        GoesOn(Class<T> protocol, String receiver, BiConsumer<T, String> answer) {
            super(protocol);
            this.receiver = receiver;
            this.answer = answer;
        }

        @Override
        public Behavior<T> aroundReceive(TypedActorContext<T> context, T message, ReceiveTarget<T> target) {
            try {
                return target.apply(context, message);
            } catch (RuntimeException thrown) {
                answer.accept(message, Mishap.report(context.asJava().getSystem(), receiver, message, thrown));
                return Behaviors.same();
            }
        }
    }
}
