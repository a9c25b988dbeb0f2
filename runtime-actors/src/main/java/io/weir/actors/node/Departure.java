package io.weir.actors.node;

import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.wire.Replies;
import io.weir.runtime.cluster.WorkerId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * A worker that goes says so, again while the leader has not heard it (the network may have lost it, or the leader was replaced by one who
 * does not know), and waits until no job holds a slot of it; but not for ever.
 */
public final class Departure {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final String GIVE_UP = "give-up";

    private Departure() {}

    /** Completes when the node may go. */
    static CompletionStage<Done> of(
            ActorSystem<?> system, ActorRef<JobManagerCommand> manager, WorkerId worker, Duration patience) {
        CompletableFuture<Done> gone = new CompletableFuture<>();
        system.systemActorOf(
                create(manager, worker, patience, () -> gone.complete(Done.getInstance())),
                "weir-departure",
                Props.empty());
        return gone;
    }

    /** Begins at once; {@code mayGo} is called once, when the node may go. */
    public static Behavior<ClientReply> create(
            ActorRef<JobManagerCommand> manager, WorkerId worker, Duration patience, Runnable mayGo) {
        return Replies.whole(Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            manager.tell(new JobManagerCommand.WorkerLeaving(worker));
            timers.startSingleTimer(GIVE_UP, new ClientReply.Refused(GIVE_UP), patience);
            lookSoon(timers);
            return Behaviors.receive(ClientReply.class)
                    .onMessage(ClientReply.UploadDone.class, tick -> {
                        manager.tell(new ClientCommand.DescribeCluster(context.getSelf()));
                        lookSoon(timers);
                        return Behaviors.same();
                    })
                    .onMessage(ClientReply.Cluster.class, cluster -> {
                        ClientReply.Worker known = find(cluster, worker);
                        if (known == null || (known.leaving() && known.usedSlots() == 0)) {
                            mayGo.run();
                            return Behaviors.stopped();
                        }
                        if (!known.leaving()) {
                            manager.tell(new JobManagerCommand.WorkerLeaving(worker));
                        }
                        return Behaviors.same();
                    })
                    .onAnyMessage(enough -> {
                        mayGo.run();
                        return Behaviors.stopped();
                    })
                    .build();
        })));
    }

    private static void lookSoon(TimerScheduler<ClientReply> timers) {
        timers.startSingleTimer("look", new ClientReply.UploadDone("look"), LOOK_EVERY);
    }

    private static ClientReply.@Nullable Worker find(ClientReply.Cluster cluster, WorkerId worker) {
        for (ClientReply.Worker one : cluster.workers()) {
            if (one.worker().equals(worker)) {
                return one;
            }
        }
        return null;
    }
}
