package io.weir.actors.job;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.journal.JdbcLeadership;
import io.weir.actors.journal.JournalSchema;
import io.weir.actors.journal.JournalSettings;
import io.weir.actors.journal.Term;
import io.weir.actors.journal.TermFence;
import io.weir.actors.protocol.ManagerEvent;
import io.weir.actors.protocol.ManagerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.EventAdapter;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.SnapshotCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes and replays a journal of its own once, on a coordinator that stands by, in an actor system of its own that is gone afterwards. When
 * the leader dies, the next one has the classes of database, pool and journal loaded, which is most of what it waits for otherwise. Nothing of
 * the cluster's journal is touched; of a server, the driver is tried.
 */
public final class LeaderWarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderWarmUp.class);
    /** A process that has just started has enough to do; a worker's warm-up comes first. */
    private static final Duration DELAY = Duration.ofSeconds(4);

    private static final long PATIENCE_SECONDS = 60;
    /** The second replays what the first wrote. */
    private static final int INCARNATIONS = 2;

    private static final String NAME = "warm-up";

    /** Classes are loaded once a process, however many nodes it has. */
    static final AtomicBoolean DONE = new AtomicBoolean();

    private LeaderWarmUp() {}

    private enum Signals {
        BEGIN,
        LEAD,
        END
    }

    /**
     * Begins a few seconds after its start, and stops; at once if this process is warm.
     *
     * @param clusterName of the cluster, for a journal that does not exist yet
     * @param node the configuration of the node
     * @param directory of the node; a folder in it is made and deleted
     */
    public static Behavior<?> create(
            JournalSettings journal, String clusterName, Config node, Path directory, Executor blocking) {
        return Behaviors.<Signals>withTimers(timers -> {
            if (!DONE.compareAndSet(false, true)) {
                return Behaviors.stopped();
            }
            timers.startSingleTimer(Signals.BEGIN, DELAY);
            return Behaviors.receive(Signals.class)
                    .onMessageEquals(Signals.BEGIN, () -> {
                        blocking.execute(() -> runAndTell(journal, clusterName, node, directory));
                        return Behaviors.stopped();
                    })
                    .build();
        });
    }

    private static void runAndTell(JournalSettings journal, String clusterName, Config node, Path directory) {
        try {
            run(journal, clusterName, node, directory);
            LOG.info("This coordinator is warm: it wrote and replayed a journal of its own.");
        } catch (Exception | LinkageError e) {
            LOG.warn(
                    "[JOB-810] The warm-up of this coordinator did not finish: {}. It takes a little longer to lead, or "
                            + "cannot for the same reason. See to that, or set weir.journal.warm-up = off.",
                    e.getMessage(),
                    e);
        }
    }

    /** Blocks for a second or two. */
    static void run(JournalSettings journal, String clusterName, Config node, Path directory) throws Exception {
        if (journal.kind() == JournalSettings.Kind.POSTGRESQL) {
            JournalSchema.ensure(journal, clusterName);
        }
        Path folder = directory.resolve(NAME + "-journal");
        delete(folder);
        JournalSettings own = journal.inFile(folder.resolve("weir"));
        Config alone = ConfigFactory.parseString("pekko.actor.provider = local, pekko.jvm-shutdown-hooks = off, "
                        + "pekko.coordinated-shutdown { run-by-jvm-shutdown-hook = off, exit-jvm = off }")
                .withFallback(own.pekko())
                .withFallback(node)
                .resolve();
        try {
            AtomicLong term = new AtomicLong();
            for (int incarnation = 1; incarnation <= INCARNATIONS; incarnation++) {
                JdbcLeadership leadership = new JdbcLeadership(own, NAME, why -> {});
                Term taken = leadership.take(NAME);
                boolean held = leadership.isHeld(taken.number());
                leadership.release(); // before the actor system ends: it interrupts threads, which closes H2's file for
                // all
                lead(alone, taken, term);
                if (!held || term.get() != incarnation) {
                    throw new IOException("its journal replays " + term.get() + " events instead of " + incarnation);
                }
            }
        } finally {
            delete(folder);
        }
    }

    private static void lead(Config config, Term taken, AtomicLong term) throws Exception {
        ActorSystem<Signals> system =
                ActorSystem.create(Behaviors.setup(context -> new Leader(context, taken, term)), NAME, config);
        CompletableFuture<Done> ended = system.getWhenTerminated().toCompletableFuture();
        try {
            ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("it took longer than " + PATIENCE_SECONDS + " s", e);
        } finally {
            system.terminate();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Journals one event more than there are, snapshots, and ends. */
    private static final class Leader extends EventSourcedBehavior<Signals, ManagerEvent, ManagerState> {
        private final ActorContext<Signals> context;
        private final Term taken;
        private final AtomicLong term;

        Leader(ActorContext<Signals> context, Term taken, AtomicLong term) {
            super(PersistenceId.ofUniqueId(NAME));
            this.context = context;
            this.taken = taken;
            this.term = term;
        }

        @Override
        public ManagerState emptyState() {
            return ManagerState.EMPTY;
        }

        @Override
        public CommandHandler<Signals, ManagerEvent, ManagerState> commandHandler() {
            return (state, signal) -> signal == Signals.END
                    ? Effect().stop()
                    : Effect()
                            .persist(List.of(new ManagerEvent.LeadershipTaken(state.term() + 1, NAME)))
                            .thenRun((ManagerState led) -> term.set(led.term()));
        }

        @Override
        public EventHandler<ManagerState, ManagerEvent> eventHandler() {
            return ManagerState::with;
        }

        @Override
        public EventAdapter<ManagerEvent, ManagerEvent> eventAdapter() {
            return TermFence.adapter(taken.number());
        }

        @Override
        public RetentionCriteria retentionCriteria() {
            return RetentionCriteria.snapshotEvery(1, 1);
        }

        @Override
        public SignalHandler<ManagerState> signalHandler() {
            return newSignalHandlerBuilder()
                    .onSignal(
                            RecoveryCompleted.instance(),
                            state -> context.getSelf().tell(Signals.LEAD))
                    .onSignal(
                            SnapshotCompleted.class,
                            (state, saved) -> context.getSelf().tell(Signals.END))
                    .build();
        }
    }
}
