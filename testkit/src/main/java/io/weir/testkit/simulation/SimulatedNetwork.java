package io.weir.testkit.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Messages between nodes. Each lane keeps its order; between lanes there is none. What is lost is lost without a word. Inside a node
 * nothing is lost.
 */
final class SimulatedNetwork {
    /** What may happen to a message. */
    enum Traffic {
        /** Elements of channels and their credits: may be lost, and that must be noticed. */
        DATA,
        /** Control messages without which the job goes on: they are repeated, or their loss runs into a timeout. */
        EXPENDABLE,
        /** Control messages that the protocol takes for granted. */
        CONTROL
    }

    private final SimulatedCluster cluster;
    private final SplittableRandom random;
    private final Map<String, Long> lastArrival = new HashMap<>();
    private final Map<String, Long> slowUntil = new HashMap<>();
    private double dataLoss;
    private long dataLossUntil;
    private double controlLoss;
    private long controlLossUntil;

    SimulatedNetwork(SimulatedCluster cluster, SplittableRandom random) {
        this.cluster = cluster;
        this.random = random;
    }

    void loseData(double rate, long untilNanos) {
        dataLoss = rate;
        dataLossUntil = untilNanos;
    }

    void loseControl(double rate, long untilNanos) {
        controlLoss = rate;
        controlLossUntil = untilNanos;
    }

    /** What goes to or comes from that node arrives after {@code untilNanos}. */
    void slow(SimulatedNode node, long untilNanos) {
        slowUntil.merge(node.name, untilNanos, Math::max);
    }

    /** From now on nothing is lost or held. */
    void heal() {
        dataLossUntil = 0;
        controlLossUntil = 0;
        slowUntil.clear();
    }

    /**
     * Sends a message.
     *
     * @param lane messages of one lane between two nodes keep their order
     * @param what the message, in words; empty for what is not worth a line
     */
    void send(SimulatedNode from, SimulatedNode to, String lane, Traffic traffic, String what, Runnable receive) {
        long now = cluster.time.now();
        if (from == to) {
            long arrival = inOrder(from.name + "/" + lane, now + 1_000 + random.nextInt(20_000));
            cluster.time.at(arrival, () -> to.run(() -> deliver(from, to, what, receive)));
            return;
        }
        if (isLost(traffic, now)) {
            cluster.count(traffic == Traffic.DATA ? "data messages lost" : "control messages lost");
            cluster.trace.say(from.name, "to " + to.name + ", LOST: " + what);
            return;
        }
        long arrival = now + 50_000 + random.nextInt(500_000);
        if (random.nextInt(50) == 0) {
            arrival += random.nextInt(20_000_000);
        }
        arrival = Math.max(arrival, slowUntil.getOrDefault(from.name, 0L));
        arrival = Math.max(arrival, slowUntil.getOrDefault(to.name, 0L));
        arrival = inOrder(from.name + ">" + to.name + "/" + lane, arrival);
        cluster.time.at(arrival, () -> to.run(() -> deliver(from, to, what, receive)));
    }

    private void deliver(SimulatedNode from, SimulatedNode to, String what, Runnable receive) {
        if (!what.isEmpty()) {
            cluster.trace.say(to.name, "from " + from.name + ": " + what);
        }
        receive.run();
    }

    private boolean isLost(Traffic traffic, long now) {
        return switch (traffic) {
            case DATA -> now < dataLossUntil && random.nextDouble() < dataLoss;
            case EXPENDABLE -> now < controlLossUntil && random.nextDouble() < controlLoss;
            case CONTROL -> false;
        };
    }

    private long inOrder(String lane, long arrival) {
        long last = lastArrival.getOrDefault(lane, 0L);
        long inOrder = Math.max(arrival, last + 1);
        lastArrival.put(lane, inOrder);
        return inOrder;
    }
}
