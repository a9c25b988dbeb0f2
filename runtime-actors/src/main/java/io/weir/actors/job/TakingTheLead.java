package io.weir.actors.job;

import io.weir.actors.journal.ForeignJournalException;
import io.weir.actors.journal.Term;
import io.weir.actors.protocol.JobManagerCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the lead of the journal, then becomes the job manager of that term. A journal that cannot be used yet is tried again: the process of the
 * last leader may still hold its file. A journal of another cluster is refused, and the node makes room for another leader. Messages wait
 * meanwhile.
 */
final class TakingTheLead {
    private static final Logger LOG = LoggerFactory.getLogger(TakingTheLead.class);
    private static final Duration TRY_AGAIN = Duration.ofMillis(200);
    private static final int MOST_WAITING = 10_000;
    private static final int TELL_EVERY = 25;

    private final ActorContext<JobManagerCommand> context;
    private final StashBuffer<JobManagerCommand> stash;
    private final TimerScheduler<JobManagerCommand> timers;
    private final JobServices services;
    private final Function<Term, Behavior<JobManagerCommand>> leader;
    private int failures;

    private TakingTheLead(
            ActorContext<JobManagerCommand> context,
            StashBuffer<JobManagerCommand> stash,
            TimerScheduler<JobManagerCommand> timers,
            JobServices services,
            Function<Term, Behavior<JobManagerCommand>> leader) {
        this.context = context;
        this.stash = stash;
        this.timers = timers;
        this.services = services;
        this.leader = leader;
    }

    /** Begins at once; {@code leader} makes what it becomes. */
    static Behavior<JobManagerCommand> then(JobServices services, Function<Term, Behavior<JobManagerCommand>> leader) {
        return Behaviors.setup(context -> Behaviors.withStash(
                MOST_WAITING,
                stash -> Behaviors.withTimers(timers -> {
                    TakingTheLead taking = new TakingTheLead(context, stash, timers, services, leader);
                    taking.attempt();
                    return Behaviors.receive(JobManagerCommand.class)
                            .onAnyMessage(taking::onMessage)
                            .build();
                })));
    }

    private void attempt() {
        ActorRef<JobManagerCommand> self = context.getSelf();
        services.blocking().execute(() -> self.tell(tryOnce()));
    }

    private ManagerMessage tryOnce() {
        try {
            return new ManagerMessage.LeadTaken(services.leadership().take(services.node()));
        } catch (ForeignJournalException e) {
            return new ManagerMessage.LeadRefused(String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            return new ManagerMessage.LeadNotTaken(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private Behavior<JobManagerCommand> onMessage(JobManagerCommand message) {
        if (message instanceof ManagerMessage.LeadTaken taken) {
            return become(taken.term());
        } else if (message instanceof ManagerMessage.LeadNotTaken failed) {
            sayNowAndThen(failed.problem());
            timers.startSingleTimer(ManagerMessage.TakeLead.INSTANCE, TRY_AGAIN);
        } else if (message == ManagerMessage.TakeLead.INSTANCE) {
            attempt();
        } else if (message instanceof ManagerMessage.LeadRefused refused) {
            LOG.error("{}", refused.sentence());
            services.leadership().resign(refused.sentence());
            return Behaviors.stopped();
        } else if (!stash.isFull()) {
            stash.stash(message); // else its sender asks again
        }
        return Behaviors.same();
    }

    private Behavior<JobManagerCommand> become(Term term) {
        return stash.unstashAll(leader.apply(term));
    }

    private void sayNowAndThen(@Nullable String problem) {
        if (failures++ % TELL_EVERY == 0) {
            LOG.warn(
                    "[CFG-211] The journal cannot be used yet. {}. It is tried again every {} ms; if it is a file, the leader before may still hold it.",
                    problem,
                    TRY_AGAIN.toMillis());
        }
    }
}
