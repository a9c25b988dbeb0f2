package io.weir.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A journal that takes time, fails, and sometimes stores what it reports as failed. Events are numbered: whoever writes must know
 * all that is there, so that of two leaders one fails.
 */
final class SimulatedJournal<E> {
    private final SimulatedCluster cluster;
    private final String name;
    private final SplittableRandom random;
    private final UnaryOperator<E> codec;
    private final BiConsumer<SimulatedNode, E> stored;
    private final Function<E, String> stepName;
    private final List<E> events = new ArrayList<>();
    private double failureRate;
    private long failsUntil;

    /**
     * @param codec writes an event and reads it back
     * @param stored is told of each event at the moment it is durable, and of who wrote it
     * @param stepName names the steps of writing an event: this and {@code : asked}, {@code stored}, {@code answered}
     */
    SimulatedJournal(
            SimulatedCluster cluster,
            String name,
            SplittableRandom random,
            UnaryOperator<E> codec,
            BiConsumer<SimulatedNode, E> stored,
            Function<E, String> stepName) {
        this.cluster = cluster;
        this.name = name;
        this.random = random;
        this.codec = codec;
        this.stored = stored;
        this.stepName = stepName;
    }

    /** All events, as somebody sees them who reads now. */
    List<E> read() {
        return List.copyOf(events);
    }

    void fail(double rate, long untilNanos) {
        failureRate = rate;
        failsUntil = untilNanos;
    }

    /**
     * Writes events, all or none; then exactly one of the two answers comes, unless the writer is gone.
     *
     * @param known how many events the writer has seen
     */
    void write(SimulatedNode writer, int known, List<E> batch, Runnable done, Runnable failed) {
        if (!writer.isAlive()) {
            return;
        }
        steps(batch, ": asked", writer);
        cluster.time.in(100_000 + random.nextInt(3_000_000), () -> {
            boolean fails = cluster.time.now() < failsUntil && random.nextDouble() < failureRate;
            boolean storedAllTheSame = random.nextBoolean();
            boolean lostOnTheWay = !writer.isAlive() && random.nextBoolean();
            if (known != events.size()) {
                fails = true;
                storedAllTheSame = false;
                cluster.count("journal conflicts");
            }
            if (lostOnTheWay || (fails && !storedAllTheSame)) {
                cluster.trace.say(name, "not stored for " + writer + ": " + batch);
            } else {
                cluster.trace.say(name, "stored for " + writer + (fails ? ", and says it is not: " : ": ") + batch);
                for (E event : batch) {
                    E readBack = codec.apply(event);
                    events.add(readBack);
                    stored.accept(writer, readBack);
                }
                writer.run(() -> steps(batch, ": stored", writer));
            }
            if (fails) {
                cluster.count("journal writes failed");
            }
            Runnable answer = fails ? failed : done;
            writer.in(50_000 + random.nextInt(500_000), () -> {
                answer.run();
                steps(batch, ": answered", writer);
            });
        });
    }

    private void steps(List<E> batch, String step, SimulatedNode writer) {
        for (E event : batch) {
            cluster.step(stepName.apply(event) + step, writer);
        }
    }
}
