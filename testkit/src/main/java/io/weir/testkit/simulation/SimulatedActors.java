package io.weir.testkit.simulation;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.config.WeirConfig;
import io.weir.actors.exchange.ExchangeMessage;
import io.weir.actors.exchange.SubtaskMessage;
import io.weir.actors.protocol.ControlMessage;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.actors.subtask.SubtaskCommand;
import io.weir.actors.subtask.SubtaskEvent;
import io.weir.actors.wire.Mishap;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.element.Barrier;
import io.weir.runtime.element.Watermark;
import io.weir.runtime.job.JobEvent;
import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.dispatch.Mailbox;
import org.apache.pekko.persistence.JournalProtocol;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializer;
import org.apache.pekko.serialization.Serializers;
import org.jspecify.annotations.Nullable;
import scala.util.Try;

/**
 * The actors of all nodes, in one actor system that has no thread and no clock of its own. An actor belongs to the node in which it was
 * spawned. A mailbox that has something runs it, one message at a time, as an event of the simulation on its node; what an actor of one
 * node tells an actor of another becomes bytes, goes over the simulated network, and is read from them at the other end.
 *
 * <p>From here everything that actors say is heard: rules, steps of protocols and the trace are fed by it, and the actors know nothing
 * of that.
 */
final class SimulatedActors {
    /** As {@code weir.exchange.max-element-bytes}. */
    static final int MAX_ELEMENT_BYTES = 2 << 20;

    private static final ThreadLocal<SimulatedActors> CURRENT = new ThreadLocal<>();
    private static final int LOCAL_NANOS = 20_000;
    private static final Config CONFIG = config();

    private final SimulatedCluster cluster;
    private final Map<String, SimulatedNode> nodes = new HashMap<>();
    private final Set<Long> adoptions = new HashSet<>();
    private final ActorSystem system;
    private final Serialization serialization;
    private NodeMailboxes.@Nullable Box current;
    private @Nullable Mailbox currentMailbox;
    private boolean arriving;
    private final List<JobEvent> journaled = new ArrayList<>();

    SimulatedActors(SimulatedCluster cluster) {
        this.cluster = cluster;
        enter();
        this.system = ActorSystem.create("weir", CONFIG, SimulatedActors.class.getClassLoader());
        this.serialization = SerializationExtension.get(system);
        failOnMishaps();
    }

    /** Whoever throws in production goes on; here it is a mistake that was found. */
    private void failOnMishaps() {
        Behavior<Mishap> listener = Behaviors.receive(Mishap.class)
                .onAnyMessage(mishap -> {
                    cluster.onMistake(mishap.thrown());
                    return Behaviors.same();
                })
                .build();
        ActorRef mishaps = Adapter.toClassic(Adapter.spawn(system, listener, "mishaps", Props.empty()));
        system.eventStream().subscribe(mishaps, Mishap.class);
    }

    private static Config config() {
        String here = SimulatedActors.class.getPackageName() + ".";
        StringBuilder text = new StringBuilder("""
                virtual { type = Dispatcher, executor = "%sVirtualDispatchers", throughput = 1 }
                pekko.scheduler.implementation = "%sVirtualScheduler"
                pekko.actor.default-mailbox.mailbox-type = "%sNodeMailboxes"
                pekko.actor.typed.default-mailbox.mailbox-type = "%sNodeMailboxes"
                pekko.persistence.journal.plugin = simulated-journal
                pekko.persistence.snapshot-store.plugin = simulated-snapshots
                simulated-journal.class = "%sSimulatedJournal$JournalActor"
                simulated-snapshots.class = "%sSimulatedJournal$SnapshotActor"
                pekko.actor.serializers.weir-control = "%sWarmControlSerializer"
                pekko.actor.provider = local
                pekko.loggers = ["org.apache.pekko.event.Logging$StandardOutLogger"]
                pekko.use-slf4j = off
                pekko.loglevel = ERROR
                pekko.stdout-loglevel = ERROR
                pekko.log-dead-letters = off
                pekko.jvm-shutdown-hooks = off
                pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                pekko.coordinated-shutdown.run-by-actor-system-terminate = off
                pekko.library-extensions = []
                pekko.actor.typed.library-extensions = []
                """.replace("%s", here));
        for (String dispatcher : new String[] {
            "pekko.actor.default-dispatcher",
            "pekko.actor.internal-dispatcher",
            "pekko.actor.default-blocking-io-dispatcher",
            "pekko.persistence.dispatchers.default-plugin-dispatcher",
            "pekko.persistence.dispatchers.default-replay-dispatcher",
            "pekko.persistence.dispatchers.default-stream-dispatcher",
            "weir.coordinator-dispatcher",
            "weir.subtask-dispatcher",
            "weir.blocking-subtask-dispatcher",
            "weir.blocking-dispatcher"
        }) {
            text.append(dispatcher).append(" = ${virtual}\n");
        }
        ClassLoader loader = SimulatedActors.class.getClassLoader();
        return ConfigFactory.parseString(text.toString())
                .withFallback(ConfigFactory.systemProperties())
                .withFallback(WeirConfig.nodes())
                .withFallback(ConfigFactory.defaultReferenceUnresolved(loader))
                .resolve();
    }

