package io.weir.testkit.simulation;

import io.weir.runtime.cluster.Conversation;
import io.weir.runtime.cluster.Conversation.Letter;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.failure.FailureKind;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Plays {@code Conversations} around the product's {@link Conversation}: what the coordinator says to the workers of its attempt and hears. */
final class SimulatedConversations {
    private final SimulatedCoordinator coordinator;
    private final SimulatedLeader leader;
    private final SimulatedCluster cluster;
    private final Map<WorkerId, Conversation<Object, Object>> open = new TreeMap<>();
    private long epoch = -1;
    private long id;
    private long wakeAt = Long.MAX_VALUE;

    SimulatedConversations(SimulatedCoordinator coordinator) {
        this.coordinator = coordinator;
        this.leader = coordinator.node();
        this.cluster = leader.cluster;
    }

    /** With the workers of another attempt, or anew with those of the same; what was said before is forgotten. */
    void begin(long ofEpoch, Iterable<WorkerId> with) {
        epoch = ofEpoch;
        id = leader.clock.steadyMillis() * 1024 + cluster.random.nextInt(1024);
        open.clear();
        for (WorkerId worker : with) {
            open.put(worker, new Conversation<>(cluster.patience.repeatMillis()));
        }
    }

    void end(WorkerId worker) {
        open.remove(worker);
    }

    void endAll() {
        open.clear();
    }

    void say(WorkerId worker, long ofEpoch, Object command) {
        Conversation<Object, Object> with = open.get(worker);
        if (with != null && ofEpoch == epoch) {
            send(worker, with.say(command, now()));
            arm();
        }
    }

    /** What is to be acted on; null if there is nothing, or nothing new. */
    @Nullable
    Object hear(Messages.Letter letter) {
        Conversation<Object, Object> with = open.get(letter.worker());
        if (with == null || letter.epoch() != epoch || letter.conversation() != id) {
            return null;
        }
        Object heard = with.hear(new Letter<>(letter.number(), letter.heard(), letter.content()), now());
        arm();
        return heard;
    }

    private void sayAgain() {
        wakeAt = Long.MAX_VALUE;
        long now = now();
        Failure deaf = null;
        for (Map.Entry<WorkerId, Conversation<Object, Object>> each : open.entrySet()) {
            each.getValue().onTime(now).forEach(letter -> send(each.getKey(), letter));
            if (each.getValue().silentMillis(now) > cluster.patience.deployTimeoutMillis()) {
                deaf = new Failure(
                        FailureKind.BROKEN_PROTOCOL,
                        "[NET-705] Worker " + each.getKey() + " does not acknowledge what it is told",
                        "");
            }
        }
        arm();
        if (deaf != null) {
            coordinator.onDeaf(epoch, deaf);
        }
    }

    private void send(WorkerId worker, Letter<Object> letter) {
        SimulatedWorker to = coordinator.worker(worker);
        if (to != null) {
            leader.tell(
                    to,
                    SimulatedNetwork.Traffic.EXPENDABLE,
                    new Messages.Letter(
                            coordinator.term(), epoch, id, letter.number(), letter.heard(), letter.content(), worker));
        }
    }

    private void arm() {
        long next = Long.MAX_VALUE;
        for (Conversation<?, ?> each : open.values()) {
            next = Math.min(next, each.wakeAt());
        }
        if (next < wakeAt) { // an earlier timer finds out by itself that there is nothing to say yet
            wakeAt = next;
            leader.in(
                    Math.max(1, next - now()) * VirtualTime.MILLIS,
                    () -> coordinator.submitIfActing(this, this::sayAgain));
        }
    }

    private long now() {
        return cluster.time.now() / VirtualTime.MILLIS;
    }
}
