package io.weir.testkit.simulation;

import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.element.StreamElement;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.operator.OperatorContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Plays {@code WorkerActor}: registers with whoever leads, lets attempts come and go, and is the fence against older terms and
 * epochs. There is one job.
 */
final class SimulatedWorker extends SimulatedNode {
    private static final long REGISTER_INTERVAL = 100 * VirtualTime.MILLIS;
    private static final long REFRESH_INTERVAL = VirtualTime.SECONDS;
    private static final long LEAVE_LOOK = 100 * VirtualTime.MILLIS;
    private static final long LEAVE_PATIENCE = 4 * VirtualTime.SECONDS;

    final WorkerId id;
    /** Counted from 0; its successor after a crash has the same. */
    final int host;

    private final TreeMap<Long, SimulatedAttempt> attempts = new TreeMap<>();
    private final List<Messages.Cancel> cancellations = new ArrayList<>();
    private long highestTerm;
    private long highestEpoch = -1;
    private long registrations;
    private long leaderLosses;
    private long committedEpoch;
    private @Nullable SimulatedCoordinator committedFor;

    SimulatedWorker(SimulatedCluster cluster, int host, String name) {
        super(cluster, name);
        this.host = host;
        this.id = new WorkerId(name);
    }

    void start() {
        say("starts");
        registerUntilWelcomed();
    }

    /** Its connection to the leader is lost. */
    void onLeaderLost() {
        run(() -> {
            leaderLosses++;
            registerUntilWelcomed();
        });
    }

    private void registerUntilWelcomed() {
        registerEvery(REGISTER_INTERVAL);
    }

    private void registerEvery(long interval) {
        long mine = ++registrations;
        register();
        in(interval, () -> registerAgain(mine, interval));
    }

    private void registerAgain(long mine, long interval) {
        if (mine == registrations) {
            register();
            in(interval, () -> registerAgain(mine, interval));
        }
    }

    private void register() {
        SimulatedLeader leader = cluster.leader();
        if (leader == null) {
            return; // nobody leads; what is sent now reaches nobody
        }
        List<Messages.Running> running = new ArrayList<>();
        attempts.forEach((epoch, attempt) -> {
            if (attempt.isDeployed() && !attempt.isBroken() && !attempt.isStopping()) {
                running.add(new Messages.Running(epoch, attempt.subtaskIds(), attempt.isStarted()));
            }
        });
        if (committedFor != null) {
            running.add(new Messages.Running(committedEpoch, new TreeSet<>(), false));
        }
        Messages.Register message = new Messages.Register(this, running, leaderLosses);
        cluster.network.send(
                this,
                leader,
                "control",
                SimulatedNetwork.Traffic.EXPENDABLE,
                ProtocolSteps.nameOf(message),
                message.toString(),
                () -> leader.onRegister(message));
    }

    // --- going ---

    /** Says that it goes, waits until nothing runs here any more, but not for ever, and goes. */
    void leave(Runnable gone) {
        SimulatedLeader leader = cluster.leader();
        if (leader != null) {
            cluster.network.send(
                    this,
                    leader,
                    "control",
                    SimulatedNetwork.Traffic.EXPENDABLE,
                    "",
                    "Leaving",
                    () -> leader.onLeaving(this));
        }
        long giveUpAt = cluster.time.now() + LEAVE_PATIENCE;
        in(LEAVE_LOOK, () -> leaveWhenUnused(giveUpAt, gone));
    }

    private void leaveWhenUnused(long giveUpAt, Runnable gone) {
        SimulatedLeader leader = cluster.leader();
        if (cluster.time.now() < giveUpAt && (leader == null || leader.uses(id))) {
            in(LEAVE_LOOK, () -> leaveWhenUnused(giveUpAt, gone));
        } else {
            end("leaves");
            gone.run();
        }
    }

    // --- what the leader says ---

    void receive(Object command) {
        if (command instanceof Messages.Welcome welcome) {
            if (isOfLeader(welcome.term())) {
                long mine = ++registrations;
                in(REFRESH_INTERVAL, () -> registerAgain(mine, REFRESH_INTERVAL));
            }
        } else if (command instanceof Messages.Letter letter) {
            if (isOfLeader(letter.term())) {
                onLetter(letter);
            }
        } else if (command instanceof Messages.Cancel cancel) {
            if (isOfLeader(cancel.term())) {
                onCancel(cancel);
            }
        } else if (command instanceof WorkerCommand.FinishAttempt finish) {
            if (isOfLeader(finish.term())) {
                onFinish(finish);
            }
        } else {
            throw new AssertionError("a worker was told " + command);
        }
    }

    private boolean isOfLeader(long term) {
        if (term < highestTerm) {
            say("ignores term " + term + ", " + highestTerm + " leads");
            cluster.count("commands of old leaders ignored");
            return false;
        }
        highestTerm = term;
        return true;
    }

    private void onDeploy(Messages.Deploy deploy, long conversation) {
        if (deploy.epoch() <= highestEpoch) {
            say("ignores attempt " + deploy.epoch() + ", it is not the newest");
            return;
        }
        cluster.invariants.onDeploy(deploy.epoch(), deploy.term(), name);
        stopUpTo(deploy.epoch());
        highestEpoch = deploy.epoch();
        SimulatedAttempt attempt = new SimulatedAttempt(this, deploy, conversation);
        attempts.put(deploy.epoch(), attempt);
        attempt.prepare();
    }

