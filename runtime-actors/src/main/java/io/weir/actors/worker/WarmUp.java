package io.weir.actors.worker;

import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.actors.protocol.WorkerCommand.Placed;
import io.weir.actors.subtask.AttemptMessage;
import io.weir.api.graph.JobGraph;
import io.weir.api.graph.JobGraphs;
import io.weir.checkpoint.CheckpointKind;
import io.weir.checkpoint.CheckpointOrder;
import io.weir.checkpoint.LedgerAction;
import io.weir.checkpoint.ManifestAssembly;
import io.weir.checkpoint.ManifestRef;
import io.weir.checkpoint.SnapshotCodec;
import io.weir.checkpoint.SubtaskSnapshot;
import io.weir.checkpoint.storage.CheckpointStorage;
import io.weir.runtime.cluster.Conversation;
import io.weir.runtime.plan.ExecutionPlan;
import io.weir.runtime.plan.Planner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializer;
import org.apache.pekko.serialization.Serializers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a small job through the attempt's actors once, all alone, before the first real one comes: an attempt, a checkpoint, and an
 * attempt that restores it; each message crosses the serializer. A process that takes over from a lost one then has its classes
 * loaded. Plays coordinator and worker; nobody else hears of it. Then it stops.
 */
final class WarmUp extends AbstractMatchingBehavior<WarmUp.Message> {
    private static final String FOLDER = "warm-up";

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    /** A process that has just started has enough to do, and must not miss its first heartbeats. */
    private static final Duration DELAY = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String JOB = "warm-up";
    private static final long TERM = 0;
    private static final long CHECKPOINT = 1;
    private static final long FIRST = 1;
    private static final long SECOND = 2;

    /** Classes are loaded once a process, however many nodes it has. */
    static final AtomicBoolean DONE = new AtomicBoolean();

    sealed interface Message {}

    /** Told once how it went. */
    interface Outcome {
        /** An attempt, a checkpoint and its restore went well. */
        void warm();

        void givenUp(String why, @Nullable Throwable failure);
    }

    private static final Outcome LOGGED = new Outcome() {
        @Override
        public void warm() {
            LOG.info("This worker is warm: an attempt, a checkpoint and its restore went well.");
        }

        @Override
        public void givenUp(String why, @Nullable Throwable failure) {
            LOG.warn(
                    "[JOB-809] The warm-up of this worker did not finish: {}. The first attempt here takes a little longer, "
                            + "or fails for the same reason. See to that, or set weir.worker.warm-up = off.",
                    why,
                    failure);
        }
    };

    private record Stored(String uri, String blob, ExecutionPlan plan) implements Message {}

    private record Said(CoordinatorCommand command) implements Message {}

    private record Saved(WorkerCommand.Restore restore) implements Message {}

    private enum Signals implements Message {
        BEGIN,
        ATTEMPT_ENDED,
        OVERDUE
    }

    /** What an attempt tells its worker is no news. */
    private record Told(AttemptEvent event) implements Message {}

    private record Failed(Throwable why) implements Message {}

    private final WorkerServices services;
    private final WorkerSettings settings;
    private final Outcome outcome;
    private final ActorRef<CoordinatorCommand> coordinator;
    private final ActorRef<AttemptEvent> worker;
    private final Serialization serialization;
    private final Path folder;
    private final List<byte[]> acks = new ArrayList<>();

    private @Nullable Stored stored;
    private WorkerCommand.@Nullable Restore restore;
    private @Nullable ActorRef<AttemptMessage> attempt;
    private Conversation<WorkerCommand.Payload, CoordinatorCommand.Payload> conversation = new Conversation<>(60_000);
    private long epoch;

    private WarmUp(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            WorkerServices services,
            WorkerSettings settings,
            Outcome outcome) {
        super(context);
        this.outcome = outcome;
        this.services = services;
        this.settings = settings;
        this.coordinator = context.messageAdapter(CoordinatorCommand.class, Said::new);
        this.worker = context.messageAdapter(AttemptEvent.class, Told::new);
        this.serialization = SerializationExtension.get(Adapter.toClassic(context.getSystem()));
        this.folder = services.directory().root().resolve(FOLDER);
        timers.startSingleTimer(Signals.BEGIN, DELAY);
        timers.startSingleTimer(Signals.OVERDUE, PATIENCE);
    }

    /** Stops at once if this process is warm. */
    static Behavior<Message> create(WorkerServices services, WorkerSettings settings) {
        return create(services, settings, LOGGED);
    }