    /** Those that the thread is in: what the actor system makes by class name belongs to them. */
    static SimulatedActors current() {
        return CURRENT.get();
    }

    /** The thread works for these from here on. */
    void enter() {
        CURRENT.set(this);
    }

    void close() {
        CURRENT.remove();
    }

    SimulatedCluster cluster() {
        return cluster;
    }

    // --- nodes and their actors ---

    /** Starts an actor on a node; {@code name} tells it from others there. */
    <T> org.apache.pekko.actor.typed.ActorRef<T> spawn(SimulatedNode node, Behavior<T> behavior, String name) {
        nodes.put(nameOf(node), node);
        String path = name.isEmpty() ? nameOf(node) : nameOf(node) + "." + name;
        return cluster.on(node, () -> Adapter.spawn(system, behavior, path, Props.empty()));
    }

    private static String nameOf(SimulatedNode node) {
        return node.name.replace('#', '-');
    }

    /** Null for the actor system's own. */
    @Nullable
    SimulatedNode nodeOf(ActorRef actor) {
        Iterator<String> path = actor.path().getElements().iterator();
        if (!path.hasNext() || !path.next().equals("user") || !path.hasNext()) {
            return null;
        }
        String top = path.next();
        int dot = top.indexOf('.');
        return nodes.get(dot < 0 ? top : top.substring(0, dot));
    }

    /** Whether what runs now is a subtask. */
    boolean inSubtask() {
        NodeMailboxes.Box box = current;
        return box != null && box.subtask() != null;
    }

    // --- what is to run ---

    void execute(Runnable what) {
        if (what instanceof Mailbox mailbox && mailbox.messageQueue() instanceof NodeMailboxes.Box box) {
            if (!box.hasMessages() && !mailbox.hasSystemMessages()) {
                mailbox.run(); // what was told went over the network: nothing is here yet
                return;
            }
            SimulatedNode node = box.node;
            if (node != null) {
                long most = isTurn(box.next()) ? cluster.turnNanos : LOCAL_NANOS;
                node.in(cluster.latency(most), () -> run(mailbox, box));
                return;
            }
            cluster.time.in(0, what);
            return;
        }
        SimulatedNode node = cluster.running();
        if (node == null) {
            cluster.time.in(0, what);
        } else {
            node.in(cluster.latency(LOCAL_NANOS), what);
        }
    }

    private static boolean isTurn(@Nullable Object message) {
        return message instanceof Enum<?> self && self.name().equals("TURN");
    }

    private void run(Mailbox mailbox, NodeMailboxes.Box box) {
        current = box;
        currentMailbox = mailbox;
        journaled.clear();
        try {
            mailbox.run();
            Object handled = box.handled();
            if (handled != null) {
                onHandled(box, handled);
            }
        } finally {
            current = null;
            currentMailbox = null;
        }
    }

    // --- what is told ---

