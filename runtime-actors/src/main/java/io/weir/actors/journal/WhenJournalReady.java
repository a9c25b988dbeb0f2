package io.weir.actors.journal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until the journal can be used, then becomes what needs it. A file that the process of the last leader still holds is tried again
 * until that process is gone. Messages wait meanwhile.
 */
public final class WhenJournalReady {
    private static final Logger LOG = LoggerFactory.getLogger(WhenJournalReady.class);
    private static final Duration TRY_AGAIN = Duration.ofMillis(200);
    private static final int MOST_WAITING = 10_000;
    private static final int TELL_EVERY = 25;

    private WhenJournalReady() {}

    /**
     * Starts waiting at once.
     *
     * @param answer makes the message by which the behavior tells itself how an attempt ended; it must be a {@link Carrier}
     */
    public static <M> Behavior<M> then(
            JournalSettings settings,
            Executor blocking,
            Class<M> type,
            Function<Outcome, M> answer,
            Behavior<M> behavior) {
        return Behaviors.setup(context -> Behaviors.withStash(
                MOST_WAITING,
                stash -> Behaviors.withTimers(timers -> {
                    Runnable attempt = () -> context.pipeToSelf(
                            CompletableFuture.supplyAsync(() -> tryOnce(settings), blocking),
                            (outcome, thrown) -> answer.apply(outcome));
                    attempt.run();
                    int[] failures = {0};
                    return Behaviors.receive(type)
                            .onAnyMessage(message -> {
                                if (!(message instanceof Carrier carrier)) {
                                    if (!stash.isFull()) {
                                        stash.stash(message);
                                    }
                                    return Behaviors.same();
                                }
                                Outcome outcome = carrier.outcome();
                                if (outcome.again()) {
                                    attempt.run();
                                } else if (outcome.problem() == null) {
                                    return stash.unstashAll(behavior);
                                } else {
                                    if (failures[0]++ % TELL_EVERY == 0) {
                                        LOG.warn(
                                                "[CFG-211] The journal {} cannot be used yet. {}. It is tried again every {} ms; if it is a file, the leader before may still hold it.",
                                                settings,
                                                outcome.problem(),
                                                TRY_AGAIN.toMillis());
                                    }
                                    timers.startSingleTimer(answer.apply(new Outcome(null, true)), TRY_AGAIN);
                                }
                                return Behaviors.same();
                            })
                            .build();
                })));
    }

    /** {@code problem}: null: none. */
    public record Outcome(@Nullable String problem, boolean again) {}

    /** A message that carries an outcome. */
    public interface Carrier {
        Outcome outcome();
    }

    private static Outcome tryOnce(JournalSettings settings) {
        try {
            JournalSchema.ensure(settings);
            return new Outcome(null, false);
        } catch (Exception e) {
            return new Outcome(String.valueOf(e.getMessage()), false);
        }
    }
}