    private void forward(long epoch, Object command) {
        SimulatedAttempt attempt = attempts.get(epoch);
        if (attempt != null) {
            attempt.receive(command);
        }
    }

    private void onLetter(Messages.Letter letter) {
        if (letter.content() instanceof Messages.Deploy deploy && !attempts.containsKey(deploy.epoch())) {
            onDeploy(deploy, letter.conversation());
        }
        if (letter.content() instanceof Messages.Adopt adopt && !attempts.containsKey(adopt.epoch())) {
            refuseAdoption(adopt);
        }
        forward(letter.epoch(), letter);
    }

    private void refuseAdoption(Messages.Adopt adopt) {
        Failure gone = new Failure(FailureKind.LOST_WORKER, "Attempt " + adopt.epoch() + " is gone on " + id, "");
        tell(adopt.coordinator(), new CoordinatorCommand.SubtaskFailed(adopt.epoch(), id, -1, -1, gone));
    }

    private void onFinish(WorkerCommand.FinishAttempt finish) {
        SimulatedCoordinator asker = committedFor;
        if (asker != null && committedEpoch == finish.epoch()) {
            tell(asker, new CoordinatorCommand.AttemptStopped(finish.epoch(), id));
        } else {
            forward(finish.epoch(), finish);
        }
    }

    /** An attempt has committed everything; it is remembered, so that the answer can be given again. */
    void onCommitted(SimulatedAttempt attempt, SimulatedCoordinator toWhom) {
        committedEpoch = attempt.epoch();
        committedFor = toWhom;
        onEnded(attempt);
    }

    private void onCancel(Messages.Cancel cancel) {
        highestEpoch = Math.max(highestEpoch, cancel.epoch());
        stopUpTo(cancel.epoch());
        cancellations.add(cancel);
        answerCancellations();
    }

    private void stopUpTo(long epoch) {
        if (committedEpoch <= epoch) {
            committedFor = null;
        }
        List.copyOf(attempts.headMap(epoch, true).values()).forEach(SimulatedAttempt::stop);
    }

    void onEnded(SimulatedAttempt attempt) {
        attempts.remove(attempt.epoch());
        answerCancellations();
    }

    /** The simulation is over: what user code holds is given back. */
    void closeAll() {
        attempts.values().forEach(SimulatedAttempt::closeAll);
    }

    private void answerCancellations() {
        for (Iterator<Messages.Cancel> each = cancellations.iterator(); each.hasNext(); ) {
            Messages.Cancel cancel = each.next();
            if (attempts.isEmpty() || attempts.firstKey() > cancel.epoch()) {
                tell(cancel.replyTo(), new CoordinatorCommand.AttemptStopped(cancel.epoch(), id));
                each.remove();
            }
        }
    }

    /** Sends something to the coordinator of the job. */
    void tell(SimulatedCoordinator coordinator, Object message) {
        cluster.network.send(
                this,
                coordinator.node(),
                "control",
                SimulatedNetwork.Traffic.EXPENDABLE,
                ProtocolSteps.nameOf(message),
                describe(message),
                () -> coordinator.receive(message));
    }

    private static String describe(Object message) {
        if (message instanceof Messages.Letter letter) {
            Object content = letter.content();
            return "#" + letter.number() + " heard " + letter.heard()
                    + (content == null ? "" : ": " + describe(content));
        }
        if (message instanceof CoordinatorCommand.CheckpointAcknowledged ack) {
            return "CheckpointAcknowledged[epoch=" + ack.epoch() + ", checkpoint=" + ack.checkpoint() + ", subtask="
                    + ack.vertex() + "." + ack.index() + ", " + ack.snapshot().length + " bytes]";
        } else if (message instanceof CoordinatorCommand.SubtaskFailed failed) {
            return "SubtaskFailed[epoch=" + failed.epoch() + ", subtask=" + failed.vertex() + "." + failed.index()
                    + ", " + failed.failure().kind() + ", " + failed.failure().message() + "]";
        }
        if (message instanceof CoordinatorCommand.EventToEnumerator event) {
            return "EventToEnumerator[epoch=" + event.epoch() + ", reader=" + event.vertex() + "." + event.index()
                    + ", " + event.event().length + " bytes]";
        }
        return message.toString();
    }

    /** An operator of the newest attempt, for tests that look into it; null if it is not here or does not run. */
    @Nullable
    OperatorContext contextOf(SubtaskId subtask, String operatorId) {
        Map.Entry<Long, SimulatedAttempt> newest = attempts.lastEntry();
        SimulatedSubtask found = newest == null ? null : newest.getValue().subtask(subtask.toString());
        return found == null ? null : found.contextOf(operatorId);
    }

    // --- channels ---

    /** An element from another subtask; of an attempt that is over it changes nothing. */
    void onElement(long epoch, int channel, long sequence, StreamElement element) {
        SimulatedSubtask receiver =
                subtaskOf(epoch, cluster.plan.receiver(channel).toString());
        if (receiver != null) {
            receiver.onElement(channel, sequence, element);
        }
    }

    void onCredit(long epoch, int channel, long upTo, long received) {
        SimulatedSubtask sender = subtaskOf(epoch, cluster.plan.sender(channel).toString());
        if (sender != null) {
            sender.onCredit(channel, upTo, received);
        }
    }

    private @Nullable SimulatedSubtask subtaskOf(long epoch, String subtask) {
        SimulatedAttempt attempt = attempts.get(epoch);
        return attempt == null ? null : attempt.subtask(subtask);
    }
}
