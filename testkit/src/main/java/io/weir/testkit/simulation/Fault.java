package io.weir.testkit.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Something that goes wrong, planned before the run begins.
 *
 * @param atNanos not before
 * @param target which worker it meets, counted from 0; the coordinator's faults ignore it
 * @param rate how likely each message or operation is hit, for faults that last
 */
public record Fault(long atNanos, Moment moment, Kind kind, int target, long lastsNanos, double rate) {
    /** What it waits for once its time has come: the steps of the protocol are short, and chance alone rarely meets them. */
    public enum Moment {
        AT_ONCE,
        /** An attempt is journaled, and is about to be deployed. */
        ATTEMPT_STARTS,
        /** A checkpoint is journaled, and its barriers are about to be sent. */
        CHECKPOINT_BEGINS,
        /** A completion is journaled, and nobody knows of it yet. */
        CHECKPOINT_COMPLETES
    }

    public enum Kind {
        /** The process is killed; after a while another starts on the same host, with another id. */
        WORKER_CRASH,
        /** The process stands still, is given up, and comes back as one that does not know. */
        WORKER_PAUSE,
        /** The leader is told that a worker is lost while it is well. */
        FALSE_ALARM,
        COORDINATOR_CRASH,
        /** The leader stands still, another takes over, then the old one goes on for a moment. */
        COORDINATOR_PAUSE,
        /** Elements and credits between workers are dropped, silently, as Artery may. */
        DATA_LOSS,
        /** Control messages are dropped that the protocol can do without. */
        CONTROL_LOSS,
        /** All that goes between a worker and the others arrives late. */
        SLOW_LINK,
        /** Writes to the checkpoint storage fail, some after they had their effect. */
        STORAGE_FAILURE,
        /** Reads of the checkpoint storage fail; what is stored is well. */
        STORAGE_READ_FAILURE,
        /** The machine with the checkpoint storage loses what was not synced. */
        STORAGE_POWER_CUT,
        /** Writes to the journal fail, some after they were stored. */
        JOURNAL_FAILURE,
        /** A function of the job throws. */
        FUNCTION_FAILURE
    }

    /** What a seed plans: a mix of kinds, and so many of them until {@code untilNanos}. In time order. */
    static List<Fault> plan(long seed, int workers, long untilNanos, Set<Kind> allowed) {
        if (allowed.isEmpty()) {
            return List.of();
        }
        SplittableRandom random = new SplittableRandom(seed ^ 0xfa17);
        List<Kind> kinds = mix(random, allowed);
        List<Fault> plan = new ArrayList<>();
        for (int left = 3 + random.nextInt(12); left > 0; left--) {
            plan.add(new Fault(
                    VirtualTime.SECONDS / 5 + random.nextLong(untilNanos - VirtualTime.SECONDS / 5),
                    random.nextBoolean() ? Moment.AT_ONCE : Moment.values()[random.nextInt(Moment.values().length)],
                    kinds.get(random.nextInt(kinds.size())),
                    random.nextInt(workers),
                    10 * VirtualTime.MILLIS + random.nextLong(2 * VirtualTime.SECONDS),
                    random.nextBoolean() ? random.nextDouble() * 0.05 : random.nextDouble()));
        }
        plan.sort(Comparator.comparingLong(Fault::atNanos));
        return plan;
    }

    /** Each run knows only some of the kinds: so they meet in ways that a mix of all of them never shows. */
    private static List<Kind> mix(SplittableRandom random, Set<Kind> allowed) {
        List<Kind> all = List.copyOf(EnumSet.copyOf(allowed));
        Set<Kind> mix = EnumSet.noneOf(Kind.class);
        for (Kind kind : all) {
            if (random.nextInt(5) < 2) {
                mix.add(kind);
            }
        }
        if (mix.isEmpty()) {
            mix.add(all.get(random.nextInt(all.size())));
        }
        return List.copyOf(mix);
    }

    @Override
    public String toString() {
        String lasts = " for " + Trace.stamp(lastsNanos) + " s";
        return switch (kind) {
            case WORKER_CRASH, WORKER_PAUSE, SLOW_LINK -> head() + " of worker " + target + lasts;
            case FALSE_ALARM -> head() + " about worker " + target;
            case COORDINATOR_CRASH, COORDINATOR_PAUSE -> head() + lasts;
            case DATA_LOSS, CONTROL_LOSS, STORAGE_FAILURE, STORAGE_READ_FAILURE, JOURNAL_FAILURE ->
                head() + lasts + ", " + Math.round(rate * 1000) / 10.0 + " % of them";
            case STORAGE_POWER_CUT, FUNCTION_FAILURE -> head();
        };
    }

    private String head() {
        return Trace.stamp(atNanos) + (moment == Moment.AT_ONCE ? " " : " when " + moment + ": ") + kind;
    }
}
