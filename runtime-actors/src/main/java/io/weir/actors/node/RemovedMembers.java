package io.weir.actors.node;

import io.weir.runtime.cluster.WorkerId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;

/** The members that the cluster has removed against their wish, as far as this node has seen it. Safe for any thread. */
final class RemovedMembers {
    private static final int MOST = 1_000;

    private final Set<WorkerId> removed =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<WorkerId, Boolean>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<WorkerId, Boolean> eldest) {
                    return size() > MOST;
                }
            }));

    private RemovedMembers() {}

    /** From now on. */
    static RemovedMembers of(ActorSystem<?> system) {
        RemovedMembers members = new RemovedMembers();
        ActorRef<ClusterEvent.ClusterDomainEvent> ear =
                system.systemActorOf(members.listening(), "weir-removed-members", Props.empty());
        Cluster.get(system).subscriptions().tell(Subscribe.create(ear, ClusterEvent.ClusterDomainEvent.class));
        return members;
    }

    private Behavior<ClusterEvent.ClusterDomainEvent> listening() {
        return Behaviors.receive(ClusterEvent.ClusterDomainEvent.class)
                .onMessage(ClusterEvent.MemberRemoved.class, event -> {
                    if (event.previousStatus().equals(MemberStatus.down())) {
                        removed.add(ClusterMembership.idOf(event.member().uniqueAddress()));
                    }
                    return Behaviors.same();
                })
                .onMessageEquals(ClusterEvent.ClusterShuttingDown$.MODULE$, Behaviors::stopped)
                .onAnyMessage(event -> Behaviors.same())
                .build();
    }

    boolean contains(String member) {
        return removed.contains(new WorkerId(member));
    }
}
