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
 * @param moment the step of the protocol that it waits for once its time has come ({@link ProtocolSteps}): steps are short, and chance
 *     alone rarely meets them. Empty: it waits for none
 * @param target which worker it meets, counted from 0, or {@link #HERE}; the coordinator's faults ignore it
 * @param rate how likely each message or operation is hit, for faults that last; some kinds draw other things from it
 */
public record Fault(long atNanos, String moment, Kind kind, int target, long lastsNanos, double rate) {
    /** A {@link #target}: the node that takes the step it waits for, worker or leader. It is hit in the middle of what it does. */
    public static final int HERE = -1;

    /** A {@link #moment}: none. */
    public static final String AT_ONCE = "";

    public enum Kind {
        /** The process is killed; after a while another starts on the same host, with another id. */
        WORKER_CRASH,
        /** The process stands still, is given up, and comes back as one that does not know. */
        WORKER_PAUSE,
        /** The worker says that it goes, its work moves, it goes; later another starts. */
        GRACEFUL_LEAVE,
        /** One worker more. */
        JOIN,
        /** The leader is told that a worker is lost while it is well. */
        FALSE_ALARM,
        COORDINATOR_CRASH,
        /** The leader stands still, another takes over, then the old one goes on for a moment. */
        COORDINATOR_PAUSE,
        /** The leader is cut off from all workers and goes on; another takes over: two of them at work. */
        COORDINATOR_PARTITION,
        /** A worker is cut off, from all others or from one of them: nothing arrives in either direction. */
        PARTITION,
        /** As before, but in one direction only. */
        ONE_WAY_PARTITION,
        /** As before, but the connection comes and goes, several times a second. */
        FLAPPING,
        /** Elements and credits between workers are dropped, silently, as Artery may. */
        DATA_LOSS,
        /** Control messages are dropped that the protocol can do without. */
        CONTROL_LOSS,
        /** Messages arrive twice. */
        DUPLICATION,
        /** Messages take very different times, so that those of different lanes and nodes overtake each other. */
        REORDERING,
        /** A stranger repeats control messages that he overheard, each with one field spoiled, to those who got them. */
        HOSTILE_MESSAGES,
        /** All that goes between a worker and the others arrives late. */
        SLOW_LINK,
        /** Writes to the checkpoint storage fail with EIO, some after they had their effect. */
        STORAGE_FAILURE,
        /** The checkpoint storage is full: files are torn, and fail with ENOSPC. */
        STORAGE_FULL,
        /** Reads of the checkpoint storage fail; what is stored is well. */
        STORAGE_READ_FAILURE,
        /** The checkpoint storage takes long. */
        STORAGE_SLOW,
        /** The machine with the checkpoint storage loses what was not synced. */
        STORAGE_POWER_CUT,
        /** One bit of one stored file turns over. A job that needs this file must stop and say so. */
        BIT_FLIP,
        /** Writes to the journal fail, some after they were stored. */
        JOURNAL_FAILURE,
        /** The wall clock of a worker or of the leader jumps, by up to an hour, and later back. */
        CLOCK_JUMP,
        /** The wall clock of a worker or of the leader is wrong from now on, by up to an hour. */
        CLOCK_SKEW,
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
                    random.nextBoolean() ? AT_ONCE : ProtocolSteps.ALL.get(random.nextInt(ProtocolSteps.ALL.size())),
                    kinds.get(random.nextInt(kinds.size())),
                    random.nextInt(workers + 1) - 1,
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
        int inTen = 1 + random.nextInt(4);
        for (Kind kind : all) {
            if (random.nextInt(10) < inTen) {
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
        String head = Trace.stamp(atNanos) + (moment.isEmpty() ? " " : " at '" + moment + "': ") + kind;
        String who = target == HERE ? " of whoever it is" : " of worker " + target;
        String lasts = " for " + Trace.stamp(lastsNanos) + " s";
        String share = ", " + Math.round(rate * 1000) / 10.0 + " % of them";
        return switch (kind) {
            case WORKER_CRASH, WORKER_PAUSE, GRACEFUL_LEAVE, SLOW_LINK, PARTITION, ONE_WAY_PARTITION, FLAPPING ->
                head + who + lasts;
            case FALSE_ALARM -> head + who;
            case COORDINATOR_CRASH, COORDINATOR_PAUSE, COORDINATOR_PARTITION, STORAGE_SLOW, STORAGE_FULL ->
                head + lasts;
            case DATA_LOSS,
                    CONTROL_LOSS,
                    DUPLICATION,
                    REORDERING,
                    HOSTILE_MESSAGES,
                    STORAGE_FAILURE,
                    STORAGE_READ_FAILURE,
                    JOURNAL_FAILURE -> head + lasts + share;
            case CLOCK_JUMP, CLOCK_SKEW ->
                head + who + (kind == Kind.CLOCK_JUMP ? lasts : "") + " by " + clockMillis() + " ms";
            case STORAGE_POWER_CUT, FUNCTION_FAILURE, BIT_FLIP, JOIN -> head;
        };
    }

    /** How far ahead the clock is, of the kinds that turn it. */
    long clockMillis() {
        long least = 1 + lastsNanos % 1_000;
        return (rate < 0.025 || (rate > 0.05 && rate < 0.5) ? -1 : 1) * (long) (least + rate * 3_600_000);
    }
}
