package io.weir.actors.wire;

import io.weir.actors.protocol.ClientReply;
import io.weir.runtime.cluster.PartAssembly;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Answers to clients, of any size: large ones go in parts, and are put together again where they are heard. Safe for any thread. */
public final class Replies {
    private final Parcels parcels;

    private Replies(Parcels parcels) {
        this.parcels = parcels;
    }

    /** Of a node. */
    public static Replies of(ActorSystem<?> system) {
        return new Replies(Parcels.of(system));
    }

    public Parcels parcels() {
        return parcels;
    }

    /** Answers; what is too large even for parts becomes a refusal that says so. */
    public void tell(ActorRef<ClientReply> client, ClientReply reply) {
        try {
            parcels.tell(client, reply, ClientReply.ReplyPart::new);
        } catch (Parcels.TooLarge e) {
            client.tell(new ClientReply.Refused(String.valueOf(e.getMessage())));
        }
    }

    /** A behavior that hears answers whole. */
    public static Behavior<ClientReply> whole(Behavior<ClientReply> behavior) {
        return Behaviors.intercept(Assembling::new, behavior);
    }

    private static final class Assembling extends BehaviorInterceptor<ClientReply, ClientReply> {
        private final PartAssembly parts = new PartAssembly(Parcels.MOST_BYTES);

        Assembling() {
            super(ClientReply.class);
        }

        @Override
        public Behavior<ClientReply> aroundReceive(
                TypedActorContext<ClientReply> context, ClientReply message, ReceiveTarget<ClientReply> target) {
            if (!(message instanceof ClientReply.ReplyPart part)) {
                return target.apply(context, message);
            }
            Parcels parcels = Parcels.of(context.asJava().getSystem());
            ClientReply[] refused = new ClientReply[1];
            ClientReply whole = parcels.add(
                    parts, part.part(), ClientReply.class, problem -> refused[0] = new ClientReply.Refused(problem));
            if (refused[0] != null) {
                return target.apply(context, refused[0]);
            } else if (whole != null) {
                return target.apply(context, whole);
            }
            return Behaviors.same();
        }
    }
}
