package io.weir.actors.node;

import io.weir.actors.job.Membership;
import io.weir.runtime.cluster.WorkerId;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;

/** The members of the cluster this node belongs to. */
final class ClusterMembership implements Membership {
    private final ActorSystem<?> system;
    private final Cluster cluster;
    private final AtomicInteger watchers = new AtomicInteger();

    ClusterMembership(ActorSystem<?> system) {
        this.system = system;
        this.cluster = Cluster.get(system);
    }

    /** A process in this cluster, told apart from those before it on the same port. */
    static WorkerId idOf(UniqueAddress node) {
        return new WorkerId(node.address().getHost().orElse("") + ":"
                + node.address().getPort().orElse(0) + "#" + Long.toUnsignedString(node.longUid(), 16));
    }

    @Override
    public boolean isReachable(WorkerId worker) {
        ClusterEvent.CurrentClusterState state = cluster.state();
        for (Member unreachable : state.getUnreachable()) {
            if (idOf(unreachable.uniqueAddress()).equals(worker)) {
                return false;
            }
        }
        for (Member member : state.getMembers()) {
            boolean going = member.status() == MemberStatus.down() || member.status() == MemberStatus.removed();
            if (idOf(member.uniqueAddress()).equals(worker)) {
                return !going;
            }
        }
        return false;
    }

    @Override
    public AutoCloseable watch(Consumer<WorkerId> gone, Consumer<WorkerId> back) {
        ActorRef<ClusterEvent.ClusterDomainEvent> watcher = system.systemActorOf(
                watcher(gone, back), "weir-membership-" + watchers.incrementAndGet(), Props.empty());
        cluster.subscriptions().tell(Subscribe.create(watcher, ClusterEvent.ClusterDomainEvent.class));
        return () -> watcher.tell(ClusterEvent.ClusterShuttingDown$.MODULE$);
    }

    private static Behavior<ClusterEvent.ClusterDomainEvent> watcher(Consumer<WorkerId> gone, Consumer<WorkerId> back) {
        return Behaviors.receive(ClusterEvent.ClusterDomainEvent.class)
                .onMessage(ClusterEvent.UnreachableMember.class, event -> {
                    gone.accept(idOf(event.member().uniqueAddress()));
                    return Behaviors.same();
                })
                .onMessage(ClusterEvent.MemberRemoved.class, event -> {
                    gone.accept(idOf(event.member().uniqueAddress()));
                    return Behaviors.same();
                })
                .onMessage(ClusterEvent.ReachableMember.class, event -> {
                    back.accept(idOf(event.member().uniqueAddress()));
                    return Behaviors.same();
                })
                .onMessageEquals(ClusterEvent.ClusterShuttingDown$.MODULE$, Behaviors::stopped)
                .onAnyMessage(event -> Behaviors.same())
                .build();
    }
}