    /** Something is told to an actor: true if it is to be put into the mailbox now. */
    boolean accepts(NodeMailboxes.Box box, ActorRef receiver, Object message) {
        SimulatedNode from = cluster.running();
        SimulatedNode to = box.node;
        if (from != null && !from.isAlive()) {
            throw new NodeCrashed(from);
        }
        if (to == null) {
            if (message instanceof JournalProtocol.WriteMessages write) {
                SimulatedJournal.events(write).forEach(event -> {
                    if (event.payload() instanceof JobEvent ofJob
                            && event.persistenceId().equals(SimulatedCluster.JOURNAL_ID)) {
                        journaled.add(ofJob);
                    }
                });
            }
            return true;
        }
        if (!to.isAlive()) {
            return false;
        }
        try {
            if (from == null || from == to) {
                onLocal(to, message);
                return true;
            }
            send(from, to, receiver, message);
            return false;
        } catch (RuntimeException | AssertionError mistake) {
            cluster.onMistake(mistake); // actors go on after an exception, the simulation must not
            throw mistake;
        }
    }

    private void send(SimulatedNode from, SimulatedNode to, ActorRef receiver, Object message) {
        onSaid(message);
        Serializer serializer = serialization.findSerializerFor(message);
        byte[] bytes = serialization.serialize(message).get();
        String manifest = Serializers.manifestFor(serializer, message);
        cluster.network.send(
                from,
                to,
                laneOf(receiver, message),
                message instanceof ExchangeMessage ? SimulatedNetwork.Traffic.DATA : SimulatedNetwork.Traffic.CONTROL,
                ProtocolSteps.nameOf(message),
                MessageText.of(message),
                () -> arrive(receiver, bytes, serializer.identifier(), manifest));
        if (message instanceof ControlMessage) {
            strangerSpeaks(from, to, receiver, bytes, serializer.identifier(), manifest);
        }
    }

    /** Somebody else says nearly the same: it is refused when it is read, or whoever gets it must cope. */
    private void strangerSpeaks(
            SimulatedNode from, SimulatedNode to, ActorRef receiver, byte[] bytes, int serializer, String manifest) {
        byte[] spoiled = cluster.network.overheard(bytes);
        if (spoiled == null) {
            return;
        }
        Try<Object> read = serialization.deserialize(spoiled, serializer, manifest);
        if (read.isFailure()) {
            if (!(read.failed().get() instanceof NotSerializableException)) {
                throw new AssertionError(
                        "a strange " + manifest + " was not refused in words",
                        read.failed().get());
            }
            cluster.count("strange messages refused");
        } else if (!SpoiledMessage.beginsAConversation(read.get())) {
            cluster.count("strange messages heard");
            cluster.network.send(
                    from,
                    to,
                    "strangers",
                    SimulatedNetwork.Traffic.CONTROL,
                    "",
                    "STRANGE: " + MessageText.of(read.get()),
                    () -> arrive(receiver, spoiled, serializer, manifest));
        }
    }

    private static String laneOf(ActorRef receiver, Object message) {
        if (message instanceof ExchangeMessage.Deliver deliver) {
            return "channel " + deliver.channel() + " of " + deliver.epoch();
        } else if (message instanceof ExchangeMessage.Credit credit) {
            return "credits " + credit.channel() + " of " + credit.epoch();
        }
        return receiver.path().toStringWithoutAddress();
    }

    private void arrive(ActorRef receiver, byte[] bytes, int serializer, String manifest) {
        Object message = serialization.deserialize(bytes, serializer, manifest).get();
        arriving = true;
        try {
            receiver.tell(message, ActorRef.noSender());
        } finally {
            arriving = false;
        }
    }

    // --- what is heard of it ---

    /** Something is told, to whomever. */
    private void onSaid(Object message) {
        if (message instanceof ExchangeMessage.Deliver deliver) {
            if (deliver.element().costsCredit()) {
                cluster.invariants.onDataElementSent(deliver.epoch(), deliver.channel());
            } else if (deliver.element() instanceof Watermark watermark) {
                cluster.invariants.onWatermarkSent(deliver.epoch(), deliver.channel(), watermark.timestamp());
            }
        } else if (message instanceof ExchangeMessage.Credit credit) {
            cluster.invariants.onCreditGranted(credit.epoch(), credit.channel(), credit.upTo());
        } else if (message instanceof WorkerCommand.Letter letter
                && letter.content() instanceof WorkerCommand.AdoptAttempt
                && adoptions.add(letter.conversation())) {
            cluster.count("attempts adopted");
        }
    }