    static Behavior<Message> create(WorkerServices services, WorkerSettings settings, Outcome outcome) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            if (!DONE.compareAndSet(false, true)) {
                return Behaviors.stopped();
            }
            return new WarmUp(context, timers, services, settings, outcome);
        }));
    }

    /** Blocks. */
    private Message store() throws Exception {
        CheckpointStorage storage = services.storages().open(folder.toUri().toString());
        JobGraph graph = WarmUpJob.graph();
        return new Stored(storage.uri(), storage.putBlob(JobGraphs.toBytes(graph)), Planner.plan(graph));
    }

    private void elsewhere(Callable<Message> work) {
        ActorRef<Message> self = getContext().getSelf();
        services.host().blocking().execute(() -> {
            Message result;
            try {
                result = work.call();
            } catch (Exception | LinkageError failure) {
                result = new Failed(failure);
            }
            self.tell(result);
        });
    }

    @Override
    public Behavior<Message> onMessage(Message message) {
        if (message == Signals.BEGIN) {
            elsewhere(this::store);
        } else if (message instanceof Stored graph) {
            stored = graph;
            deploy(FIRST);
        } else if (message instanceof Said said) {
            onSaid(said.command());
        } else if (message instanceof Saved saved) {
            restore = saved.restore();
            Objects.requireNonNull(attempt).tell(AttemptCommand.Stop.INSTANCE);
        } else if (message == Signals.ATTEMPT_ENDED && epoch == FIRST && restore != null) {
            deploy(SECOND);
        } else if (message == Signals.ATTEMPT_ENDED) {
            return Behaviors.stopped();
        } else if (message == Signals.OVERDUE) {
            return givenUp("it took longer than " + PATIENCE.toSeconds() + " s", null);
        } else if (message instanceof Failed failed) {
            return givenUp(String.valueOf(failed.why().getMessage()), failed.why());
        }
        return this;
    }

    private Behavior<Message> givenUp(String why, @Nullable Throwable failure) {
        outcome.givenUp(why, failure);
        return Behaviors.stopped();
    }

    // --- the coordinator that it plays ---

    private void deploy(long next) {
        Stored graph = Objects.requireNonNull(stored);
        epoch = next;
        conversation = new Conversation<>(60_000);
        List<Placed> placement = graph.plan().subtasks().stream()
                .map(id -> new Placed(id.vertex(), id.index(), services.id()))
                .toList();
        WorkerCommand.Letter letter = letter(new WorkerCommand.DeployAttempt(
                TERM, JOB, epoch, JOB, graph.uri(), graph.blob(), List.of(), placement, restore, coordinator));
        if (!(letter.content() instanceof WorkerCommand.DeployAttempt deploy)) {
            throw new IllegalStateException("a letter changed its content on the wire: " + letter);
        }
        ActorRef<AttemptMessage> spawned =
                getContext().spawn(AttemptActor.create(services, settings, deploy, epoch, worker), "attempt-" + epoch);
        getContext().watchWith(spawned, Signals.ATTEMPT_ENDED);
        spawned.tell(new AttemptCommand.FromCoordinator(letter));
        attempt = spawned;
    }

    private void say(WorkerCommand.Payload command) {
        Objects.requireNonNull(attempt).tell(new AttemptCommand.FromCoordinator(letter(command)));
    }

    private WorkerCommand.Letter letter(WorkerCommand.Payload command) {
        Conversation.Letter<WorkerCommand.Payload> next = conversation.say(command, 0);
        return overTheWire(
                new WorkerCommand.Letter(TERM, JOB, epoch, epoch, next.number(), next.heard(), next.content()));
    }

    @SuppressWarnings("unchecked") // what is read is what was written
    private <T> T overTheWire(T message) {
        Serializer serializer = serialization.findSerializerFor(message);
        return (T) serialization
                .deserialize(
                        serialization.serialize(message).get(),
                        serializer.identifier(),
                        Serializers.manifestFor(serializer, message))
                .get();
    }

    private void onSaid(CoordinatorCommand command) {
        if (overTheWire(command) instanceof CoordinatorCommand.Letter letter && letter.epoch() == epoch) {
            CoordinatorCommand.Payload heard =
                    conversation.hear(new Conversation.Letter<>(letter.number(), letter.heard(), letter.content()), 0);
            if (heard != null) {
                onPayload(heard);
            }
        }
    }

    private void onPayload(CoordinatorCommand.Payload heard) {
        if (heard instanceof CoordinatorCommand.AttemptDeployed deployed) {
            say(new WorkerCommand.StartAttempt(TERM, JOB, epoch, deployed.subtasks()));
            say(new WorkerCommand.TriggerCheckpoint(
                    JOB, epoch, CHECKPOINT + epoch - FIRST, CheckpointKind.CHECKPOINT, 0));
        } else if (heard instanceof CoordinatorCommand.CheckpointAcknowledged ack) {
            acks.add(ack.snapshot());
            if (acks.size() == Objects.requireNonNull(stored).plan().subtasks().size()) {
                checkpointed();
            }
        } else if (heard instanceof CoordinatorCommand.SubtaskFailed failed) {
            getContext()
                    .getSelf()
                    .tell(new Failed(new IllegalStateException(failed.failure().message())));
        }
    }

    private void checkpointed() {
        Stored graph = Objects.requireNonNull(stored);
        List<byte[]> whole = List.copyOf(acks);
        acks.clear();
        if (epoch == SECOND) {
            outcome.warm();
            Objects.requireNonNull(attempt).tell(AttemptCommand.Stop.INSTANCE);
            return;
        }
        elsewhere(() -> {
            List<SubtaskSnapshot> snapshots = new ArrayList<>();
            for (byte[] each : whole) {
                snapshots.add(SnapshotCodec.decode(each));
            }
            Map<String, ManifestAssembly.Operator> operators = new TreeMap<>();
            graph.plan()
                    .vertices()
                    .forEach(vertex -> vertex.operators()
                            .forEach(node -> operators.put(
                                    node.operatorId(),
                                    new ManifestAssembly.Operator(
                                            vertex.index(), vertex.parallelism(), node.maxParallelism()))));
            ManifestRef ref = services.storages()
                    .open(graph.uri())
                    .writeManifest(ManifestAssembly.assemble(
                            JOB,
                            new LedgerAction.WriteManifest(CheckpointOrder.checkpoint(CHECKPOINT, 0), FIRST, snapshots),
                            operators,
                            Map.of()));
            return new Saved(new WorkerCommand.Restore(ref.path(), ref.length(), ref.checksum()));
        });
    }

    @Override
    public Behavior<Message> onSignal(Signal signal) {
        if (signal instanceof PostStop) {
            services.host().blocking().execute(() -> LocalDirectory.delete(folder));
        }
        return this;
    }
}
