package io.weir.actors.node;

import io.weir.actors.journal.ForeignJournalException;
import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.JobManagerCommand;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that this process belongs to, as the first leader it met said: the id in that leader's journal. A node that is to lead with another
 * journal would forget all jobs, so it must not. Safe for any thread.
 */
final class ClusterIdentity {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private final AtomicReference<@Nullable String> known = new AtomicReference<>();

    /** The first id stays for the life of the process. */
    void learn(String clusterId) {
        known.compareAndSet(null, clusterId);
    }

    /** Whether this process has met a leader. */
    boolean isKnown() {
        return known.get() != null;
    }

    /**
     * Before a node leads.
     *
     * @param journal for the sentence
     * @throws ForeignJournalException if the cluster is known and has another journal
     */
    void refuseOther(String clusterId, String journal) throws ForeignJournalException {
        String mine = known.get();
        if (mine != null && !mine.equals(clusterId)) {
            throw new ForeignJournalException(
                    "[CFG-242] This node must not lead. Its journal " + journal
                            + " is that of cluster " + clusterId + ", and the leader before had that of cluster " + mine
                            + ": all jobs would be forgotten. It makes room for another coordinator. Give it the same journal as the others "
                            + "(weir.journal; a relative path is another file in another working directory), and start it again.");
        }
    }

    /** Asks whoever leads until it has answered once, then stops. */
    static Behavior<ClientReply> watch(ClusterIdentity identity, ActorRef<JobManagerCommand> manager) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            manager.tell(new ClientCommand.DescribeCluster(context.getSelf()));
            timers.startTimerWithFixedDelay(new ClientReply.UploadDone("ask"), ASK_AGAIN);
            return Behaviors.receive(ClientReply.class)
                    .onMessage(ClientReply.Cluster.class, cluster -> {
                        identity.learn(cluster.clusterId());
                        return Behaviors.stopped();
                    })
                    .onAnyMessage(tick -> {
                        manager.tell(new ClientCommand.DescribeCluster(context.getSelf()));
                        return Behaviors.same();
                    })
                    .build();
        }));
    }
}
