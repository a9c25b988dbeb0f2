package io.weir.actors.node;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.SelfUp;
import org.apache.pekko.cluster.typed.Subscribe;

/**
 * A worker offers its slots only when its node is a full member. A node that is still joining counts for no majority: were it used, the
 * loss of another node could bring down a cluster that seemed to have enough.
 */
final class WhenMember {
    private WhenMember() {}

    /** @param worker what the actor becomes; gets no message before */
    static <T> Behavior<T> become(Behavior<T> worker) {
        return Behaviors.setup(context -> {
                    Cluster.get(context.getSystem())
                            .subscriptions()
                            .tell(Subscribe.create(context.getSelf().narrow(), SelfUp.class));
                    return Behaviors.receive(Object.class)
                            .onMessage(SelfUp.class, up -> asObjects(worker))
                            .build();
                })
                .narrow();
    }

    @SuppressWarnings("unchecked") // SelfUp comes once; from then on only the worker's own messages do
    private static <T> Behavior<Object> asObjects(Behavior<T> worker) {
        return (Behavior<Object>) worker;
    }
}