    /** Something is told inside of a node, or has arrived there. */
    private void onLocal(SimulatedNode node, Object message) {
        if (message instanceof SubtaskMessage) {
            if (message instanceof ExchangeMessage && !arriving) {
                onSaid(message);
                onLocalData(node, message);
            } else if (message instanceof SubtaskCommand.CheckpointCompleted completed) {
                cluster.invariants.onCompletionHeard(completed.checkpoint());
            }
        } else if (message instanceof SubtaskEvent.Opened opened) {
            onOpened(node, opened);
        } else if (!arriving) {
            onShells(node, message);
        }
    }

    private void onLocalData(SimulatedNode node, Object message) {
        if (message instanceof ExchangeMessage.Deliver deliver) {
            cluster.trace.say(node.name, "to itself: " + MessageText.of(message));
            if (deliver.element() instanceof Barrier) {
                cluster.step(ProtocolSteps.sent("Barrier"), node);
            }
        }
    }

    private void onOpened(SimulatedNode node, SubtaskEvent.Opened opened) {
        NodeMailboxes.Box box = current;
        Mailbox mailbox = currentMailbox;
        if (box == null || mailbox == null) {
            throw new AssertionError("only a subtask says that it is open");
        }
        SubtaskShell shell = SubtaskShell.of(mailbox.actor());
        box.opened(opened.subtask(), shell);
        ((SimulatedWorker) node).onOpened(opened.subtask(), shell);
        cluster.invariants.onSubtaskOpened(shell.epoch(), opened.subtask(), node.name);
        cluster.step("subtask: opened", node);
    }

    /** What shells tell themselves and each other is theirs alone: it is known by its name only. */
    private void onShells(SimulatedNode node, Object message) {
        switch (message.getClass().getSimpleName()) {
            case "Ready" -> cluster.step("attempt: prepared", node);
            case "TakeLead" -> {
                if (message instanceof CoordinatorCommand) {
                    cluster.step("leader: history read", node);
                }
            }
            case "Loaded" -> cluster.step("leader: manifests read", node);
            case "Deposed" -> cluster.count("leaders deposed");
            case "JobIsNow" -> {
                if (message.toString().contains(SimulatedCluster.JOB_ID)) {
                    cluster.onStatus(message.toString());
                }
            }
            case "FromCoordinator" -> onForwarded(node);
            default -> {} // no news
        }
    }

    /** A worker hands a letter on: if it tells to deploy, an attempt has begun. */
    private void onForwarded(SimulatedNode node) {
        NodeMailboxes.Box worker = current;
        if (worker != null
                && worker.inHand() instanceof WorkerCommand.Letter letter
                && letter.content() instanceof WorkerCommand.DeployAttempt deploy) {
            cluster.invariants.onDeploy(deploy.epoch(), letter.term(), node.name);
        }
    }

    private void onHandled(NodeMailboxes.Box box, Object message) {
        SimulatedNode node = box.node;
        if (node == null) {
            return;
        }
        if (isTurn(message)) {
            cluster.checkQueues(box);
        } else if (message instanceof SubtaskCommand.Start) {
            cluster.step("subtask: started", node);
        } else if (message.getClass().getSimpleName().equals("Loaded")) {
            cluster.step("leader: core made", node);
        } else if (node instanceof SimulatedLeader && message instanceof CoordinatorCommand heard) {
            cluster.onCoordinatorHeard(node, heard, journaled);
        }
        String kind = ProtocolSteps.nameOfHandled(message);
        if (!kind.isEmpty()) {
            cluster.step(ProtocolSteps.handled(kind), node);
        }
    }

    /** An actor has ended. */
    void ended(NodeMailboxes.Box box) {
        SimulatedNode node = box.node;
        SubtaskId subtask = box.subtask();
        SubtaskShell shell = box.shell();
        if (node instanceof SimulatedWorker worker && subtask != null && shell != null) {
            worker.onClosed(subtask, shell);
            cluster.step("subtask: closed", node);
        }
    }

    /** A journaled event or a saved state, written and read back. */
    Object throughBytes(Object value) {
        Serializer serializer = serialization.findSerializerFor(value);
        byte[] bytes = serialization.serialize(value).get();
        return serialization
                .deserialize(bytes, serializer.identifier(), Serializers.manifestFor(serializer, value))
                .get();
    }
}
