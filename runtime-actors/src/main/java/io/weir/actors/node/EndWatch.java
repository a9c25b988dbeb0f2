package io.weir.actors.node;

import io.weir.actors.node.NodeEnd.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;
import org.apache.pekko.remote.artery.ThisActorSystemQuarantinedEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in one line why a node of a cluster ends, when it begins to. Safe for any thread. */
final class EndWatch {
    private static final Logger LOG = LoggerFactory.getLogger(EndWatch.class);

    private final ActorSystem<?> system;
    private final NodeSettings node;
    /** As events have told it; the cluster forgets everything before the node ends. */
    private final Set<Address> members = ConcurrentHashMap.newKeySet();

    private final Set<Address> unreachable = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Address removedBy;
    private volatile @Nullable NodeEnd end;

    private EndWatch(ActorSystem<?> system, NodeSettings node) {
        this.system = system;
        this.node = node;
    }

    /** To be called before the node joins. */
    static EndWatch of(ActorSystem<?> system, NodeSettings node) {
        EndWatch watch = new EndWatch(system, node);
        Standstills.OF_THIS_PROCESS.begin(System.nanoTime());
        ActorRef<Object> ear = system.systemActorOf(watch.listening(), "weir-end-watch", Props.empty());
        system.eventStream().tell(new EventStream.Subscribe<>(ThisActorSystemQuarantinedEvent.class, ear.narrow()));
        Cluster.get(system).subscriptions().tell(Subscribe.create(ear.narrow(), ClusterEvent.ClusterDomainEvent.class));
        CoordinatedShutdown.get(system)
                .addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "weir-say-why", watch::sayWhy);
        return watch;
    }

    private enum Look {
        AT_THE_CLOCK
    }

    private Behavior<Object> listening() {
        return Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Look.AT_THE_CLOCK, Duration.ofMillis(Standstills.EVERY_MILLIS));
            return hearing();
        });
    }

    private Behavior<Object> hearing() {
        return Behaviors.receive(Object.class)
                .onMessageEquals(Look.AT_THE_CLOCK, () -> {
                    Standstills.OF_THIS_PROCESS.look(System.nanoTime());
                    return Behaviors.same();
                })
                .onMessage(ThisActorSystemQuarantinedEvent.class, event -> {
                    removedBy = event.remoteAddress().address();
                    return Behaviors.same();
                })
                .onMessage(ClusterEvent.UnreachableMember.class, event -> {
                    unreachable.add(event.member().address());
                    return Behaviors.same();
                })
                .onMessage(ClusterEvent.ReachableMember.class, event -> {
                    unreachable.remove(event.member().address());
                    return Behaviors.same();
                })
                .onMessage(ClusterEvent.MemberUp.class, event -> {
                    members.add(event.member().address());
                    if (event.member()
                            .uniqueAddress()
                            .equals(Cluster.get(system).selfMember().uniqueAddress())) {
                        LOG.info("This node is a full member of the cluster now.");
                    }
                    return Behaviors.same();
                })
                .onMessage(ClusterEvent.MemberRemoved.class, event -> {
                    members.remove(event.member().address());
                    unreachable.remove(event.member().address());
                    return Behaviors.same();
                })
                .onMessageEquals(ClusterEvent.ClusterShuttingDown$.MODULE$, Behaviors::stopped)
                .onAnyMessage(event -> Behaviors.same())
                .build();
    }

    /** Why it has ended; to be asked when it has. */
    NodeEnd end() {
        NodeEnd known = end;
        return known == null ? NodeErrors.broken(node, "its actor system was stopped") : known;
    }

    private CompletionStage<Done> sayWhy() {
        NodeEnd why = why();
        end = why;
        if (why.kind() == Kind.TOLD) {
            LOG.info("{}", why.sentence());
        } else {
            LOG.warn("{}", why.sentence());
        }
        return CompletableFuture.completedFuture(Done.getInstance());
    }

    private NodeEnd why() {
        Optional<CoordinatedShutdown.Reason> reason =
                CoordinatedShutdown.get(system).getShutdownReason();
        if (reason.isEmpty() || reason.get().equals(CoordinatedShutdown.unknownReason())) {
            return NodeErrors.broken(node, "its shutdown was asked for without a reason");
        }
        CoordinatedShutdown.Reason known = reason.get();
        if (known.equals(CoordinatedShutdown.clusterDowningReason())) {
            return whyDown();
        } else if (known.equals(CoordinatedShutdown.clusterJoinUnsuccessfulReason())) {
            return NodeErrors.notJoined(node, system.settings().config().getString(NodeErrors.JOIN_LIMIT));
        } else if (known.equals(CoordinatedShutdown.incompatibleConfigurationDetectedReason())) {
            return NodeErrors.incompatible(node);
        } else if (known.equals(CoordinatedShutdown.jvmExitReason())) {
            return NodeErrors.told(node, "its process ends");
        } else if (known.equals(CoordinatedShutdown.actorSystemTerminateReason())) {
            return NodeErrors.told(node, "its program has closed it");
        } else if (known.equals(CoordinatedShutdown.clusterLeavingReason())) {
            return NodeErrors.told(node, "it was asked to leave the cluster");
        }
        return known instanceof WeirNode.Resigned resigned
                ? NodeErrors.resigned(node, resigned.sentence())
                : NodeErrors.broken(node, known.toString());
    }

    private NodeEnd whyDown() {
        String stableAfter = system.settings().config().getString(NodeErrors.STABLE_AFTER);
        String stoodStill = Standstills.OF_THIS_PROCESS.clause(System.nanoTime());
        Address remover = removedBy;
        if (remover != null) {
            return NodeErrors.removed(node, remover.hostPort() + " says so", stableAfter, stoodStill);
        }
        List<String> missing = unreachable.stream()
                .filter(members::contains)
                .map(Address::hostPort)
                .sorted()
                .toList();
        int reached = members.size() - missing.size();
        return !missing.isEmpty() && 2 * reached <= members.size()
                ? NodeErrors.outvoted(node, reached, members.size(), missing, stableAfter)
                : NodeErrors.removed(node, "the members' gossip says so", stableAfter, stoodStill);
    }
}
