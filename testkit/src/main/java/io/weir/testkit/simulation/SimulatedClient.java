package io.weir.testkit.simulation;

import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.runtime.job.RestartFrom;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * Who wants the job: submits it, and perhaps has it cancelled, or cancels it and lets it go on; says all of it again until it is heard. Now and then somebody submits another
 * job, which cannot be read and fails at once: the leader has something to journal while the first one runs.
 */
final class SimulatedClient extends SimulatedNode {
    private static final Duration AGAIN = Duration.ofMillis(250);

    private static final int MOST_TICKS = 8;

    private enum Tick implements ClientReply {
        INSTANCE
    }

    private @Nullable ActorRef<ClientReply> self;
    private final int others;
    private boolean accepted;
    private int othersAccepted;
    private int ticksLeft;
    private boolean cancels;
    private @Nullable String restartRequest;
    private int restarts;

    /** @param others how many jobs are submitted besides */
    SimulatedClient(SimulatedCluster cluster, int others) {
        super(cluster, "client");
        this.others = others;
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
                        if (accepted && !cancels && restartRequest == null && othersAccepted >= others) {
                            timers.cancel(Tick.INSTANCE);
                        } else if (!timers.isTimerActive(Tick.INSTANCE)) {
                            timers.startTimerWithFixedDelay(Tick.INSTANCE, AGAIN);
                        }
                        return Behaviors.same();
                    })
                    .onMessage(ClientReply.JobAccepted.class, reply -> {
                        onAccepted(reply.jobId());
                        return Behaviors.same();
                    })
                    .onMessage(ClientReply.CancelAccepted.class, reply -> {
                        cancels = false;
                        return Behaviors.same();
                    })
                    .onMessage(ClientReply.RestartAccepted.class, reply -> {
                        restartRequest = null;
                        return Behaviors.same();
                    })
                    .onAnyMessage(reply -> Behaviors.same())
                    .build();
        }));
    }

    private void onAccepted(String jobId) {
        if (jobId.equals(SimulatedCluster.JOB_ID)) {
            accepted = true;
        } else {
            othersAccepted++;
        }
        ticksLeft = 1 + cluster.random.nextInt(MOST_TICKS);
    }

    private void ask(ActorRef<JobManagerCommand> leader, ActorRef<ClientReply> replyTo) {
        ticksLeft--;
        if (!accepted) {
            leader.tell(
                    new ClientCommand.SubmitJob("the job", cluster.plan.jobName(), "graph", List.of(), null, replyTo));
        } else if (othersAccepted < others && ticksLeft < 0) {
            leader.tell(new ClientCommand.SubmitJob(
                    "other " + othersAccepted, "other", "missing", List.of(), null, replyTo));
        }
        if (cancels) {
            leader.tell(new ClientCommand.CancelJob("cancel", SimulatedCluster.JOB_ID, replyTo));
        }
        String request = restartRequest;
        if (request != null) {
            leader.tell(new ClientCommand.RestartJob(
                    request, SimulatedCluster.JOB_ID, RestartFrom.NEWEST, 0, false, replyTo));
        }
    }

    void cancel() {
        cancels = true;
        again();
    }

    /** The job has ended as cancelled, and is to go on. A cancellation that arrives late may end it once more. */
    void restart() {
        cancels = false;
        restartRequest = "restart " + restarts++;
        again();
    }

    private void again() {
        ActorRef<ClientReply> it = self;
        if (it != null) {
            it.tell(Tick.INSTANCE);
        }
    }
}
