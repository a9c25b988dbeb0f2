package io.weir.testkit.simulation;

import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.api.graph.StreamNode;
import io.weir.checkpoint.CheckpointException;
import io.weir.checkpoint.ManifestRef;
import io.weir.checkpoint.StateAssignment;
import io.weir.checkpoint.StateAssignment.OperatorShape;
import io.weir.checkpoint.StateAssignment.RestoreState;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.cluster.Conversation;
import io.weir.runtime.cluster.Conversation.Letter;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.plan.ChainVertex;
import io.weir.testkit.simulation.invariant.InvariantViolation;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Plays {@code AttemptActor} and {@code AttemptPreparation}: the subtasks of one attempt on one worker. */
final class SimulatedAttempt {
    private enum Phase {
        PREPARING,
        OPENING,
        DEPLOYED,
        RUNNING,
        FINISHING,
        STOPPING
    }

    private static final long REPEAT_MILLIS = 400;

    private final SimulatedWorker worker;
    private final SimulatedCluster cluster;
    private final Messages.Deploy deploy;
    private final SortedMap<String, SimulatedSubtask> subtasks = new TreeMap<>();
    private SimulatedCoordinator coordinator;
    private Phase phase = Phase.PREPARING;
    private CoordinatorCommand.@Nullable SubtaskFailed failed;
    private int waitingFor;
    private final Set<Long> pastConversations = new HashSet<>();
    private Conversation<Object, Object> conversation = new Conversation<>(REPEAT_MILLIS);
    private long conversationId;
    private long sayAgainAt = Long.MAX_VALUE;
    private boolean over;

    SimulatedAttempt(SimulatedWorker worker, Messages.Deploy deploy, long conversationId) {
        this.worker = worker;
        this.cluster = worker.cluster;
        this.deploy = deploy;
        this.coordinator = deploy.coordinator();
        this.conversationId = conversationId;
    }

    long epoch() {
        return deploy.epoch();
    }

    boolean isDeployed() {
        return phase == Phase.DEPLOYED || phase == Phase.RUNNING || phase == Phase.FINISHING;
    }

    boolean isStarted() {
        return phase == Phase.RUNNING || phase == Phase.FINISHING;
    }

    boolean isBroken() {
        return failed != null;
    }

    boolean isStopping() {
        return phase == Phase.STOPPING;
    }

    SortedSet<SubtaskId> subtaskIds() {
        SortedSet<SubtaskId> ids = new TreeSet<>();
        subtasks.values().forEach(subtask -> ids.add(subtask.id()));
        return ids;
    }

    @Nullable
    SimulatedSubtask subtask(String id) {
        return subtasks.get(id);
    }

    WorkerId placeOf(SubtaskId subtask) {
        return Objects.requireNonNull(deploy.placement().get(subtask));
    }

    SimulatedWorker worker() {
        return worker;
    }

    SimulatedCoordinator coordinator() {
        return coordinator;
    }

    // --- deployment ---

    void prepare() {
        worker.in(cluster.latency(5 * VirtualTime.MILLIS) + cluster.unreliableDisk.delay(), () -> {
            StateAssignment assignment;
            try {
                assignment = assignment(deploy.restore());
            } catch (CheckpointException e) {
                FailureKind kind = e.unavailable() ? FailureKind.USER_CODE : FailureKind.CORRUPT_STATE;
                fail(-1, -1, new Failure(kind, String.valueOf(e.getMessage()), ""));
                return;
            } catch (IOException e) {
                fail(-1, -1, new Failure(FailureKind.USER_CODE, e.toString(), ""));
                return;
            }
            cluster.step("attempt: prepared", worker);
            worker.in(cluster.latency(VirtualTime.MILLIS), () -> onReady(assignment));
        });
    }

    private @Nullable StateAssignment assignment(@Nullable ManifestRef restore) throws IOException {
        return restore == null ? null : StateAssignment.of(cluster.storage.readManifest(restore), shapes(), false);
    }

