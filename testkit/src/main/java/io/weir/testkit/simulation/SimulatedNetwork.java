package io.weir.testkit.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Messages between nodes. Each lane keeps its order; between lanes there is none. What is lost is lost without a word.
 */
final class SimulatedNetwork {
    /** What may happen to a message. */
    enum Traffic {
        /** Elements of channels and their credits: may be lost, and that must be noticed. */
        DATA,
        /** Control messages: they are repeated, or their loss runs into a timeout. */
        CONTROL
    }

    /** Which way nothing goes. */
    enum Direction {
        BOTH,
        OUT,
        IN
    }

    /** {@code other} null: from everybody. {@code periodNanos} 0: all the time; else in every other period. */
    private record Cut(
            SimulatedNode node, @Nullable SimulatedNode other, Direction direction, long untilNanos, long periodNanos) {
        boolean blocks(SimulatedNode from, SimulatedNode to, long now) {
            if (now >= untilNanos || (periodNanos > 0 && now / periodNanos % 2 == 0)) {
                return false;
            }
            boolean out = from == node && (other == null || other == to) && direction != Direction.IN;
            boolean in = to == node && (other == null || other == from) && direction != Direction.OUT;
            return out || in;
        }
    }

    /** What happens to a share of the messages for a while. */
    private static final class Share {
        private double rate;
        private long until;

        void set(double newRate, long untilNanos) {
            rate = newRate;
            until = untilNanos;
        }

        boolean hits(long now, SplittableRandom random) {
            return now < until && random.nextDouble() < rate;
        }
    }

    private final SimulatedCluster cluster;
    private final SplittableRandom random;
    private final Map<String, Long> lastArrival = new HashMap<>();
    private final Map<String, Long> slowUntil = new HashMap<>();
    private final List<Cut> cuts = new ArrayList<>();
    private final Share dataLoss = new Share();
    private final Share controlLoss = new Share();
    private final Share duplication = new Share();
    private final Share reordering = new Share();
    private final Share strangers = new Share();

    SimulatedNetwork(SimulatedCluster cluster, SplittableRandom random) {
        this.cluster = cluster;
        this.random = random;
    }

    void loseData(double rate, long untilNanos) {
        dataLoss.set(rate, untilNanos);
    }

    void loseControl(double rate, long untilNanos) {
        controlLoss.set(rate, untilNanos);
    }

    void duplicate(double rate, long untilNanos) {
        duplication.set(rate, untilNanos);
    }

    void reorder(double rate, long untilNanos) {
        reordering.set(rate, untilNanos);
    }

    void hearStrangers(double rate, long untilNanos) {
        strangers.set(rate, untilNanos);
    }

    /** What a stranger makes of a control message that goes over the network now; null: he is silent. */
    byte @Nullable [] overheard(byte[] message) {
        return strangers.hits(cluster.time.now(), random) ? SpoiledMessage.of(message, random) : null;
    }

    /** What goes to or comes from that node arrives after {@code untilNanos}. */
    void slow(SimulatedNode node, long untilNanos) {
        slowUntil.merge(node.name, untilNanos, Math::max);
    }

    /** Nothing goes between that node and another, or all others. {@code periodNanos} as long as it goes and does not in turn; 0: never. */
    void cut(
            SimulatedNode node, @Nullable SimulatedNode other, Direction direction, long untilNanos, long periodNanos) {
        cuts.add(new Cut(node, other, direction, untilNanos, periodNanos));
    }

    boolean isCut(SimulatedNode from, SimulatedNode to) {
        long now = cluster.time.now();
        for (Cut cut : cuts) {
            if (cut.blocks(from, to, now)) {
                return true;
            }
        }
        return false;
    }

    /** From now on nothing is lost, held, cut or repeated. */
    void heal() {
        dataLoss.set(0, 0);
        controlLoss.set(0, 0);
        duplication.set(0, 0);
        reordering.set(0, 0);
        strangers.set(0, 0);
        slowUntil.clear();
        cuts.clear();
    }

    /**
     * Sends a message.
     *
     * @param lane messages of one lane between two nodes keep their order
     * @param kind its name as {@link ProtocolSteps} knows it; empty for one that is no step
     * @param what the message, in words; empty for what is not worth a line
     */
    void send(
            SimulatedNode from,
            SimulatedNode to,
            String lane,
            Traffic traffic,
            String kind,
            String what,
            Runnable receive) {
        if (!from.isAlive()) {
            return;
        }
        long now = cluster.time.now();
        if (isLost(traffic, now) || (!cuts.isEmpty() && isCut(from, to))) {
            cluster.count(traffic == Traffic.DATA ? "data messages lost" : "control messages lost");
            cluster.trace.say(from.name, "to " + to.name + ", LOST: " + what);
        } else {
            arrive(from, to, kind, what, receive, arrival(from, to, lane, now));
            if (duplication.hits(now, random)) {
                cluster.count("messages repeated");
                arrive(from, to, kind, what, receive, arrival(from, to, lane, now));
            }
        }
        if (!kind.isEmpty()) {
            cluster.step(ProtocolSteps.sent(kind), from);
        }
    }

    private long arrival(SimulatedNode from, SimulatedNode to, String lane, long now) {
        long arrival = now + 50_000 + random.nextInt(500_000);
        if (random.nextInt(50) == 0) {
            arrival += random.nextInt(20_000_000);
        }
        if (reordering.hits(now, random)) {
            arrival += random.nextInt(300_000_000);
        }
        arrival = Math.max(arrival, slowUntil.getOrDefault(from.name, 0L));
        arrival = Math.max(arrival, slowUntil.getOrDefault(to.name, 0L));
        return inOrder(from.name + ">" + to.name + "/" + lane, arrival);
    }

    private void arrive(
            SimulatedNode from, SimulatedNode to, String kind, String what, Runnable receive, long arrival) {
        cluster.time.at(arrival, () -> to.run(() -> deliver(from, to, kind, what, receive)));
    }

    private void deliver(SimulatedNode from, SimulatedNode to, String kind, String what, Runnable receive) {
        if (!what.isEmpty()) {
            cluster.trace.say(to.name, "from " + from.name + ": " + what);
        }
        if (!kind.isEmpty()) {
            cluster.step(ProtocolSteps.arrives(kind), to);
        }
        receive.run();
    }

    private boolean isLost(Traffic traffic, long now) {
        return switch (traffic) {
            case DATA -> dataLoss.hits(now, random);
            case CONTROL -> controlLoss.hits(now, random);
        };
    }

    private long inOrder(String lane, long arrival) {
        long last = lastArrival.getOrDefault(lane, 0L);
        long inOrder = Math.max(arrival, last + 1);
        lastArrival.put(lane, inOrder);
        return inOrder;
    }
}
