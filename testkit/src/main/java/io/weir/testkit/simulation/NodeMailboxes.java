package io.weir.testkit.simulation;

import com.typesafe.config.Config;
import io.weir.checkpoint.SubtaskId;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.dispatch.Envelope;
import org.apache.pekko.dispatch.MailboxType;
import org.apache.pekko.dispatch.MessageQueue;
import org.apache.pekko.dispatch.ProducesMessageQueue;
import org.apache.pekko.dispatch.UnboundedMessageQueueSemantics;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** The mailboxes of all actors. Each knows the node of its actor, so that what another node puts into it goes over the network. */
public final class NodeMailboxes implements MailboxType, ProducesMessageQueue<NodeMailboxes.Box> {
    private final SimulatedActors actors = SimulatedActors.current();

    /** Made by the actor system. */
    public NodeMailboxes(ActorSystem.Settings settings, Config config) {}

    @Override
    public MessageQueue create(Option<ActorRef> owner, Option<ActorSystem> system) {
        return new Box(actors, actors.nodeOf(owner.get()));
    }

    /** What waits for one actor. */
    static final class Box implements MessageQueue, UnboundedMessageQueueSemantics {
        /** Where the actor runs; null for actors of the actor system itself, which are on no node. */
        final @Nullable SimulatedNode node;

        private final SimulatedActors actors;
        private final Deque<Envelope> waiting = new ArrayDeque<>();
        private @Nullable Object taken;
        private @Nullable SubtaskId subtask;
        private @Nullable SubtaskShell shell;

        Box(SimulatedActors actors, @Nullable SimulatedNode node) {
            this.actors = actors;
            this.node = node;
        }

        @Override
        public void enqueue(ActorRef receiver, Envelope envelope) {
            if (actors.accepts(this, receiver, envelope.message())) {
                waiting.addLast(envelope);
            }
        }

        @Override
        @SuppressWarnings("NullAway") // null says that nothing waits
        public Envelope dequeue() {
            Envelope next = waiting.pollFirst();
            taken = next == null ? null : next.message();
            return next;
        }

        /** The actor is this subtask. */
        void opened(SubtaskId id, SubtaskShell opened) {
            subtask = id;
            shell = opened;
        }

        /** Null if the actor is none, or has not opened. */
        @Nullable
        SubtaskId subtask() {
            return subtask;
        }

        @Nullable
        SubtaskShell shell() {
            return shell;
        }

        /** The message that comes next; null if none waits. */
        @Nullable
        Object next() {
            Envelope next = waiting.peekFirst();
            return next == null ? null : next.message();
        }

        /** The message that was taken last, once. */
        @Nullable
        Object handled() {
            Object it = taken;
            taken = null;
            return it;
        }

        /** The message that the actor is busy with. */
        @Nullable
        Object inHand() {
            return taken;
        }

        @Override
        public int numberOfMessages() {
            return waiting.size();
        }

        @Override
        public boolean hasMessages() {
            return !waiting.isEmpty();
        }

        /** The actor has ended. */
        @Override
        public void cleanUp(ActorRef owner, MessageQueue deadLetters) {
            waiting.clear();
            actors.ended(this);
        }
    }
}