    private Map<String, OperatorShape> shapes() {
        Map<String, OperatorShape> shapes = new HashMap<>();
        for (ChainVertex vertex : cluster.plan.vertices()) {
            for (StreamNode node : vertex.operators()) {
                shapes.put(node.operatorId(), new OperatorShape(node.parallelism(), node.maxParallelism()));
            }
        }
        return shapes;
    }

    private void onReady(@Nullable StateAssignment assignment) {
        if (phase == Phase.STOPPING) {
            return;
        }
        phase = Phase.OPENING;
        for (SubtaskId id : cluster.plan.subtasks()) {
            if (placeOf(id).equals(worker.id)) {
                SimulatedSubtask subtask = new SimulatedSubtask(this, id, restoreOf(id, assignment));
                subtasks.put(id.toString(), subtask);
                waitingFor++;
                worker.in(cluster.latency(3 * VirtualTime.MILLIS), subtask::open);
            }
        }
        deployedIfAllAreOpen();
    }

    private Map<String, RestoreState> restoreOf(SubtaskId id, @Nullable StateAssignment assignment) {
        Map<String, RestoreState> restore = new HashMap<>();
        for (StreamNode node : cluster.plan.vertex(id.vertex()).operators()) {
            RestoreState state = assignment == null ? null : assignment.restore(node.operatorId(), id.index());
            if (state != null) {
                restore.put(node.operatorId(), state);
            }
        }
        return restore;
    }

    void onOpened() {
        if (phase == Phase.OPENING) {
            waitingFor--;
            deployedIfAllAreOpen();
        }
    }

    private void deployedIfAllAreOpen() {
        if (waitingFor == 0) {
            phase = Phase.DEPLOYED;
            say(new Messages.Deployed(epoch(), worker.id));
        }
    }

    // --- what the coordinator says ---

    void receive(Object command) {
        if (command instanceof Messages.Letter letter) {
            onLetter(letter);
        } else if (command instanceof WorkerCommand.FinishAttempt) {
            onFinish();
        }
    }

    private void onLetter(Messages.Letter letter) {
        if (letter.conversation() != conversationId
                && letter.content() instanceof Messages.Adopt
                && !pastConversations.contains(letter.conversation())) {
            pastConversations.add(conversationId);
            conversationId = letter.conversation();
            conversation = new Conversation<>(REPEAT_MILLIS);
        }
        if (letter.conversation() != conversationId) {
            return; // of a coordinator that is none any more
        }
        Object heard = conversation.hear(new Letter<>(letter.number(), letter.heard(), letter.content()), now());
        if (heard != null) {
            onSpoken(heard);
        }
        armSayAgain();
    }

    /** Says something to the coordinator, until it has heard it. */
    void say(Object what) {
        send(conversation.say(what, now()));
        armSayAgain();
    }

    private void sayAgain() {
        if (over) {
            return;
        }
        sayAgainAt = Long.MAX_VALUE;
        conversation.onTime(now()).forEach(this::send);
        armSayAgain();
    }

    private void send(Letter<Object> letter) {
        worker.tell(
                coordinator,
                new Messages.Letter(
                        0, epoch(), conversationId, letter.number(), letter.heard(), letter.content(), worker.id));
    }

    private void armSayAgain() {
        long next = conversation.wakeAt();
        if (next < sayAgainAt) { // an earlier timer finds out by itself that there is nothing to say yet
            sayAgainAt = next;
            worker.in(Math.max(1, next - now()) * VirtualTime.MILLIS, this::sayAgain);
        }
    }

    private long now() {
        return cluster.time.now() / VirtualTime.MILLIS;
    }

