package io.weir.testkit.simulation;

import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.JobManagerCommand;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** Who wants the job: submits it, and perhaps has it cancelled; says both again until it is heard. */
final class SimulatedClient extends SimulatedNode {
    private static final Duration AGAIN = Duration.ofMillis(250);

    private enum Tick implements ClientReply {
        INSTANCE
    }

    private @Nullable ActorRef<ClientReply> self;
    private boolean accepted;
    private boolean cancels;

    SimulatedClient(SimulatedCluster cluster) {
        super(cluster, "client");
    }

    void start() {
        ActorRef<JobManagerCommand> leader = cluster.actors.spawn(this, cluster.toWhoeverLeads(), "to-leader");
        self = cluster.actors.spawn(this, talk(leader), "");
    }

    private Behavior<ClientReply> talk(ActorRef<JobManagerCommand> leader) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Tick.INSTANCE, Duration.ZERO, AGAIN);
            return Behaviors.receive(ClientReply.class)
                    .onMessage(Tick.class, tick -> {
                        ask(leader, context.getSelf());
                        return Behaviors.same();
                    })
                    .onMessage(ClientReply.JobAccepted.class, reply -> {
                        accepted = true;
                        return Behaviors.same();
                    })
                    .onMessage(ClientReply.CancelAccepted.class, reply -> {
                        cancels = false;
                        return Behaviors.same();
                    })
                    .onAnyMessage(reply -> Behaviors.same())
                    .build();
        }));
    }

    private void ask(ActorRef<JobManagerCommand> leader, ActorRef<ClientReply> replyTo) {
        if (!accepted) {
            leader.tell(new ClientCommand.SubmitJob(
                    "the only one", cluster.plan.jobName(), "graph", List.of(), null, replyTo));
        } else if (cancels) {
            leader.tell(new ClientCommand.CancelJob(SimulatedCluster.JOB_ID, replyTo));
        }
    }

    void cancel() {
        cancels = true;
        ActorRef<ClientReply> it = self;
        if (it != null) {
            it.tell(Tick.INSTANCE);
        }
    }
}
