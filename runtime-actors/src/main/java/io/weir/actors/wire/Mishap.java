package io.weir.actors.wire;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.slf4j.LoggerFactory;

/**
 * A message made its receiver throw: a fault of Weir, which the node must outlive. Logged, and published on the event stream of the actor
 * system, where a simulation listens.
 *
 * @param receiver for people
 * @param message what was handled, for people: a name of a type, nothing of its content
 */
public record Mishap(String receiver, String message, Throwable thrown) {
    private static final RareLines LOG = new RareLines(LoggerFactory.getLogger(Mishap.class));

    /** Says what happened; returns a sentence for whoever sent the message. */
    public static String report(ActorSystem<?> system, String receiver, Object message, Throwable thrown) {
        Mishap mishap = new Mishap(receiver, message.getClass().getSimpleName(), thrown);
        String sentence = mishap.sentence();
        LOG.warn(sentence, thrown);
        Adapter.toClassic(system).eventStream().publish(mishap);
        return sentence;
    }

    private String sentence() {
        return "[NET-643] " + receiver + " could not handle a message. A " + message + " made it throw a "
                + thrown.getClass().getName()
                + ". It goes on without that message. This is a mistake in Weir; please report it with the log of that node.";
    }
}