    private void onSpoken(Object command) {
        if (command instanceof Messages.Start) {
            onStart();
        } else if (command instanceof Messages.Adopt adopt) {
            onAdopt(adopt.coordinator());
        } else if (command instanceof WorkerCommand.TriggerCheckpoint trigger) {
            tellAll(subtask -> {
                if (subtask.isSource()) {
                    subtask.on(it -> it.triggerCheckpoint(trigger.checkpoint(), trigger.triggeredAtMillis()));
                }
            });
        } else if (command instanceof WorkerCommand.CheckpointCompleted completed) {
            cluster.invariants.onCompletionHeard(completed.checkpoint());
            tellAll(subtask -> subtask.on(it -> it.checkpointCompleted(completed.checkpoint())));
        } else if (command instanceof WorkerCommand.CheckpointAborted aborted) {
            tellAll(subtask -> subtask.on(it -> it.checkpointAborted(aborted.checkpoint())));
        } else if (command instanceof WorkerCommand.AssignSplits splits) {
            tell(
                    splits.vertex(),
                    splits.index(),
                    subtask -> subtask.assignSplits(splits.operatorId(), splits.version(), splits.splits()));
        } else if (command instanceof WorkerCommand.NoMoreSplits none) {
            tell(none.vertex(), none.index(), subtask -> subtask.noMoreSplits(none.operatorId()));
        } else if (command instanceof WorkerCommand.EventToReader event) {
            tell(event.vertex(), event.index(), subtask -> subtask.eventToReader(event.operatorId(), event.event()));
        }
    }

    private void onStart() {
        if (phase == Phase.RUNNING) {
            say(new CoordinatorCommand.AttemptRunning(epoch(), worker.id));
        } else if (phase == Phase.DEPLOYED) {
            phase = Phase.RUNNING;
            say(new CoordinatorCommand.AttemptRunning(epoch(), worker.id));
            tellAll(SimulatedSubtask::start);
        }
    }

    private void onAdopt(SimulatedCoordinator successor) {
        coordinator = successor;
        tellAll(SimulatedSubtask::onNewCoordinator);
        CoordinatorCommand.SubtaskFailed report = failed;
        if (report != null) {
            say(report);
        } else if (phase == Phase.RUNNING) {
            say(new CoordinatorCommand.AttemptRunning(epoch(), worker.id));
        }
    }

    private void onFinish() {
        if (phase != Phase.RUNNING) {
            return;
        }
        phase = Phase.FINISHING;
        waitingFor = subtasks.size();
        tellAll(SimulatedSubtask::finish);
    }

    /** Each subtask hears a command when its mailbox comes to it. */
    private void tellAll(Consumer<SimulatedSubtask> command) {
        List.copyOf(subtasks.values()).forEach(subtask -> subtask.tell(() -> command.accept(subtask)));
    }

    private void tell(int vertex, int index, Consumer<SimulatedSubtask> command) {
        SimulatedSubtask subtask = subtasks.get(new SubtaskId(vertex, index).toString());
        if (subtask != null) {
            subtask.tell(() -> command.accept(subtask));
        }
    }

    // --- what subtasks say ---

    void onThrown(SubtaskId id, Throwable thrown) {
        if (thrown instanceof InvariantViolation violation) {
            throw violation;
        }
        fail(id.vertex(), id.index(), Failure.of(thrown));
    }

    private void fail(int vertex, int index, Failure failure) {
        if (failed != null || phase == Phase.STOPPING) {
            return;
        }
        CoordinatorCommand.SubtaskFailed report =
                new CoordinatorCommand.SubtaskFailed(epoch(), worker.id, vertex, index, failure);
        failed = report;
        say(report);
    }

    void onFinished(SimulatedSubtask subtask) {
        subtasks.remove(subtask.id().toString());
        waitingFor--;
        if (phase == Phase.FINISHING && waitingFor == 0 && subtasks.isEmpty()) {
            worker.tell(coordinator, new CoordinatorCommand.AttemptStopped(epoch(), worker.id));
            phase = Phase.STOPPING;
            over = true;
            worker.onCommitted(this, coordinator);
        }
    }

    // --- the end ---

    /** The simulation is over. */
    void closeAll() {
        subtasks.values().forEach(SimulatedSubtask::close);
    }

    void stop() {
        if (phase == Phase.STOPPING) {
            return;
        }
        phase = Phase.STOPPING;
        worker.in(cluster.latency(3 * VirtualTime.MILLIS), () -> {
            subtasks.values().forEach(SimulatedSubtask::close);
            subtasks.clear();
            over = true;
            worker.onEnded(this);
        });
    }
}
